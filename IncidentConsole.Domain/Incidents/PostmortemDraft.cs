using System.Collections.Immutable;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The postmortem as the log tells it.</summary>
public sealed record PostmortemDraft
{
    public ImmutableDictionary<string, SectionText> Sections { get; init; } = ImmutableDictionary<string, SectionText>.Empty;

    public ImmutableList<ActionItem> ActionItems { get; init; } = [];

    /// <summary>Entries (by version) that a person chose to keep or leave out; the rest follow the default of their kind.</summary>
    public ImmutableDictionary<int, bool> Kept { get; init; } = ImmutableDictionary<int, bool>.Empty;

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Revenue impact in people's words; null while nobody said.</summary>
    public Prose? Revenue { get; init; }

    public int? DowntimeMinutes { get; init; }

    /// <summary>Tickets and pull requests.</summary>
    public ImmutableList<PostmortemLink> Links { get; init; } = [];

    /// <summary>The last one asked for; null while nobody was asked.</summary>
    public PostmortemReview? Review { get; init; }
}

/// <param name="Title">Null shows the address.</param>
public sealed record PostmortemLink(string Url, Prose? Title);

/// <param name="DoneAt">Null while it is waited for.</param>
public sealed record PostmortemReview(string PersonId, string Name, Actor AskedBy, DateTimeOffset AskedAt, DateTimeOffset? DoneAt = null);

public sealed record SectionText(string SectionId, int Revision, Prose Text, Actor By, DateTimeOffset At);

public sealed record ActionItem(string ItemId, Prose What, ActionItemKind Kind, string? OwnerId, string? OwnerName, DateOnly? DueOn, string? Ticket, ActionItemState State);
