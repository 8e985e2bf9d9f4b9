using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>Entries of a timeline after a position, oldest first.</summary>
/// <param name="Next">Give it as <c>after</c> to read on; null when this was the end.</param>
internal sealed record TimelineDto(IReadOnlyList<TimelineEntryDto> Items, long? Next)
{
    public static TimelineDto Of(LinkedTimeline timeline, long after, int pageSize)
    {
        var entries = timeline.InOrderOfRecord().Where(entry => entry.Position > after).Take(pageSize + 1).ToList();
        var page = entries.Count > pageSize ? entries[..pageSize] : entries;
        return new TimelineDto([.. page.Select(TimelineEntryDto.Of)], entries.Count > pageSize ? page[^1].Position : null);
    }
}

/// <param name="Version">The entry's place in its incident: what a correction, an attachment or a redaction names; negative for what a signal of the service said, which nobody edits.</param>
/// <param name="Text">As corrected last; null when there is none or it was redacted.</param>
/// <param name="OccurredAt">When it happened; earlier than <paramref name="RecordedAt"/> for a late note.</param>
internal sealed record TimelineEntryDto(
    long Position,
    int Version,
    TimelineKind Kind,
    string Headline,
    string? Text,
    string? Reason,
    ActorKind ActorKind,
    string Actor,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    bool IsCorrected,
    bool IsRedacted,
    bool IsUndone)
{
    /// <summary>Of an entry that tells what an action did; later measures are added to it.</summary>
    public EffectDto? Effect { get; init; }

    public static TimelineEntryDto Of(TimelineEntry entry) => new(
        entry.Position, entry.Version, entry.Kind, entry.Headline, entry.Text, entry.Reason, entry.Actor.Kind, entry.Actor.Name,
        entry.OccurredAt, entry.RecordedAt, !entry.Corrections.IsEmpty, entry.IsRedacted, entry.IsUndone)
    {
        Effect = EffectDto.Of(entry.Effects),
    };
}
