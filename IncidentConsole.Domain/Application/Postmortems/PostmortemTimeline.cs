using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Postmortems;

/// <summary>The entries a postmortem can hold, and which it keeps: what a person chose, else what turned the incident.</summary>
public static class PostmortemTimeline
{
    /// <summary>What was taken back, and entries about the postmortem itself, are left out.</summary>
    /// <param name="entries">In the order things happened, those of the service among them.</param>
    public static IReadOnlyList<PostmortemRow> Of(Incident incident, IEnumerable<TimelineEntry> entries)
    {
        var detected = incident.Milestones.Detected!.Value;
        return [.. entries.Where(IsEligible).Select(entry => new PostmortemRow(
            entry.Version, entry.OccurredAt, entry.OccurredAt - detected, entry.Kind, entry.Actor.Name, TextOf(entry),
            entry.Attachments.FirstOrDefault(attachment => attachment.Kind == AttachmentKind.Link)?.Target,
            incident.Postmortem.Kept.TryGetValue(entry.Version, out var chosen) ? chosen : entry.IsKeyMoment,
            entry.IsKeyMoment) { Why = entry.Actor.Kind == ActorKind.System ? null : entry.Reason })];
    }

    public static string Word(TimelineKind kind) => kind == TimelineKind.HandOver ? "Hand-over" : kind.ToString();

    private static bool IsEligible(TimelineEntry entry) =>
        !entry.IsUndone && entry.Kind is not (TimelineKind.Postmortem or TimelineKind.Correction or TimelineKind.Redaction or TimelineKind.Attachment or TimelineKind.Undo);

    /// <summary>A note's headline is its kind, which stands beside it already.</summary>
    private static string TextOf(TimelineEntry entry) =>
        entry.Text?.ReplaceLineEndings(" · ") is not { Length: > 0 } text ? entry.Headline
        : entry.IsNote ? text
        : $"{entry.Headline}: {text}";
}

/// <param name="Version">Of the entry in the incident's stream; negative where it is linked from the stream of the service.</param>
/// <param name="Offset">From detection.</param>
/// <param name="Link">The first link attached to it; null when there is none.</param>
/// <param name="IsKey">Kept unless somebody leaves it out.</param>
public sealed record PostmortemRow(int Version, DateTimeOffset At, TimeSpan Offset, TimelineKind Kind, string Who, string Text, string? Link, bool IsKept, bool IsKey)
{
    /// <summary>The reason a person gave; null where none was asked for. The paper lists these by themselves.</summary>
    public string? Why { get; init; }
}
