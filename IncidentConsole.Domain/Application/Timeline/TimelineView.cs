using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>
/// The timeline of one incident: an immutable fold of its stream into entries, one per event, oldest first. Appending is cheap and leaves the
/// view before it as it was, so circuits may share one. Corrections, redactions, attachments and undo are folded into the entries they are about.
/// </summary>
public sealed class TimelineView
{
    private readonly TimelineContext _context;

    private TimelineView(ImmutableList<TimelineEntry> entries, TimelineContext context)
    {
        Entries = entries;
        _context = context;
    }

    /// <summary>One per event, oldest first by version; <see cref="TimelineEntry.FoldedInto"/> says which have no line of their own.</summary>
    public ImmutableList<TimelineEntry> Entries { get; }

    /// <summary>Version of the last event; 0 when empty.</summary>
    public int Version => Entries.Count;

    /// <param name="language">Of the words: the screen is English, a text that leaves the console follows the runbook.</param>
    public static TimelineView Empty(Func<RunbookKey, Runbook> runbooks, string language = "en") => new([], new(runbooks) { Language = language });

    /// <param name="events">The whole stream, from its first event.</param>
    /// <param name="runbooks">Gives the immutable runbook version an event names.</param>
    /// <param name="language">As for <see cref="Empty"/>.</param>
    public static TimelineView From(IReadOnlyList<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks, string language = "en") => Empty(runbooks, language).Append(events);

    /// <summary>The view after more events. Those it already holds are passed over, so a snapshot and a stream may overlap.</summary>
    /// <exception cref="ArgumentException">An event in between is missing: read the stream anew.</exception>
    public TimelineView Append(IReadOnlyList<RecordedEvent> events)
    {
        // A whole stream goes into a plain list: the tree is then built once, not once for each entry.
        var builder = Entries.IsEmpty ? null : Entries.ToBuilder();
        IList<TimelineEntry> entries = builder is null ? new List<TimelineEntry>(events.Count) : builder;
        var context = _context;
        foreach (var recorded in events)
        {
            if (recorded.Version <= entries.Count)
            {
                continue;
            }

            if (recorded.Version != entries.Count + 1)
            {
                throw new ArgumentException($"The timeline holds {entries.Count} events and got number {recorded.Version}: those between are missing.", nameof(events));
            }

            entries.Add(Entry(recorded, context));
            context = context.After(recorded);
            TimelineFolding.Fold(entries, recorded, context);
        }

        return entries.Count == Entries.Count ? this : new(builder?.ToImmutable() ?? ImmutableList.CreateRange(entries), context);
    }

    /// <summary>Null when there is no such version.</summary>
    public TimelineEntry? Find(int version) => version >= 1 && version <= Entries.Count ? Entries[version - 1] : null;

    /// <summary>The view as it may be shown once later events redacted something: what is deleted is deleted in the past too.</summary>
    internal TimelineView RedactedBy(IEnumerable<RecordedEvent> later)
    {
        var entries = Entries;
        foreach (var recorded in later)
        {
            if (recorded.Event is EntryRedacted { OfVersion: var version } && version >= 1 && version <= entries.Count)
            {
                entries = entries.SetItem(version - 1, TimelineFolding.Redacted(entries[version - 1], recorded));
            }
        }

        return ReferenceEquals(entries, Entries) ? this : new(entries, _context);
    }

    /// <summary>Entries with a line of their own in the order things happened (a back-dated note stands where it belongs).</summary>
    public IReadOnlyList<TimelineEntry> InOrderOfEvents()
    {
        var lines = new List<TimelineEntry>(Entries.Count);
        var isInOrder = true;   // as nearly all are: a back-dated note is the exception
        foreach (var entry in Entries)
        {
            if (entry.FoldedInto is null)
            {
                isInOrder &= lines.Count == 0 || lines[^1].OccurredAt <= entry.OccurredAt;
                lines.Add(entry);
            }
        }

        return isInOrder ? lines : [.. lines.OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Version)];
    }

    private static TimelineEntry Entry(RecordedEvent recorded, TimelineContext context)
    {
        var line = TimelineWords.Of(recorded, context);
        line = context.Language == "de" ? GermanTimelineWords.Of(recorded, context, line) : line;
        return new TimelineEntry
        {
            Version = recorded.Version,
            Position = recorded.Position,
            Kind = line.Kind,
            Headline = line.Headline,
            IsNote = line.IsNote,
            Body = line.Body,
            Reason = recorded.Reason?.Shown,
            Actor = recorded.Actor,
            OccurredAt = recorded.OccurredAt,
            RecordedAt = recorded.RecordedAt,
            Moment = line.Moment,
            Lateness = DueAt(recorded.Event) is { } due ? TimelineFolding.Late(recorded.RecordedAt - due) : null,
            IsKeyMoment = line.IsKey,
            Effects = recorded.Event is ActionEffectMeasured measured ? [measured] : [],
            Charts = recorded.Event is MetricsBreached seen ? seen.Charts : [],
        };
    }

    private static DateTimeOffset? DueAt(DomainEvent happened) => happened switch
    {
        DeadlinePassed e => e.DueAt,
        StepEscalated e => e.DueAt,
        _ => null,
    };
}
