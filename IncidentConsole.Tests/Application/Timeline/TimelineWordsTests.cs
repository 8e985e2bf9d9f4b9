using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Timeline;

public sealed class TimelineWordsTests
{
    public static TheoryData<Type> EventTypes => [.. EverySample.EventTypes];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_has_words_and_no_free_text_in_its_headline(Type type)
    {
        var stream = type == typeof(IncidentDeclared) ? new Stream() : Stream.Declared();
        var entry = TimelineView.From(stream.Add(1, EverySample.Of(type)).Events, Stream.Runbooks).Entries[^1];

        Assert.NotEqual("", entry.Headline);
        Assert.DoesNotContain("sample text", entry.Headline, StringComparison.Ordinal);
        Assert.DoesNotContain("{", entry.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_is_used_by_some_event()
    {
        var used = EverySample.EventTypes
            .Select(type => TimelineView.From((type == typeof(IncidentDeclared) ? new Stream() : Stream.Declared()).Add(1, EverySample.Of(type)).Events, Stream.Runbooks).Entries[^1].Kind)
            .Append(TimelineKind.Decision)   // a note of that kind
            .Append(TimelineKind.Breach);   // linked from the stream of the service
        Assert.Empty(Enum.GetValues<TimelineKind>().Except(used));
    }

    public static TheoryData<DomainEvent, string> Words => new()
    {
        { new SeverityChanged(2, 1), "Severity raised to SEV-1 Critical" },
        { new SeverityChanged(2, 4), "Severity lowered to SEV-4 Low" },
        { new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified), "Investigating → Identified" },
        { new RoleAssigned(IncidentRole.CommunicationsLead, "p", "Priya Nair"), "Priya Nair is Communications Lead" },
        { new StepEscalated("sev-2-notify-platform-team-lead", "Platform team lead", EscalationCause.Elapsed, [new("t", "Tomasz Lis")]), "Notified Tomasz Lis (Platform team lead)" },
        { new StepEscalated("page-on-call-engineer", "On-call engineer", EscalationCause.AtOnce, []), "Nobody reached: no person is bound to On-call engineer" },
        { new StepEscalated("sev-1-open-bridge-call", "Bridge call", EscalationCause.AtOnce, []), "To open now: Bridge call" },
        { new EscalationStepHeld("sev-2-notify-platform-team-lead", Stream.At(15)), "Escalation to Platform team lead held for 5 min" },
        { new ChecklistItemTicked("check-pods"), "Done: Check pods" },
        { new ActionStarted("quick-wins", "roll-back-helm", new Prose("helm rollback inferadb")), "Started: Roll back Helm" },
        { new ImpactChanged(new("1 in 15 checks fails"), 10000), "Impact changed, about 10\u202f000 users" },
        { new MilestoneSet(Milestone.ImpactStarted, Stream.At(-4)), "Time of \"impact started\" set" },
        { new IncidentMerged(new("other"), 12), "Marked as a duplicate of INC-12" },
        { new DeadlinePassed(DeadlineKind.ChecklistPhaseEnds, "investigation", Stream.At(5)), "Checklist: Investigation is over its time" },
        { new ServiceChanged("search", false, null, Web.Runbooks.RunbookLibrary.Standard.Key, 2), "Service changed to search, planned anew at SEV2 High" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Says(DomainEvent happened, string headline) =>
        Assert.Equal(headline, TimelineView.From(Stream.Declared().Add(10, happened).Events, Stream.Runbooks).Entries[^1].Headline);

    [Fact]
    public void Acknowledged_says_how_long_after_detection() => Assert.Equal(
        "Acknowledged, 1 min 15 s after detection",
        TimelineView.From(Stream.Declared(byAlert: true).Add(1.25, new IncidentAcknowledged()).Events, Stream.Runbooks).Entries[^1].Headline);

    [Fact]
    public void A_confirmed_action_says_how_long_it_took_and_its_budget()
    {
        var stream = Stream.Declared()
            .Add(30, new ActionStarted("quick-wins", "roll-back-helm", new("helm rollback inferadb")))
            .Add(31.5, new ActionConfirmed("roll-back-helm", new("8 of 10 pods run 2.13.6")));

        var ran = TimelineView.From(stream.Events, Stream.Runbooks).Entries[^1];

        Assert.Equal("Ran: Roll back Helm, 1 min 30 s (budget 2 min)", ran.Headline);
        Assert.Equal("8 of 10 pods run 2.13.6", ran.Text);
    }

    [Fact]
    public void A_passed_deadline_says_how_late_and_a_back_dated_note_how_much_later_it_was_written()
    {
        var view = TimelineView.From(
            Stream.Declared()
                .Add(67, new DeadlinePassed(DeadlineKind.StatusUpdateDue, "", Stream.At(30)))
                .Add(4, new NoteAdded(NoteKind.Note, new("pods restart")), recordedAt: 68).Events,
            Stream.Runbooks);

        Assert.Equal("37 min late", view.Entries[1].Lateness);
        Assert.Equal("written 1 h 4 min later", view.Entries[2].WrittenLater);
        Assert.Equal([1, 3, 2], view.InOrderOfEvents().Select(entry => entry.Version));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(60, "1 min")]
    [InlineData(299, "4 min 59 s")]
    [InlineData(300, "5 min")]
    [InlineData(3599, "59 min")]
    [InlineData(4260, "1 h 11 min")]
    [InlineData(47 * 3600, "47 h")]
    [InlineData(52 * 3600, "2 days 4 h")]
    public void Lengths_of_time(int seconds, string words) => Assert.Equal(words, Elapsed.Words(TimeSpan.FromSeconds(seconds)));
}
