using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Replay;

/// <summary>The state at a moment is what had been recorded by then, whatever was written, corrected or deleted later.</summary>
public sealed class IncidentReplayTests
{
    [Fact]
    public void Every_moment_is_the_fold_of_what_had_been_recorded()
    {
        var stream = Stream.Declared(severity: 3);
        for (var minute = 1; minute <= 2 * IncidentReplay.Stride + 40; minute++)
        {
            _ = (minute % 5) switch
            {
                0 => stream.Add(minute, new SeverityChanged(3, 2)),
                1 => stream.Add(minute, new SeverityChanged(2, 3)),
                2 => stream.Add(minute, new CommandTaken($"p{minute}", $"Person {minute}", null)),
                _ => stream.Add(minute, new NoteAdded(NoteKind.Note, new($"note {minute}"))),
            };
        }

        var replay = IncidentReplay.Of(stream.Events, Stream.Runbooks);
        foreach (var recorded in stream.Events)
        {
            var (incident, timeline) = replay.At(recorded.RecordedAt)!.Value;
            var folded = Incident.Fold(incident.Id, stream.Events.Take(recorded.Version), Stream.Runbooks);
            Assert.Equal((folded.Version, folded.Severity, folded.SeveritySince, folded.Commander), (incident.Version, incident.Severity, incident.SeveritySince, incident.Commander));
            Assert.Equal(TimelineView.From([.. stream.Events.Take(recorded.Version)], Stream.Runbooks).Entries.Select(Line), timeline.Entries.Select(Line));
        }

        Assert.Null(replay.At(Stream.At(-1)));
    }

    [Fact]
    public void A_note_written_later_about_earlier_is_not_known_before_it_was_written()
    {
        var replay = Of(Stream.Declared().Add(5, new NoteAdded(NoteKind.Note, new("It began at five past")), recordedAt: 12));
        Assert.Equal(1, replay.At(Stream.At(11))!.Value.Timeline.Version);
        Assert.Equal(Stream.At(5), replay.At(Stream.At(12))!.Value.Timeline.Entries[^1].OccurredAt);
    }

    [Fact]
    public void A_corrected_text_reads_as_it_did_before_its_correction()
    {
        var replay = Of(Stream.Declared().Add(2, new NoteAdded(NoteKind.Note, new("Node 3 is down"))).Add(6, new EntryCorrected(2, new("Node 4 is down"))));
        Assert.Equal("Node 3 is down", replay.At(Stream.At(5))!.Value.Timeline.Find(2)!.Text);
        Assert.Equal("Node 4 is down", replay.At(Stream.At(6))!.Value.Timeline.Find(2)!.Text);
    }

    [Fact]
    public void A_text_that_was_redacted_later_is_redacted_in_the_past_too()
    {
        // As the log gives it back: the text is gone, with every correction of it.
        var replay = Of(Stream.Declared().Add(2, new NoteAdded(NoteKind.Note, Prose.Redacted), reason: "the key is hunter2").Add(3, new EntryCorrected(2, Prose.Redacted)).Add(9, new EntryRedacted(2)));
        var entry = replay.At(Stream.At(5))!.Value.Timeline.Find(2)!;
        Assert.True(entry.IsRedacted);
        Assert.Equal(("[redacted]", null), (entry.Text, entry.Reason));
        Assert.Equal(3, replay.At(Stream.At(5))!.Value.Timeline.Version);
    }

    [Fact]
    public void News_continue_it_and_those_that_redact_are_told()
    {
        var stream = Stream.Declared().Add(1, new NoteAdded(NoteKind.Note, new("a")));
        var replay = Of(stream);
        stream.Add(2, new SeverityChanged(2, 1));
        var further = replay.With(stream.Events);
        Assert.Equal((2, 3), (replay.Version, further.Version));
        Assert.Equal(1, further.At(Stream.At(2))!.Value.Incident.Severity);
        Assert.Equal(["D", "S"], further.Marks.Select(mark => mark.Letter));
        Assert.False(IncidentReplay.Redacts(stream.Events));
        Assert.True(IncidentReplay.Redacts(stream.Add(3, new EntryRedacted(2)).Events));
    }

    [Fact]
    public void It_stops_where_something_was_recorded_and_marks_what_people_look_for()
    {
        var replay = Of(Stream.Declared(severity: 3).Add(1, new IncidentAcknowledged()).Add(3, new SeverityChanged(3, 2)).Add(3, new NoteAdded(NoteKind.Note, new("b")))
            .Add(4, new UpdatePosted(1, PublicStatus.Identified, new("Errors"), new("We are on it"), [], null, Stream.At(4))).Add(5, new UpdateWentOut(1)).Add(8, new IncidentMitigated()));
        Assert.Equal(["D", "A", "S", "U", "M"], replay.Marks.Select(mark => mark.Letter));
        Assert.Equal("Severity SEV-2", Assert.Single(replay.MarksAt(Stream.At(3))).Label);
        Assert.Equal((Stream.At(3), Stream.At(1)), (replay.StopAfter(Stream.At(2)), replay.StopBefore(Stream.At(2))));
        Assert.Equal((null, null), (replay.StopAfter(Stream.At(8)), replay.StopBefore(Stream.At(0))));
    }

    /// <summary>A step on a slider must not fold the whole stream: it costs what lies between two kept states.</summary>
    [Fact]
    public void A_moment_of_a_long_incident_is_near_a_state_that_was_kept()
    {
        var stream = Stream.Declared();
        for (var second = 1; second < 2_000; second++)
        {
            stream.Add(second / 60.0, new NoteAdded(NoteKind.Note, new($"note {second}")));
        }

        var asked = 0;
        var replay = IncidentReplay.Of(stream.Events, key =>
        {
            asked++;
            return Stream.Runbooks(key);
        });
        asked = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = replay.At(Stream.At(1_700 / 60.0));
        var one = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, asked);   // the declaration, which names the runbook, is not folded again
        Assert.InRange(one, 1, 400_000);
    }

    private static IncidentReplay Of(Stream stream) => IncidentReplay.Of(stream.Events, Stream.Runbooks);

    private static (int, string, string?, string?, bool) Line(TimelineEntry entry) => (entry.Version, entry.Headline, entry.Text, entry.Lateness, entry.IsUndone);
}
