using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Replay;

/// <summary>
/// One incident at any moment: what had been recorded by then, folded. A moment counts by when a thing was recorded, so a note written later about
/// earlier is not known before it was written. Every so many events the folded state is kept, so that a moment costs a few dozen events and not all.
/// Immutable. A text that was ever redacted is not in here, whatever moment is asked for.
/// </summary>
public sealed class IncidentReplay
{
    /// <summary>Events from one kept state to the next.</summary>
    public const int Stride = 64;

    private readonly ImmutableArray<RecordedEvent> events;
    private readonly ImmutableArray<Folded> kept;
    private readonly Func<RunbookKey, Runbook> runbooks;

    private IncidentReplay(ImmutableArray<RecordedEvent> events, ImmutableArray<Folded> kept, ImmutableArray<ReplayMark> marks, Func<RunbookKey, Runbook> runbooks)
    {
        this.events = events;
        this.kept = kept;
        this.runbooks = runbooks;
        Marks = marks;
        Stops = [.. events.Select(recorded => AskedMoment.After(recorded.RecordedAt)).Distinct()];
    }

    /// <summary>Version of the last event.</summary>
    public int Version => events[^1].Version;

    /// <summary>When the incident was first known.</summary>
    public DateTimeOffset Start => events[0].RecordedAt;

    /// <summary>The moments at which something was recorded, in order; a millisecond is one.</summary>
    public ImmutableArray<DateTimeOffset> Stops { get; }

    public ImmutableArray<ReplayMark> Marks { get; }

    /// <param name="stream">The whole stream of one incident, as it is stored now.</param>
    public static IncidentReplay Of(IReadOnlyList<RecordedEvent> stream, Func<RunbookKey, Runbook> runbooks) => Read([.. stream], null, runbooks);

    /// <summary>With what came since. News that redact need the stream read anew: see <see cref="Redacts"/>.</summary>
    public IncidentReplay With(IReadOnlyList<RecordedEvent> news) => news.Count == 0 ? this : Read([.. events, .. news.Where(recorded => recorded.Version > Version)], this, runbooks);

    public static bool Redacts(IReadOnlyList<RecordedEvent> news) => news.Any(recorded => recorded.Event is EntryRedacted);

    /// <returns>Null before the incident was known.</returns>
    public (Incident Incident, TimelineView Timeline)? At(DateTimeOffset moment)
    {
        var version = VersionAt(moment);
        if (version == 0)
        {
            return null;
        }

        var (incident, timeline) = FoldTo(version);
        return (incident, timeline.RedactedBy(events.Skip(version)));
    }

    /// <summary>Before anybody knew of it: the incident as it was about to be declared, and nothing on its timeline.</summary>
    public (Incident Incident, TimelineView Timeline) Ahead() => (FoldTo(VersionAt(Start)).Incident, TimelineView.Empty(runbooks));

    /// <summary>How many events had been recorded.</summary>
    public int VersionAt(DateTimeOffset moment)
    {
        var (from, to) = (0, events.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = events[middle].RecordedAt <= moment ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The next moment at which something was recorded; null after the last.</summary>
    public DateTimeOffset? StopAfter(DateTimeOffset moment) => Stops.Cast<DateTimeOffset?>().FirstOrDefault(stop => stop > moment);

    /// <summary>The moment before at which something was recorded; null before the first.</summary>
    public DateTimeOffset? StopBefore(DateTimeOffset moment) => Stops.Cast<DateTimeOffset?>().LastOrDefault(stop => stop < moment);

    /// <summary>What was marked at this very moment.</summary>
    public IEnumerable<ReplayMark> MarksAt(DateTimeOffset moment) => Marks.Where(mark => mark.At == moment);

    private static IncidentReplay Read(ImmutableArray<RecordedEvent> all, IncidentReplay? before, Func<RunbookKey, Runbook> runbooks)
    {
        var states = before?.kept.ToBuilder() ?? ImmutableArray.CreateBuilder<Folded>();
        var marks = before?.Marks.ToBuilder() ?? ImmutableArray.CreateBuilder<ReplayMark>();
        var (incident, timeline) = before?.FoldTo(before.Version) ?? Nothing(all, runbooks);
        foreach (var recorded in all.Skip(incident.Version))
        {
            incident = incident.Evolve(recorded, runbooks);
            if (ReplayMark.Of(recorded, incident) is { } mark)
            {
                marks.Add(mark);
            }

            if (incident.Version % Stride == 0)
            {
                timeline = timeline.Append(all[timeline.Version..incident.Version]);
                states.Add(new(incident, timeline));
            }
        }

        return new(all, states.ToImmutable(), marks.ToImmutable(), runbooks);
    }

    private Folded FoldTo(int version)
    {
        var (incident, timeline) = version < Stride ? Nothing(events, runbooks) : kept[version / Stride - 1];
        var rest = events[incident.Version..version];
        return new(rest.Aggregate(incident, (state, recorded) => state.Evolve(recorded, runbooks)), timeline.Append(rest));
    }

    private static Folded Nothing(ImmutableArray<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks) => new(Incident.Undeclared(events[0].Stream.ToIncidentId()), TimelineView.Empty(runbooks));

    private sealed record Folded(Incident Incident, TimelineView Timeline);
}
