using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Whether people work on the incident of an alert, there or where it was merged into, or are done with it.</summary>
public sealed class AlertWork(IncidentDesk desk)
{
    private const int MostMerges = 5;

    /// <summary>The incident, or the one it was found to be a duplicate of; null when the work there is over.</summary>
    internal async Task<Incident?> OpenAsync(IncidentId id, CancellationToken cancellationToken) =>
        await LastAsync(await desk.ReadAsync(id, Viewer.System, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) is { IsOpen: true, IsDrill: false } incident ? incident : null;

    private async Task<Incident?> LastAsync(Incident? incident, CancellationToken cancellationToken)
    {
        for (var step = 0; incident is { MergedInto: { } into } && step < MostMerges; step++)
        {
            incident = await desk.ReadAsync(into, Viewer.System, cancellationToken).ConfigureAwait(false);
        }

        return incident;
    }

    /// <summary>
    /// The incident of an alert, where people are done with it: resolved or closed, there or in the one it was a duplicate of. Not where it was
    /// declined: then somebody said that the alert is wrong, and its repeats say nothing new.
    /// </summary>
    internal async Task<DoneIncident?> DoneAsync(IncidentId id, AlertRound round, CancellationToken cancellationToken)
    {
        if (!round.Done.TryGetValue(id, out var done))
        {
            var incident = await desk.ReadAsync(id, Viewer.System, cancellationToken).ConfigureAwait(false);
            done = await LastAsync(incident, cancellationToken).ConfigureAwait(false) is { Status: IncidentStatus.Resolved or IncidentStatus.Closed, Milestones.Resolved: { } at } ? new DoneIncident(incident!, at) : null;
            round.Done[id] = done;
        }

        return done;
    }

    /// <summary>Tells the incident people are done with that its alert goes on elsewhere.</summary>
    /// <param name="next">The same trouble as it goes on.</param>
    internal async Task LeaveAsync(Alert ended, Alert next, Incident done, AlertRound round, CancellationToken cancellationToken)
    {
        round.Touched.Add(done.Id);
        if (done.Alerts.ContainsKey(ended.Id))   // of a storm only the first were told there
        {
            var target = next.Incident is { } to ? await desk.ReadAsync(to, Viewer.System, cancellationToken).ConfigureAwait(false) : null;
            IncidentIntent intent = target is null
                ? new ClearAlert(ended.Id, ended.EndedAt!.Value)
                : new ReleaseAlert(ended.Id, AlertReading.Title(ended), target.Number) { Reason = $"Its sender told of it again after {done.Label} was {done.Status.ToString().ToLowerInvariant()}." };
            await desk.SendAsync(done.Id, intent, Actor.System, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        }
    }
}
