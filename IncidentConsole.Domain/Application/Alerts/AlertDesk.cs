using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>
/// What alerts do: a firing one joins the open incident of its service or opens one, a resolved one is noted. Everything passes the
/// incident desk. A delivery may come twice, and a half-taken one is finished by its repeat: each alert acts once.
/// </summary>
public sealed class AlertDesk(IncidentDesk desk, IIncidentQueries queries, ICatalog catalog, IAlertStore alerts, TimeProvider clock)
{
    /// <summary>Under which name an alert is recorded that names no service, from a key without one. Nobody configured it: it is flagged.</summary>
    public const string NoService = "unknown service";
    private const int LongestTitle = 200;

    private readonly KeyedQueue queue = new();

    /// <param name="defaultService">Service of an alert that names none: the key's.</param>
    /// <param name="body">As received, to be kept.</param>
    /// <returns>The refusal that kept something from being done, else null. Nothing is half done: a repeat goes on where this ended.</returns>
    public async Task<Refusal?> TakeAsync(AlertDelivery delivery, string? defaultService, string body, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await alerts.FindAsync([.. delivery.Alerts.Select(alert => AlertIds.Of(alert.Identity))], cancellationToken).ConfigureAwait(false);
        Dictionary<string, KnownAlert> seen = new(StringComparer.Ordinal);
        Refusal? refusal = null;
        foreach (var alert in delivery.Alerts)
        {
            var id = AlertIds.Of(alert.Identity);
            var (taken, no) = await TakeAsync(alert, id, seen.GetValueOrDefault(id) ?? known.GetValueOrDefault(id), delivery, defaultService, actor, now, cancellationToken).ConfigureAwait(false);
            if (taken is not null)
            {
                seen[id] = taken;
            }

            refusal ??= no;
        }

        var stored = new StoredDelivery(Guid.CreateVersion7(now).ToString("D"), actor.Id, now, delivery.TruncatedAlerts, body);
        await alerts.SaveAsync(stored, [.. seen.Values], cancellationToken).ConfigureAwait(false);
        return refusal;
    }

    private async Task<(KnownAlert? Taken, Refusal? Refusal)> TakeAsync(
        AlertNotice alert, string id, KnownAlert? known, AlertDelivery delivery, string? defaultService, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (alert.Status)
        {
            case AlertStatus.Resolved:
                var ended = alert.EndsAt ?? now;
                var cleared = known?.Incident is { } its ? await SendAsync(its, new ClearAlert(id, ended), actor, cancellationToken).ConfigureAwait(false) : null;
                return cleared is null ? (new KnownAlert(id, known?.Incident, alert.Identity.StartsAt, ended), null) : (null, cleared);
            case AlertStatus.Firing when known is not null:
                return (known, null);   // it acted before; whatever became of its incident is people's decision
            case AlertStatus.Firing:
                var (incident, refusal) = await OpenOrJoinAsync(alert, id, delivery, defaultService, actor, cancellationToken).ConfigureAwait(false);
                return incident is null ? (null, refusal) : (new KnownAlert(id, incident, alert.Identity.StartsAt, null), null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<(IncidentId? Incident, Refusal? Refusal)> OpenOrJoinAsync(
        AlertNotice alert, string id, AlertDelivery delivery, string? defaultService, Actor actor, CancellationToken cancellationToken)
    {
        var said = alert.Service ?? defaultService ?? NoService;
        // Two deliveries at the same moment must not open two incidents of one service.
        using var turn = await queue.EnterAsync(said.ToUpperInvariant(), cancellationToken).ConfigureAwait(false);
        var service = await catalog.FindServiceAsync(said, cancellationToken).ConfigureAwait(false)
            ?? await catalog.FindServiceAsync(said.ToLowerInvariant(), cancellationToken).ConfigureAwait(false);   // slugs are lower-case, labels may not be
        var named = service?.Slug ?? said;
        var severity = await SeverityAsync(alert, service, cancellationToken).ConfigureAwait(false);
        var incident = (await queries.FindOpenOfServiceAsync(named, Viewer.System, cancellationToken).ConfigureAwait(false))?.Id;
        if (incident is null)
        {
            incident = new IncidentId(Guid.CreateVersion7(clock.GetUtcNow()).ToString("D"));
            var declare = new DeclareIncident(Cut(Name(alert)), named, severity?.ToString(CultureInfo.InvariantCulture))
            {
                ByAlert = true,
                DetectedAt = alert.Identity.StartsAt,
                Summary = Summary(alert, delivery),
            };
            if (await SendAsync(incident.Value, declare, actor, cancellationToken).ConfigureAwait(false) is { } refused)
            {
                return (null, refused);
            }
        }

        var refusal = await SendAsync(incident.Value, new JoinAlert(id, Cut(Name(alert)), severity, alert.Identity.StartsAt), actor, cancellationToken).ConfigureAwait(false);
        return refusal is null ? (incident, null) : (null, refusal);
    }

    /// <summary>The sender's word on the scheme of the service's runbook: the runbook's own labels first, then the common words.</summary>
    private async Task<int?> SeverityAsync(AlertNotice alert, Service? service, CancellationToken cancellationToken)
    {
        if (alert.Severity is not { } word)
        {
            return null;
        }

        var runbook = service is null ? null : await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false);
        runbook ??= await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false);
        var scheme = runbook.Runbook.Severities;
        return scheme.Find(word)?.Rank ?? (AlertSeverity.RankOf(word) is { } rank ? scheme[rank].Rank : null);
    }

    private async Task<Refusal?> SendAsync(IncidentId incident, IncidentIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var outcome = await desk.SendAsync(incident, intent, actor, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        if (outcome is Outcome.Refused { Refusal.Kind: RefusalKind.NotFound })
        {
            // A restricted incident is not shown to the key, and its alert still belongs there: the console puts it in.
            outcome = await desk.SendAsync(incident, intent, Actor.System, new SendOptions("alert"), cancellationToken).ConfigureAwait(false);
        }

        return (outcome as Outcome.Refused)?.Refusal;
    }

    private static string Name(AlertNotice alert) => alert.Summary == alert.Name ? alert.Name : $"{alert.Name}: {alert.Summary}";

    private static string Cut(string text) => text.Length <= LongestTitle ? text : $"{text[..(LongestTitle - 1)]}…";

    private static string? Summary(AlertNotice alert, AlertDelivery delivery)
    {
        List<string> lines = [];
        if (alert.Annotations.TryGetValue("description", out var description) && description != alert.Summary)
        {
            lines.Add(description);
        }

        var labels = alert.Labels.Where(label => label.Key is not ("alertname" or "service" or "severity")).Select(label => $"{label.Key}={label.Value}").ToList();
        if (labels.Count > 0)
        {
            lines.Add(string.Join(", ", labels));
        }

        if (delivery.TruncatedAlerts > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"The sender left {delivery.TruncatedAlerts} more alerts out of its message."));
        }

        if (alert.GeneratorUrl is { } link)
        {
            lines.Add(link);
        }

        return lines.Count == 0 ? null : string.Join("\n", lines);
    }
}
