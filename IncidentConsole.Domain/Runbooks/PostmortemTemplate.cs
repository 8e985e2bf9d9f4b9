using System.Collections.Immutable;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>The runbook's own postmortem form.</summary>
/// <param name="DueWithin">After the resolution.</param>
public sealed record PostmortemTemplate(ImmutableArray<PostmortemSection> Sections, TimeSpan DueWithin)
{
    public static PostmortemTemplate Default { get; } = new(
        [
            new("summary", "Incident summary", PostmortemSectionKind.Facts),
            new("impact", "Impact", PostmortemSectionKind.Text),
            new("root-cause", "Root cause", PostmortemSectionKind.Text),
            new("timeline", "Timeline", PostmortemSectionKind.Timeline),
            new("went-well", "What went well", PostmortemSectionKind.Text),
            new("went-wrong", "What went wrong", PostmortemSectionKind.Text),
            new("action-items", "Action items", PostmortemSectionKind.ActionItems),
        ],
        TimeSpan.FromHours(48));

    public PostmortemSection? Find(string id) => Sections.FirstOrDefault(section => section.Id == id);
}

public enum PostmortemSectionKind
{
    /// <summary>Markdown that people write.</summary>
    Text,

    /// <summary>Live facts of the log (dates, severity, commander, affected users), with room for text below.</summary>
    Facts,

    /// <summary>How and how fast it was detected, from the log.</summary>
    Detection,

    /// <summary>Acknowledge, mitigate and resolve times, from the log.</summary>
    ResponseTimes,

    Timeline,

    ActionItems,
}

/// <param name="Hint">What belongs here, shown while the section is empty.</param>
public sealed record PostmortemSection(string Id, string Title, PostmortemSectionKind Kind, string? Hint = null);
