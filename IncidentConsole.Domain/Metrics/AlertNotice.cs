namespace IncidentConsole.Domain.Metrics;

/// <summary>One message of a monitoring system: the alerts of one group that changed or still fire.</summary>
/// <param name="GroupKey">With the receiver, the identity of the group.</param>
/// <param name="TruncatedAlerts">Alerts that were left out; they never appear elsewhere, so nothing may be closed because it is absent.</param>
public sealed record AlertDelivery(string GroupKey, string Receiver, IReadOnlyList<AlertNotice> Alerts, int TruncatedAlerts, string? SourceUrl);

public enum AlertStatus
{
    Firing,
    Resolved,
}

/// <summary>One alert as said by the monitoring system. The group's own status is not to be trusted for it.</summary>
/// <param name="EndsAt">When it stopped; null while it fires.</param>
/// <param name="GeneratorUrl">Link to the rule; null when none was given.</param>
public sealed record AlertNotice(
    AlertIdentity Identity,
    AlertStatus Status,
    DateTimeOffset? EndsAt,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    string? GeneratorUrl)
{
    public string Name => Labels.GetValueOrDefault("alertname", "Unnamed alert");

    /// <summary>The service as the sender calls it; null when it names none.</summary>
    public string? Service => Text(Labels, "service");

    public string? Severity => Text(Labels, "severity");

    /// <summary>One line for people: the sender's summary, else its description, else the alert's name.</summary>
    public string Summary => Text(Annotations, "summary") ?? Text(Annotations, "description") ?? Name;

    private static string? Text(IReadOnlyDictionary<string, string> map, string key) =>
        map.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>The same alert again is the same alert: one firing of one label set.</summary>
public sealed record AlertIdentity(string Fingerprint, DateTimeOffset StartsAt);
