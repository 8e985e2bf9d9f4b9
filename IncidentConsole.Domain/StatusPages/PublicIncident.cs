using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.StatusPages;

/// <summary>An incident as the public page knows it: only what published updates said.</summary>
/// <param name="NextUpdateAt">The promise of the last update; null when resolved or none was made.</param>
/// <param name="Updates">What went out, oldest first.</param>
public sealed record PublicIncident(
    IncidentId Id,
    int Number,
    string Title,
    PublicStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? NextUpdateAt,
    IReadOnlyList<PublicUpdateRow> Updates)
{
    /// <summary>A promise is read in whole minutes, and an update waits ten seconds for its undo: sooner, nobody is called late.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    /// <summary>Of its runbook, and so of what its updates say; the page around it speaks its own.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Why it was resolved before the checks had proved it; null where they had. What a commander overrules, the public may know.</summary>
    public string? ResolvedUnproved { get; init; }

    /// <summary>True where the promised update did not come in time: what is over is never shown as still to come.</summary>
    public bool IsUpdateLate(DateTimeOffset now) => Status != PublicStatus.Resolved && NextUpdateAt is { } promised && now >= promised + LateAfter;
}

public sealed record PublicUpdateRow(int Number, PublicStatus Status, string Text, DateTimeOffset At, IReadOnlyList<ComponentChange> Components);
