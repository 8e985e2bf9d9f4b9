using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>What an event does to an earlier entry. Both stay; the later one is shown within the earlier one.</summary>
internal static class TimelineFolding
{
    private static readonly TimeSpan WorthSaying = TimeSpan.FromMinutes(1);

    /// <param name="entries">Ends with the entry of <paramref name="recorded"/>.</param>
    public static void Fold(IList<TimelineEntry> entries, RecordedEvent recorded, TimelineContext context)
    {
        switch (recorded.Event)
        {
            case SeverityChangeUndone e:
                Undo(entries, e.OfVersion);
                break;
            case StatusChangeUndone e:
                Undo(entries, e.OfVersion);
                break;
            case ChecklistChangeUndone e:
                Undo(entries, e.OfVersion);
                break;
            case UpdateMailWritten e when context.Updates.TryGetValue(e.Number, out var posted):
                Into(entries, posted, entry => entry);   // it is sent, read and redacted with its update
                break;
            case UpdateWithdrawn e when context.Updates.TryGetValue(e.Number, out var posted):
                Undo(entries, posted);
                break;
            case UpdateWentOut e when context.Updates.TryGetValue(e.Number, out var posted):
                WentOut(entries, posted, e.Number, recorded);
                break;
            case ActionEffectMeasured e when context.Effects.TryGetValue(e.ActionId, out var first) && first != recorded.Version:
                Grow(entries, first);
                break;
            case EntryCorrected e:
                Into(entries, e.OfVersion, entry => entry with { Corrections = entry.Corrections.Add(new(recorded.Version, e.Text.Shown, recorded.Actor, recorded.OccurredAt)) });
                break;
            case AttachmentAdded e:
                Into(entries, e.ToVersion, entry => entry with { Attachments = entry.Attachments.Add(new(recorded.Version, e.Kind, e.Target, e.Caption?.Shown, recorded.Actor, recorded.OccurredAt)) });
                break;
            case DrillLinePlayed:
                Into(entries, recorded.Version - 1, entry => entry);   // what came of the line says it
                break;
            case EntryRedacted e:
                Redact(entries, e.OfVersion, recorded);
                break;
            default:
                break;
        }
    }

    /// <summary>"37 min late", or null when that is not worth saying.</summary>
    public static string? Late(TimeSpan by) => by >= WorthSaying ? $"{Elapsed.Words(by)} late" : null;

    private static void Undo(IList<TimelineEntry> entries, int version) =>
        Into(entries, version, entry => entry with { UndoneBy = entries.Count, IsKeyMoment = false });

    /// <summary>One entry tells the effect of an action: a later measure adds its line, and speaks for all unless it cannot tell.</summary>
    private static void Grow(IList<TimelineEntry> entries, int version)
    {
        var newer = entries[^1];
        Into(entries, version, entry => entry with
        {
            Headline = newer.Effects[^1].Verdict == EffectVerdict.CannotTell && entry.IsKeyMoment ? entry.Headline : newer.Headline,
            Body = entry.IsRedacted ? entry.Body : $"{entry.Body}\n{newer.Body}",
            IsKeyMoment = entry.IsKeyMoment || newer.IsKeyMoment,
            Effects = entry.Effects.AddRange(newer.Effects),
        });
    }

    private static void WentOut(IList<TimelineEntry> entries, int version, int number, RecordedEvent recorded) => Into(entries, version, entry => entry with
    {
        Headline = entry.Headline
            .Replace($"Update {number} written", $"Update {number} published", StringComparison.Ordinal)
            .Replace(GermanTimelineWords.Written(number), GermanTimelineWords.Published(number), StringComparison.Ordinal),
        Moment = recorded.OccurredAt,
        Lateness = entry.Moment is { } promised ? Late(recorded.RecordedAt - promised) : null,
        IsKeyMoment = true,
    });

    private static void Redact(IList<TimelineEntry> entries, int version, RecordedEvent redaction)
    {
        if (version < 1 || version >= entries.Count)
        {
            return;
        }

        Into(entries, version, entry => Redacted(entry, redaction));
        var about = entries[version - 1];
        foreach (var correction in about.Corrections)
        {
            entries[correction.Version - 1] = Blank(entries[correction.Version - 1]);
        }

        // A correction or an attachment is also held by the entry it belongs to.
        if (about.FoldedInto is { } holder)
        {
            entries[holder - 1] = entries[holder - 1] with
            {
                Corrections = [.. entries[holder - 1].Corrections.Select(correction => correction.Version == version ? correction with { Text = Prose.Redacted.Shown } : correction)],
                Attachments = [.. entries[holder - 1].Attachments.Select(attachment => attachment.Version == version && attachment.Caption is not null ? attachment with { Caption = Prose.Redacted.Shown } : attachment)],
            };
        }
    }

    /// <summary>The entry without its text, and with who deleted it.</summary>
    public static TimelineEntry Redacted(TimelineEntry entry, RecordedEvent redaction) =>
        Blank(entry) with { Redaction = new(redaction.Actor, redaction.OccurredAt, redaction.Reason?.Shown) };

    private static TimelineEntry Blank(TimelineEntry entry) => entry with
    {
        Body = entry.Body is null ? null : Prose.Redacted.Shown,
        Reason = null,
        Corrections = [.. entry.Corrections.Select(correction => correction with { Text = Prose.Redacted.Shown })],
    };

    /// <summary>Changes the earlier entry and folds the last one into it. A version that is not there, or not earlier, changes nothing: folding is total.</summary>
    private static void Into(IList<TimelineEntry> entries, int version, Func<TimelineEntry, TimelineEntry> change)
    {
        if (version < 1 || version >= entries.Count)
        {
            return;
        }

        entries[version - 1] = change(entries[version - 1]);
        entries[^1] = entries[^1] with { FoldedInto = version };
    }
}
