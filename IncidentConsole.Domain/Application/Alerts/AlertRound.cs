using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>What one pass over the deliveries knows and has changed: read once, written once, however many alerts a storm brings.</summary>
internal sealed class AlertRound(DateTimeOffset now, IReadOnlyDictionary<string, Alert> latest, IReadOnlyDictionary<string, AlertPolicy> policies, IReadOnlyList<Silence> silences, IReadOnlyDictionary<string, Integration> senders)
{
    private readonly Dictionary<string, Alert> latest = new(latest, StringComparer.Ordinal);
    private readonly Dictionary<string, Alert> changed = new(StringComparer.Ordinal);

    public DateTimeOffset Now => now;

    public IReadOnlyCollection<Alert> Changed => changed.Values;

    public List<SettledDelivery> Settled { get; } = [];

    /// <summary>Services as alerts call them.</summary>
    public Dictionary<string, AlertPlace> Places { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Alerts that opened and joined nothing, heard of for the first time.</summary>
    public List<Alert> Listed { get; } = [];

    /// <summary>Incidents people are done with, by their alerts' incident; null: it is worked on. See <see cref="AlertWork.DoneAsync"/>.</summary>
    public Dictionary<IncidentId, DoneIncident?> Done { get; } = [];

    /// <summary>Incidents whose count changed.</summary>
    public HashSet<IncidentId> Touched { get; } = [];

    public Alert? Find(string subject) => latest.GetValueOrDefault(subject);

    public void Keep(Alert alert)
    {
        latest[alert.Subject] = alert;
        changed[alert.Id] = alert;
    }

    public AlertPolicy PolicyOf(string service) => policies.GetValueOrDefault(service, AlertPolicy.Default);

    public Silence? SilenceOf(Alert alert) => silences.FirstOrDefault(silence => silence.Holds(now) && alert.IsCoveredBy(silence.Scope));

    public Integration? Sender(string id) => senders.GetValueOrDefault(id);

    /// <summary>When it ends for want of a word; null where its sender always says so.</summary>
    public DateTimeOffset? ExpiryOf(Alert alert) => Sender(alert.SenderId)?.TimeToLive is { } ttl ? alert.LastSeenAt + ttl : null;

    /// <summary>An alert that fires for the first time, or again; without a service yet.</summary>
    /// <param name="index">Of the notice in its delivery.</param>
    public Alert New(AlertNotice notice, PendingDelivery delivery, int index)
    {
        var alert = new Alert
        {
            Id = notice.Identity.IsKey ? string.Create(CultureInfo.InvariantCulture, $"{delivery.Id}.{index}") : AlertIds.Of(notice.Identity),
            Subject = notice.Identity.Subject(delivery.Sender.Id),
            SenderKey = notice.Identity.Fingerprint,
            SenderId = delivery.Sender.Id,
            SenderName = delivery.Sender.Name,
            Service = "",
            Name = AlertReading.Name(notice),
            Group = notice.Group,
            StartedAt = notice.Identity.StartsAt < delivery.ReceivedAt ? notice.Identity.StartsAt : delivery.ReceivedAt,
            LastSeenAt = now,
            Occurrences = 1,
            Facts = AlertReading.Facts(notice),
        };
        return alert with { DueAt = ExpiryOf(alert) };
    }
}

/// <summary>A service as an alert names it, with what is known about it in this pass.</summary>
internal sealed class AlertPlace(string slug, bool isKnown, SeverityScheme severities)
{
    /// <summary>Of the service, or as said when the console does not know it.</summary>
    public string Slug => slug;

    public bool IsKnown => isKnown;

    public SeverityScheme Severities => severities;

    /// <summary>The incident its alerts go to; null until one needs it.</summary>
    public IncidentId? Incident { get; set; }

    /// <summary>Alerts of that incident told one by one.</summary>
    public int Told { get; set; }

    /// <summary>"INC-7".</summary>
    public string Label { get; set; } = "";
}

/// <param name="Incident">The alert's own.</param>
/// <param name="At">When the work was over, there or in the incident it was a duplicate of.</param>
internal sealed record DoneIncident(Incident Incident, DateTimeOffset At);
