using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Timeline;

public enum TimelineKind
{
    Declared,
    Alert,

    /// <summary>What a signal of the service said: an entry linked from the stream of the service.</summary>
    Breach,
    Acknowledged,
    Severity,
    Status,
    Role,
    HandOver,
    Escalation,
    Checklist,
    Action,
    Note,
    Decision,
    Update,
    Mitigated,
    Resolved,
    Reopened,
    Closed,
    Declined,
    Merged,
    Change,
    Attachment,
    Responder,
    Deadline,
    Postmortem,
    Correction,
    Redaction,
    Undo,
}

/// <summary>An event as people read it, with what later events did to it: corrected, redacted, taken back, attached to.</summary>
public sealed record TimelineEntry
{
    /// <summary>Version of the event in its stream; what corrections, attachments and links point at.</summary>
    public required int Version { get; init; }

    public required long Position { get; init; }

    public required TimelineKind Kind { get; init; }

    /// <summary>What happened, in words of the console; never free text of a person, so a redaction leaves it.</summary>
    public required string Headline { get; init; }

    /// <summary>True where the headline only says what kind of note it is; the text says the rest.</summary>
    public bool IsNote { get; init; }

    /// <summary>The free text as first written; null where there is none. Show <see cref="Text"/>.</summary>
    public string? Body { get; init; }

    public string? Reason { get; init; }

    public required Actor Actor { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>A time the headline speaks of (a milestone's, the end of a hold, a due time), for the screen to show in the viewer's zone.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>How late a duty was: "37 min late"; null when in time or not a duty.</summary>
    public string? Lateness { get; init; }

    /// <summary>True where the kind belongs in a postmortem unless somebody leaves it out.</summary>
    public bool IsKeyMoment { get; init; }

    /// <summary>Good news of a kind that mostly is not: a figure within its limits again, a signal that is read again.</summary>
    public bool IsRelief { get; init; }

    /// <summary>What the metrics showed; ends at <see cref="OccurredAt"/>.</summary>
    public ImmutableArray<EvidenceChart> Charts { get; init; } = [];

    /// <summary>What an action did, measure by measure; empty for everything else.</summary>
    public ImmutableArray<ActionEffectMeasured> Effects { get; init; } = [];

    public ImmutableArray<TimelineCorrection> Corrections { get; init; } = [];

    public ImmutableArray<TimelineAttachment> Attachments { get; init; } = [];

    public TimelineRedaction? Redaction { get; init; }

    /// <summary>Version of the event that took it back; null when it stands.</summary>
    public int? UndoneBy { get; init; }

    /// <summary>Version of the entry this one is shown within; null when it stands on its own line.</summary>
    public int? FoldedInto { get; init; }

    /// <summary>The text that counts: the last correction, else the body.</summary>
    public string? Text => Corrections.IsEmpty ? Body : Corrections[^1].Text;

    public bool IsRedacted => Redaction is not null;

    public bool IsUndone => UndoneBy is not null;

    /// <summary>Written down well after it happened (a scribe's late note).</summary>
    public bool IsBackdated => RecordedAt - OccurredAt >= TimeSpan.FromMinutes(1);

    /// <summary>"written 12 min later"; null when it was written as it happened.</summary>
    public string? WrittenLater => IsBackdated ? $"written {Elapsed.Words(RecordedAt - OccurredAt)} later" : null;

    /// <summary>False for what was taken back and for what is only shown within another entry.</summary>
    public bool Counts => UndoneBy is null && FoldedInto is null;
}

/// <param name="Version">Version of the correction.</param>
public sealed record TimelineCorrection(int Version, string Text, Actor By, DateTimeOffset At);

/// <param name="Version">Version of the attachment.</param>
/// <param name="Target">URL of a link, or id of a stored image.</param>
public sealed record TimelineAttachment(int Version, AttachmentKind Kind, string Target, string? Caption, Actor By, DateTimeOffset At);

public sealed record TimelineRedaction(Actor By, DateTimeOffset At, string? Reason);
