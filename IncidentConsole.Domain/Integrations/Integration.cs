namespace IncidentConsole.Domain.Integrations;

/// <summary>
/// One way in for alerts or changes: a sender with its own key, and what its messages mean here. Nothing comes in that no integration
/// (or API key) vouches for, and each can be rotated or revoked without touching the others.
/// </summary>
public sealed record Integration
{
    /// <summary>A second's share of what the busiest known sender brings; more is asked to wait.</summary>
    public const int DefaultPerSecond = 2_000;

    public required string Id { get; init; }

    public required IntegrationKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Slug. Without <see cref="ServicePath"/> the service of all its alerts; with it, of those whose label names no known one.</summary>
    public string? Service { get; init; }

    /// <summary>Labels or fields that name the service, in the order they are asked, separated by commas; null: all belong to <see cref="Service"/>.</summary>
    public string? ServicePath { get; init; }

    /// <summary>After how long without a word an alert counts as ended, for senders that never say so; null: never.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Deliveries a second; a burst of one second's worth passes at once.</summary>
    public int PerSecond { get; init; } = DefaultPerSecond;

    /// <summary>True: deliveries without a right signature are refused.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Header with the unix seconds that are signed with the body; null: the body alone is signed.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>How often a heartbeat is expected; null for other kinds.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>How late a beat may be before it is missing.</summary>
    public TimeSpan Grace { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool IsRevoked => RevokedAt is not null;

    /// <summary>What the sender's fields say about the service; null when they say nothing, or are not asked.</summary>
    public string? ServiceSaid(IReadOnlyDictionary<string, string> fields) => ServicePath?
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(path => fields.TryGetValue(path, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null)
        .FirstOrDefault(said => said is not null);
}

/// <param name="Hint">Its last four characters, to tell two keys apart.</param>
/// <param name="EndsAt">Until when an earlier key still works; null for the one in use.</param>
public sealed record IntegrationKey(string Hint, DateTimeOffset CreatedAt, DateTimeOffset? EndsAt);
