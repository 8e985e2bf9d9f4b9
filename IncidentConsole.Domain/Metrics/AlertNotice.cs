using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Domain.Metrics;

/// <summary>One message of a monitoring system: the alerts of one group that changed or still fire.</summary>
/// <param name="GroupKey">With the receiver, the identity of the group.</param>
/// <param name="TruncatedAlerts">Alerts that were left out; they never appear elsewhere, so nothing may be closed because it is absent.</param>
public sealed record AlertDelivery(string GroupKey, string Receiver, IReadOnlyList<AlertNotice> Alerts, int TruncatedAlerts, string? SourceUrl);

/// <summary>What the sender says of an alert.</summary>
public enum AlertStatus
{
    Firing,
    Resolved,

    /// <summary>Somebody took it in the sender's system. That is no acknowledgement of an incident here.</summary>
    Acknowledged,
    Unacknowledged,

    /// <summary>A word about an alert that changes nothing in what it does: a note, a tag, a detail.</summary>
    Remarked,
}

/// <summary>One alert as said by the monitoring system. The group's own status is not to be trusted for it.</summary>
/// <param name="EndsAt">When it stopped; null while it fires.</param>
/// <param name="Labels">Its fields, by the sender's names.</param>
/// <param name="GeneratorUrl">Link to the rule; null when none was given.</param>
public sealed record AlertNotice(
    AlertIdentity Identity,
    AlertStatus Status,
    DateTimeOffset? EndsAt,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    string? GeneratorUrl)
{
    /// <summary>Names what the sender's system groups it under, hashed; the same group told in two languages has the same. Null where it has none.</summary>
    public string? Group { get; init; }

    /// <summary>Address of a picture of the trouble, as the sender drew it; null where it sends none.</summary>
    public string? Image { get; init; }

    public string Name => Labels.GetValueOrDefault("alertname", "Unnamed alert");

    /// <summary>The service as the sender calls it; null when it names none.</summary>
    public string? Service => Text(Labels, "service");

    public string? Severity => Text(Labels, "severity");

    /// <summary>One line for people: the sender's summary, else its description, else the alert's name.</summary>
    public string Summary => Text(Annotations, "summary") ?? Text(Annotations, "description") ?? Name;

    private static string? Text(IReadOnlyDictionary<string, string> map, string key) =>
        map.TryGetValue(key, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}

/// <summary>The same alert again is the same alert: one firing of one label set, or of one key of the sender's own.</summary>
/// <param name="Fingerprint">Of the label set, the same wherever it comes from; or the sender's key, which means something only within its integration.</param>
public sealed record AlertIdentity(string Fingerprint, DateTimeOffset StartsAt)
{
    public bool IsKey { get; init; }

    /// <summary>Of which at most one fires at a time.</summary>
    /// <param name="senderId">Integration or key that delivered.</param>
    public string Subject(string senderId) => IsKey ? $"{senderId}/{Hash(Fingerprint)}" : $"fp:{Fingerprint}";

    /// <summary>SHA-256 in hex: how Alertmanager writes a group key for systems with short keys.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
