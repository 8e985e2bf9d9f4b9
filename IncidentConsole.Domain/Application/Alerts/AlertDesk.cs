using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>What people do with alerts: move one to another incident or into one of its own, and whether one like it was a false positive. Nothing that comes in is acted on meanwhile.</summary>
public sealed class AlertDesk(IncidentDesk desk, IDirectory directory, IIncidentQueries queries, IAlertStore alerts, AlertIntake intake, TimeProvider clock)
{
    /// <summary>Whether alerts like those of this incident were a false positive before; null when not.</summary>
    public async Task<FalsePositive?> LookedFalseAsync(Incident incident, Viewer viewer, CancellationToken cancellationToken)
    {
        const int Looked = 20;
        foreach (var name in (await alerts.OfIncidentAsync(incident.Id, Looked, cancellationToken).ConfigureAwait(false)).Select(alert => alert.Name).Distinct(StringComparer.Ordinal))
        {
            if (await alerts.FalsePositiveAsync(incident.Service, name, incident.Milestones.Declared ?? clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } id && id != incident.Id
                && await desk.ReadAsync(id, viewer, cancellationToken).ConfigureAwait(false) is { } earlier
                && (await desk.EventsAsync(id, 0, earlier.Version, cancellationToken).ConfigureAwait(false)).LastOrDefault(recorded => recorded.Event is IncidentDeclined) is { } declined)
            {
                return new FalsePositive(earlier.Number, declined.OccurredAt, declined.Reason?.Shown ?? "no reason is kept");
            }
        }

        return null;
    }

    /// <summary>The alert goes on in another incident.</summary>
    /// <param name="toNumber">Null: in one of its own, declared for it.</param>
    public Task<Settled<Incident>> MoveAsync(string alertId, int? toNumber, string? reason, Asker asker, CancellationToken cancellationToken) => intake.BetweenPassesAsync<Settled<Incident>>(
        async () =>
        {
            if (await RespondGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                return refusal;
            }

            if (await alerts.FindAsync(alertId, cancellationToken).ConfigureAwait(false) is not { } alert)
            {
                return new Refusal(RefusalKind.NotFound, "There is no such alert.");
            }

            if (alert.Incident is not null && string.IsNullOrWhiteSpace(reason))
            {
                return new Refusal(RefusalKind.ReasonRequired, "Say why this alert is another matter: moving it needs a reason.");
            }

            var viewer = new Viewer(asker.Actor.Id, (await directory.RoleOfAsync(asker.Actor, cancellationToken).ConfigureAwait(false)) ?? AccessRole.Stakeholder);
            var (target, no) = toNumber is { } number ? await FindAsync(number, viewer, cancellationToken).ConfigureAwait(false) : await OpenAsync(alert, asker, cancellationToken).ConfigureAwait(false);
            return target is null ? no! : await MoveAsync(alert, target, reason, asker, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<Settled<Incident>> MoveAsync(Alert alert, Incident target, string? reason, Asker asker, CancellationToken cancellationToken)
    {
        if (alert.Incident is { } from)
        {
            var release = new ReleaseAlert(alert.Id, AlertReading.Title(alert), target.Number) { Reason = reason };
            if (await desk.SendAsync(from, release, asker.Actor, SendOptions.Console with { AtMost = asker.AtMost }, cancellationToken).ConfigureAwait(false) is Outcome.Refused { Refusal: var refused })
            {
                return refused;
            }
        }

        var join = new JoinAlert(alert.Id, AlertReading.Title(alert), alert.Severity, alert.StartedAt);
        var outcome = await desk.SendAsync(target.Id, join, Actor.System, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        if (outcome is not Outcome.Accepted { Incident: var joined })
        {
            return ((Outcome.Refused)outcome).Refusal;
        }

        await alerts.SettleAsync([alert with { Incident = target.Id, IsCounted = true, SilenceId = null }], [], [], cancellationToken).ConfigureAwait(false);
        return joined;
    }

    private async Task<(Incident? Incident, Refusal? Refusal)> FindAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        await queries.FindAsync(number, viewer, cancellationToken).ConfigureAwait(false) is { } row && await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is { } incident
            ? incident.IsDrill ? (null, new Refusal(RefusalKind.Invalid, $"{incident.Label} is a drill: no real alert joins it. Choose another incident, or split the alert out."))
            : incident.IsOpen ? (incident, null) : (null, new Refusal(RefusalKind.Conflict, $"{incident.Label} is {incident.Status}. Choose an open incident, or split the alert out."))
            : (null, new Refusal(RefusalKind.NotFound, string.Create(CultureInfo.InvariantCulture, $"There is no INC-{number}, or it is not shown to you. Check the number.")));

    private async Task<(Incident? Incident, Refusal? Refusal)> OpenAsync(Alert alert, Asker asker, CancellationToken cancellationToken)
    {
        var declare = new DeclareIncident(AlertReading.Title(alert), alert.Service, alert.Severity?.ToString(CultureInfo.InvariantCulture)) { DetectedAt = AlertReading.Detected(alert, clock.GetUtcNow()), Summary = AlertReading.Summary(alert, 0) };
        var id = new IncidentId(Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"));
        return await desk.SendAsync(id, declare, asker.Actor, SendOptions.Console with { AtMost = asker.AtMost }, cancellationToken).ConfigureAwait(false) switch
        {
            Outcome.Accepted accepted => (accepted.Incident, null),
            Outcome.Refused refused => (null, refused.Refusal),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>An earlier incident that was none.</summary>
/// <param name="Reason">Why, in the words of who declined it.</param>
public sealed record FalsePositive(int Number, DateTimeOffset At, string Reason);
