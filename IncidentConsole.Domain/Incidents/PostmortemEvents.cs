using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The postmortem is part of its incident's stream: text as append-only revisions per section, items tracked to done.</summary>
/// <param name="Revision">1-based per section.</param>
public sealed record PostmortemSectionSaved(string SectionId, int Revision, Prose Text) : IncidentEvent;

public sealed record PostmortemPublished : IncidentEvent;

/// <summary>Whether an entry of the timeline is kept in the postmortem.</summary>
public sealed record TimelineEntryKept(int OfVersion, bool IsKept) : IncidentEvent;

/// <summary>What it cost, as it stands after the change.</summary>
/// <param name="Revenue">In people's words; null while nobody said.</param>
public sealed record PostmortemCostSet(Prose? Revenue, int? DowntimeMinutes) : IncidentEvent;

/// <summary>A ticket or pull request that belongs to the incident.</summary>
public sealed record PostmortemLinkAdded(string Url, Prose? Title) : IncidentEvent;

public sealed record PostmortemLinkRemoved(string Url) : IncidentEvent;

public sealed record PostmortemReviewAsked(string PersonId, string PersonName) : IncidentEvent;

/// <summary>By the one who was asked.</summary>
public sealed record PostmortemReviewed : IncidentEvent;

public enum ActionItemKind
{
    Prevent,
    Detect,
    Mitigate,
    Runbook,
    Train,
}

public enum ActionItemState
{
    Open,
    Doing,
    Done,
    Dropped,
}

/// <param name="ItemId">Unique within the incident, made at the edge.</param>
/// <param name="OwnerId">Account id; null while nobody owns it.</param>
/// <param name="DueOn">A day in the console's time zone; null while not set.</param>
/// <param name="Ticket">A ticket or pull-request URL; null when there is none.</param>
public sealed record ActionItemAdded(string ItemId, Prose What, ActionItemKind Kind, string? OwnerId, string? OwnerName, DateOnly? DueOn, string? Ticket) : IncidentEvent;

/// <summary>The whole item as it stands after the change.</summary>
public sealed record ActionItemChanged(string ItemId, Prose What, ActionItemKind Kind, string? OwnerId, string? OwnerName, DateOnly? DueOn, string? Ticket, ActionItemState State) : IncidentEvent;
