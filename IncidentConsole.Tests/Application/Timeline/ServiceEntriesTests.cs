using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Application.Timeline;

/// <summary>What the signals of a service said, as entries of an incident that ran then; and what the console fails to do, as a duty.</summary>
public sealed class ServiceEntriesTests
{
    private static readonly Signal Errors = new("errors", "inferadb", "Error rate", "%", new PromQlSource(new Uri("http://prometheus"), "up"), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    public static TheoryData<ServiceEvent, string> Words => new()
    {
        { new BreachBegan("errors", 2, 5, 6.84), "Error rate over the limit of SEV-2: 6.8\u00a0%, limit 5.0\u00a0%" },
        { new BreachBegan("hits", 3, 50, 41.256), "hits over the limit of SEV-3: 41.26, limit 50" },
        { new BreachEnded("errors", 0.31), "Error rate within its limits again: 0.3\u00a0%" },
        { new SignalWentStale("errors", null), "Error rate was not read yet: what it shows is unknown" },
        { new SignalWentStale("errors", DateTimeOffset.UnixEpoch), "Error rate is not read any more: what it shows is unknown" },
        { new SignalCameBack("errors"), "Error rate is read again" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Each_says_what_was_read(ServiceEvent happened, string words)
    {
        var entry = Assert.Single(Of(Stream.Declared(), (1, happened)));
        Assert.Equal((words, TimelineKind.Breach, -1), (entry.Headline, entry.Kind, entry.Version));
        Assert.Equal(happened is BreachEnded or SignalCameBack, entry.IsRelief);   // good news is not drawn in red
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_text_that_leaves_the_console_under_a_german_runbook_says_it_in_german(ServiceEvent happened, string words)
    {
        var german = Assert.Single(ServiceEntries.Of(Stream.Declared().Incident, [Recorded(0, 1, happened)], [Errors], "de")).Headline;
        Assert.NotEqual(words, german);
        Assert.Empty(GermanNight.EnglishIn(german.Replace("Error rate", "", StringComparison.Ordinal)));
        Assert.DoesNotContain(".", german.Replace("SEV-2", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_event_of_a_service_has_its_words()
    {
        var types = typeof(ServiceEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ServiceEvent)));
        Assert.Equal(types.Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))), Words.Select(row => row.Data.Item1.GetType()).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Only_what_was_said_while_it_ran_belongs_to_it()
    {
        var stream = Stream.Declared().Add(30, new IncidentConsole.Domain.Incidents.IncidentResolved(new Prose("x")));
        Assert.Equal([-2, -3], Of(stream, (-16, new SignalCameBack("a")), (-14, new SignalCameBack("a")), (29, new SignalCameBack("a")), (31, new SignalCameBack("a"))).Select(entry => entry.Version));
    }

    [Theory]
    [InlineData(DeadlineKind.EscalationStepDue, "page-on-call-engineer", "Call On-call engineer yourself: the console cannot", DutyAction.OpenLadder)]
    [InlineData(DeadlineKind.UpdateGoesOut, "2", "Tell the public yourself: update 2 cannot go out", DutyAction.WriteUpdate)]
    [InlineData(DeadlineKind.AcknowledgeDue, "", "Watch the clock yourself: the console cannot record a due time", null)]
    public void What_the_console_cannot_do_is_said_first(DeadlineKind kind, string subject, string words, DutyAction? button)
    {
        var incident = Stream.Declared().Incident;
        var failing = new DueDeadline(StreamId.Of(incident.Id), new Deadline(kind, subject, Stream.At(1)), 1, "The disk is full.");
        var first = DoNext.For(incident, DeadlineSchedule.For(incident), Stream.At(2), new Viewer("maya", AccessRole.Commander), [failing]).First!;
        Assert.Equal((DutyKind.ConsoleFails, words, button), (first.Kind, first.Text, first.Primary));
        Assert.Equal("The console failed 1 time and tries again. The disk is full.", first.Detail);
    }

    private static IReadOnlyList<TimelineEntry> Of(Stream stream, params (double Minute, ServiceEvent Event)[] said) => ServiceEntries.Of(
        stream.Incident,
        [.. said.Select((one, index) => Recorded(index, one.Minute, one.Event))],
        [Errors]);

    private static RecordedEvent Recorded(int index, double minute, ServiceEvent happened) =>
        new(1000 + index, StreamId.OfService("inferadb"), index + 1, happened, Actor.System, null, "signal", Stream.At(minute), Stream.At(minute), "c");
}
