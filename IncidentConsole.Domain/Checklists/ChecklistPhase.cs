using System.Collections.Immutable;

namespace IncidentConsole.Domain.Checklists;

public enum ChecklistAnchor
{
    /// <summary>The window counts from the declaration.</summary>
    Declared,

    /// <summary>The window counts from the resolution: follow-up work that opens only then.</summary>
    Resolved,
}

/// <summary>A phase of the runbook's checklist with its time window.</summary>
/// <param name="Id">Stable within a runbook version.</param>
/// <param name="From">Start of the window after the anchor; null when the runbook gives none.</param>
/// <param name="To">End of the window after the anchor; null when open-ended or not given.</param>
public sealed record ChecklistPhase(string Id, string Title, ChecklistAnchor Anchor, TimeSpan? From, TimeSpan? To, ImmutableArray<ChecklistItem> Items);

/// <param name="Id">Unique within the whole runbook, stable within a runbook version.</param>
/// <param name="IsRequired">Shown as open before resolve; false for items the runbook marks as optional.</param>
public sealed record ChecklistItem(string Id, string Text, bool IsRequired = true);

public enum ChecklistItemState
{
    Open,
    Ticked,
    NotApplicable,
}
