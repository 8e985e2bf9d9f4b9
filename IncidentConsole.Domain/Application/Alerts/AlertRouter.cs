using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>
/// Where an alert belongs: to its service, and there to the open incident or a new one, as the service's policy says. Never by text, severity
/// or the way it came: two senders of one trouble meet in one incident.
/// </summary>
public sealed class AlertRouter(IncidentDesk desk, AlertWork work, IIncidentQueries queries, ICatalog catalog, IAlertStore alerts, TimeProvider clock)
{
    /// <summary>Under which name an alert is recorded that names no service, from a sender without one. Nobody configured it: it is flagged.</summary>
    public const string NoService = "unknown service";

    private const int LongestService = 100;
    private const int Attempts = 3;

    /// <summary>An alert that came back so often in a row is damped: counted, but no longer told.</summary>
    private const int DampedFrom = 3;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>Gives it its service and the severity on that service's scheme.</summary>
    internal async Task<Alert> PlaceAsync(Alert alert, AlertNotice notice, PendingDelivery delivery, AlertRound round, CancellationToken cancellationToken)
    {
        var sender = round.Sender(delivery.Sender.Id);
        var said = sender is null ? notice.Service : sender.ServiceSaid(notice.Labels);
        var fallback = sender is null ? delivery.Service : sender.Service;
        var place = said is null ? null : await PlaceAsync(said, round, cancellationToken).ConfigureAwait(false);
        if (place is null || (sender?.Service is not null && !place.IsKnown))
        {
            place = await PlaceAsync(fallback ?? said ?? NoService, round, cancellationToken).ConfigureAwait(false);
        }

        return alert with { Service = place.Slug, Severity = RankOf(notice.Severity, place.Severities) };
    }

    /// <summary>Lets it join, open, or wait, and says which.</summary>
    /// <param name="before">Where this alert was when it fired last: a person may have put it there, and it comes back to it while that is open.</param>
    internal async Task<(Alert Alert, string Words)> RouteAsync(Alert alert, PendingDelivery delivery, AlertRound round, CancellationToken cancellationToken, IncidentId? before = null) =>
        before is { } home && await ReturnAsync(alert, home, delivery.Sender, round, cancellationToken).ConfigureAwait(false) is { } back ? back
        : await RouteAsync(alert, delivery.Sender, round, cancellationToken, delivery.Work.TruncatedAlerts).ConfigureAwait(false);

    internal async Task<(Alert Alert, string Words)> RouteAsync(Alert alert, Actor by, AlertRound round, CancellationToken cancellationToken, int truncated = 0)
    {
        if (round.SilenceOf(alert) is { } silence)
        {
            return (alert with { SilenceId = silence.Id, DueAt = alert.DueAt < silence.Until ? alert.DueAt : silence.Until }, Silenced(alert, silence));
        }

        var isNews = (alert.Number == 0 || alert.SilenceId is not null) && alert.Flaps < DampedFrom;
        alert = alert with { SilenceId = null };
        var policy = round.PolicyOf(alert.Service);
        if (policy.Mode == AlertMode.Notifies)
        {
            return Listed(alert, $"Listed: alerts of {alert.Service} open and join nothing.");
        }

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var place = await PlaceAsync(alert.Service, round, cancellationToken).ConfigureAwait(false);
            var isNew = false;
            if (!await IsOpenAsync(place, policy, round, cancellationToken).ConfigureAwait(false))
            {
                if (policy.Mode == AlertMode.Joins)
                {
                    return Listed(alert, $"Listed: {alert.Service} has no open incident to join.");
                }

                if (await OpenAsync(place, alert, by, truncated, cancellationToken).ConfigureAwait(false) is { } refused)
                {
                    return (alert with { DueAt = round.Now + LookAgain }, $"Not done yet: {refused.Message}");
                }

                isNew = true;
            }

            if (await JoinAsync(place, alert, by, cancellationToken).ConfigureAwait(false) is not { } no)
            {
                round.Touched.Add(place.Incident!.Value);
                return (alert with { Incident = place.Incident }, $"{(isNew ? "Opened" : "Joined")} {place.Label}: {alert.Name}.");
            }

            place.Incident = null;   // it ended between the look and the join: look again
            if (attempt == Attempts)
            {
                return (alert with { DueAt = round.Now + LookAgain }, $"Not done yet: {no.Message}");
            }
        }

        throw new System.Diagnostics.UnreachableException();

        (Alert, string) Listed(Alert listed, string words)
        {
            if (isNews)
            {
                round.Listed.Add(listed);
            }

            return (listed, words);
        }
    }

    /// <summary>To the open incident of its service; null where there is none, or the policy says otherwise.</summary>
    internal async Task<(Alert Alert, string Words)?> JoinOpenAsync(Alert alert, Actor by, AlertRound round, CancellationToken cancellationToken)
    {
        var policy = round.PolicyOf(alert.Service);
        var place = await PlaceAsync(alert.Service, round, cancellationToken).ConfigureAwait(false);
        if (policy.Mode == AlertMode.Notifies
            || !await IsOpenAsync(place, policy, round, cancellationToken).ConfigureAwait(false)
            || await JoinAsync(place, alert, by, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        round.Touched.Add(place.Incident!.Value);
        return (alert with { Incident = place.Incident }, $"Joined {place.Label}: {alert.Name}.");
    }

    /// <summary>What would become of it.</summary>
    internal async Task<string> RehearseAsync(Alert alert, AlertRound round, CancellationToken cancellationToken)
    {
        var policy = round.PolicyOf(alert.Service);
        var place = await PlaceAsync(alert.Service, round, cancellationToken).ConfigureAwait(false);
        var severity = alert.Severity is { } rank ? $" at {place.Severities[rank].Label}" : "";
        return round.SilenceOf(alert) is { } silence ? $"Test: understood. {Silenced(alert, silence)}"
            : policy.Mode == AlertMode.Notifies ? $"Test: understood. It would only be listed, as the policy of {alert.Service} says."
            : await IsOpenAsync(place, policy, round, cancellationToken).ConfigureAwait(false) ? $"Test: understood. It would join {place.Label} of {alert.Service}{severity}."
            : policy.Mode == AlertMode.Joins ? $"Test: understood. It would only be listed: {alert.Service} has no open incident to join."
            : $"Test: understood. It would open an incident of {alert.Service} in Triage{severity}.";
    }

    /// <summary>Tells its incident that it ended, where that was told of it.</summary>
    internal async Task<Alert> ClearAsync(Alert alert, Actor by, AlertRound round, CancellationToken cancellationToken)
    {
        if (alert.Incident is { } incident)
        {
            round.Touched.Add(incident);
            await SendAsync(incident, new ClearAlert(alert.Id, alert.EndedAt!.Value), by, cancellationToken).ConfigureAwait(false);
        }

        return alert;
    }

    /// <summary>Tells these incidents how many alerts they have, where that changes what people would do.</summary>
    internal async Task CountAsync(IReadOnlyCollection<IncidentId> incidents, CancellationToken cancellationToken)
    {
        foreach (var (incident, count) in await alerts.CountAsync(incidents, cancellationToken).ConfigureAwait(false))
        {
            if (count.Total > CountAlerts.ToldSingly)
            {
                await SendAsync(incident, new CountAlerts(count.Total, count.Firing), Actor.System, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<AlertPlace> PlaceAsync(string name, AlertRound round, CancellationToken cancellationToken)
    {
        var said = name.Length <= LongestService ? name : name[..LongestService];
        if (round.Places.TryGetValue(said, out var known))
        {
            return known;
        }

        var service = await catalog.FindServiceAsync(said, cancellationToken).ConfigureAwait(false)
            ?? await catalog.FindServiceAsync(said.ToLowerInvariant(), cancellationToken).ConfigureAwait(false);   // slugs are lower-case, labels may not be
        var runbook = service is null ? null : await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false);
        runbook ??= await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false);
        var slug = service?.Slug ?? said;
        var place = round.Places.TryGetValue(slug, out var same) ? same : new AlertPlace(slug, service is not null, runbook.Runbook.Severities);
        round.Places[said] = round.Places[slug] = place;
        return place;
    }

    private async Task<bool> IsOpenAsync(AlertPlace place, AlertPolicy policy, AlertRound round, CancellationToken cancellationToken)
    {
        if (place.Incident is not null)
        {
            return true;
        }

        var open = (await queries.FindOpenOfServiceAsync(place.Slug, Viewer.System, cancellationToken).ConfigureAwait(false))?.Id
            ?? await alerts.MergedOfServiceAsync(place.Slug, cancellationToken).ConfigureAwait(false);
        if (open is not { } id || await work.OpenAsync(id, cancellationToken).ConfigureAwait(false) is not { } incident || round.Now - (incident.LastAlertAt ?? incident.Milestones.Declared) > policy.Window)
        {
            return false;
        }

        (place.Incident, place.Told, place.Label) = (incident.Id, incident.Alerts.Count, incident.Label);
        return true;
    }

    /// <summary>To where it was when it fired last; null when the work there is over, and then by its service, as any other.</summary>
    private async Task<(Alert Alert, string Words)?> ReturnAsync(Alert alert, IncidentId home, Actor by, AlertRound round, CancellationToken cancellationToken)
    {
        var policy = round.PolicyOf(alert.Service);
        return round.SilenceOf(alert) is null && policy.Mode != AlertMode.Notifies && await work.OpenAsync(home, cancellationToken).ConfigureAwait(false) is { } incident
            && round.Now - (incident.LastAlertAt ?? incident.Milestones.Declared) <= policy.Window
            ? await JoinAsync(alert, incident, by, round, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>To where the work goes on, for an alert of an incident that was found to be a duplicate; null when it is over there too.</summary>
    internal async Task<Alert?> FollowAsync(Alert alert, AlertRound round, CancellationToken cancellationToken) =>
        alert.Incident is { } left && await work.OpenAsync(left, cancellationToken).ConfigureAwait(false) is { } incident
            ? (await JoinAsync(alert, incident, Actor.System, round, cancellationToken).ConfigureAwait(false))?.Alert
            : null;

    private async Task<(Alert Alert, string Words)?> JoinAsync(Alert alert, Incident incident, Actor by, AlertRound round, CancellationToken cancellationToken)
    {
        var place = new AlertPlace(incident.Service, isKnown: true, incident.Runbook.Severities) { Incident = incident.Id, Told = incident.Alerts.Count, Label = incident.Label };
        if (await JoinAsync(place, alert, by, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        round.Touched.Add(incident.Id);
        return (alert with { Incident = incident.Id, SilenceId = null }, $"Joined {place.Label}: {alert.Name}.");
    }

    private async Task<Refusal?> OpenAsync(AlertPlace place, Alert alert, Actor by, int truncated, CancellationToken cancellationToken)
    {
        var id = new IncidentId(Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"));
        var declare = new DeclareIncident(AlertReading.Title(alert), place.Slug, alert.Severity?.ToString(CultureInfo.InvariantCulture))
        {
            ByAlert = true,
            DetectedAt = AlertReading.Detected(alert, clock.GetUtcNow()),
            Summary = AlertReading.Summary(alert, truncated),
        };
        if (await SendAsync(id, declare, by, cancellationToken).ConfigureAwait(false) is (null, { } refused))
        {
            return refused;
        }

        (place.Incident, place.Told) = (id, 0);
        place.Label = (await desk.ReadAsync(id, Viewer.System, cancellationToken).ConfigureAwait(false))!.Label;
        return null;
    }

    private async Task<Refusal?> JoinAsync(AlertPlace place, Alert alert, Actor by, CancellationToken cancellationToken)
    {
        var incident = place.Incident!.Value;
        if (place.Told >= CountAlerts.ToldSingly || (place.Told > 0 && alert.Flaps >= DampedFrom)
            || (alert is { IsKeyed: true, Group: { } group } && await alerts.HasGroupAsync(incident, group, cancellationToken).ConfigureAwait(false)))
        {
            return null;   // it belongs there and is listed, and nobody would do anything else for hearing of it
        }

        place.Told++;
        return (await SendAsync(incident, new JoinAlert(alert.Id, AlertReading.Title(alert), alert.Severity, alert.StartedAt), by, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    private async Task<(Incident? Incident, Refusal? Refusal)> SendAsync(IncidentId incident, IncidentIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var outcome = await desk.SendAsync(incident, intent, actor, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        if (outcome is Outcome.Refused { Refusal.Kind: RefusalKind.NotFound or RefusalKind.Forbidden } && actor.Kind != ActorKind.System)
        {
            // A restricted incident is not shown to the sender, whose key may also be revoked by now: the alert still belongs there.
            outcome = await desk.SendAsync(incident, intent, Actor.System, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        }

        return ((outcome as Outcome.Accepted)?.Incident, (outcome as Outcome.Refused)?.Refusal);
    }

    /// <summary>The sender's word on the scheme of the service's runbook: the runbook's own labels first, then the common words.</summary>
    private static int? RankOf(string? word, SeverityScheme scheme) =>
        word is null ? null : scheme.Find(word)?.Rank ?? (AlertSeverity.RankOf(word) is { } rank ? scheme[rank].Rank : null);

    private static string Silenced(Alert alert, Silence silence) => string.Create(
        CultureInfo.InvariantCulture, $"Silenced: {alert.Name} opens and joins nothing until {silence.Until:yyyy-MM-dd HH:mm} UTC ({silence.By.Name}: {silence.Reason}).");
}
