using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Duties;

public sealed class DoNextTests
{
    private static readonly Viewer MayaViews = new("maya", AccessRole.Commander);
    private static readonly RoleAssigned MayaCommands = new(IncidentRole.Commander, "maya", "Maya Okafor");
    private static readonly StepEscalated TomaszPaged = new("page-on-call-engineer", "On-call engineer", EscalationCause.AtOnce, [new("tomasz", "Tomasz Lis")]);

    private static DoNext At(Stream stream, double minute, Viewer? viewer = null)
    {
        var incident = stream.Incident;
        return DoNext.For(incident, DeadlineSchedule.For(incident), Stream.At(minute), viewer ?? MayaViews);
    }

    private static Duty? Find(Stream stream, double minute, DutyKind kind, Viewer? viewer = null)
    {
        var incident = stream.Incident;
        return DoNext.All(incident, DeadlineSchedule.For(incident), Stream.At(minute), viewer ?? MayaViews).FirstOrDefault(duty => duty.Kind == kind);
    }

    private static Stream Published(Stream stream, double minute, double next) => stream
        .Add(minute, new UpdatePosted(1, PublicStatus.Investigating, null, new("text"), [], Stream.At(next), Stream.At(minute)))
        .Add(minute, new UpdateWentOut(1), Actor.System);

    [Fact]
    public void In_a_drill_the_one_to_answer_is_named_shortly()
    {
        var called = new StepEscalated("page-on-call-engineer", "On-call engineer", EscalationCause.AtOnce, [new("simulated:on-call-engineer", "Simulated: On-call engineer, instead of Tomasz Lis")]);
        var drill = Stream.Declared(isDrill: true).Add(0, MayaCommands).Add(10, called);
        Assert.Equal("Get Simulated: On-call engineer to acknowledge", At(drill, 12.2).First!.Text);
    }

    [Fact]
    public void A_page_without_an_answer_comes_first_and_says_who_is_called_next()
    {
        var next = At(Published(Stream.Declared().Add(0, MayaCommands).Add(10, TomaszPaged), 5, 25), 12.2);

        Assert.Equal("Get Tomasz Lis (On-call engineer) to acknowledge", next.First!.Text);
        Assert.Equal(Stream.At(15), next.First.DueAt);
        Assert.Equal(Urgency.Soon, next.First.UrgencyAt(Stream.At(12.2)));
        Assert.Equal(("before Platform team lead is notified", (DateTimeOffset?)Stream.At(15)), (next.First.Before, next.First.BeforeAt));
        Assert.Equal((DutyAction.TheyAnswered, DutyAction.CallAgain), (next.First.Primary, next.First.Secondary));
        Assert.Equal([DutyKind.Checklist, DutyKind.Update], next.Then.Select(duty => duty.Kind));
    }

    [Fact]
    public void A_late_check_never_hides_a_promise_about_to_break()
    {
        var stream = Published(Stream.Declared().Add(0, MayaCommands), 5, 35);
        Assert.Equal(DutyKind.Update, At(stream, 28).First!.Kind);       // 7 min ahead, before the check that is 23 min late
        Assert.Equal(DutyKind.Checklist, At(stream, 20).First!.Kind);    // 15 min ahead: the check first
        Assert.Equal(Urgency.Late, At(stream, 20).First!.UrgencyAt(Stream.At(20)));
    }

    [Fact]
    public void Who_was_paged_is_asked_to_acknowledge()
    {
        var duty = Find(Stream.Declared().Add(10, TomaszPaged), 11, DutyKind.GetAnswer, new Viewer("tomasz", AccessRole.Responder))!;
        Assert.Equal("Acknowledge: you were paged as On-call engineer", duty.Text);
        Assert.Equal(DutyAction.Acknowledge, duty.Primary);
    }

    [Fact]
    public void An_answer_ends_the_duty() =>
        Assert.Null(Find(Stream.Declared().Add(10, TomaszPaged).Add(11, new EscalationAnswered("page-on-call-engineer")), 12, DutyKind.GetAnswer));

    [Fact]
    public void A_page_is_no_duty_once_the_severity_was_lowered_below_its_step() =>
        Assert.Null(Find(Stream.Declared().Add(10, TomaszPaged).Add(11, new SeverityChanged(2, 4)), 12, DutyKind.GetAnswer));

    [Fact]
    public void A_step_that_reached_nobody_says_so_and_a_bridge_does_not()
    {
        var stream = Stream.Declared(1)
            .Add(0, new StepEscalated("sev-1-page-on-call-manager", "On-call manager", EscalationCause.AtOnce, []))
            .Add(0, new StepEscalated("sev-1-open-bridge-call", "Bridge call", EscalationCause.AtOnce, []));
        var incident = stream.Incident;

        var duty = Assert.Single(DoNext.All(incident, DeadlineSchedule.For(incident), Stream.At(1), MayaViews), duty => duty.Kind == DutyKind.ReachSomebody);

        Assert.Equal("Call On-call manager yourself: the console reached nobody", duty.Text);
        Assert.Equal("No person is bound to On-call manager for inferadb.", duty.Detail);
        Assert.Null(Find(stream.Add(2, TomaszPaged with { StepId = "sev-1-page-on-call-manager" }), 3, DutyKind.ReachSomebody));
    }

    [Fact]
    public void An_alert_that_nobody_took_is_to_be_acknowledged_also_after_its_time()
    {
        var stream = Stream.Declared(byAlert: true);
        Assert.Equal(("Acknowledge INC-7", (DateTimeOffset?)Stream.At(15)), (Find(stream, 1, DutyKind.Acknowledge)!.Text, Find(stream, 1, DutyKind.Acknowledge)!.DueAt));

        stream.Add(15, new DeadlinePassed(DeadlineKind.AcknowledgeDue, "", Stream.At(15)), Actor.System);
        Assert.Equal(Urgency.Late, Find(stream, 16, DutyKind.Acknowledge)!.UrgencyAt(Stream.At(16)));
        Assert.Null(Find(stream.Add(17, new IncidentAcknowledged()), 18, DutyKind.Acknowledge));
    }

    [Fact]
    public void A_hand_over_asks_the_receiver_then_tells_the_giver_and_nobody_else()
    {
        var stream = Stream.Declared().Add(0, MayaCommands).Add(10, new HandOverProposed("jonas", "Jonas Weber", new("brief")));

        var asked = Find(stream, 11, DutyKind.HandOver, new Viewer("jonas", AccessRole.Commander))!;
        Assert.Equal(("Accept command from Maya Okafor", DutyAction.AcceptHandOver), (asked.Text, asked.Primary!.Value));
        Assert.Equal("Get Jonas Weber to accept command", Find(stream, 11, DutyKind.HandOver)!.Text);
        Assert.Null(Find(stream, 11, DutyKind.HandOver, new Viewer("priya", AccessRole.Commander)));
    }

    [Fact]
    public void The_first_update_the_next_and_the_one_owed_after_a_turn()
    {
        var stream = Stream.Declared().Add(0, MayaCommands);
        Assert.Equal(("Publish the first public update", (DateTimeOffset?)Stream.At(30)), (Find(stream, 1, DutyKind.Update)!.Text, Find(stream, 1, DutyKind.Update)!.DueAt));

        Published(stream, 5, 25);
        Assert.Equal("Publish update 2", Find(stream, 6, DutyKind.Update)!.Text);
        stream.Add(25, new DeadlinePassed(DeadlineKind.StatusUpdateDue, "", Stream.At(25)), Actor.System);
        Assert.Equal(Urgency.Late, Find(stream, 27, DutyKind.Update)!.UrgencyAt(Stream.At(27)));

        stream.Add(28, new IncidentMitigated());
        Assert.Equal(("Tell the public: the impact is mitigated", (DateTimeOffset?)Stream.At(38)), (Find(stream, 29, DutyKind.Update)!.Text, Find(stream, 29, DutyKind.Update)!.DueAt));
        stream.Add(30, new IncidentResolved(new("rolled back")));
        Assert.Equal("Tell the public: it is resolved", Find(stream, 31, DutyKind.Update)!.Text);
    }

    [Fact]
    public void An_update_on_its_way_out_is_no_duty() => Assert.Null(Find(
        Stream.Declared().Add(5, new UpdatePosted(1, PublicStatus.Investigating, null, new("text"), [], Stream.At(25), Stream.At(5.2))), 5.1, DutyKind.Update));

    [Fact]
    public void The_first_missed_update_stays_a_duty_once_its_time_was_recorded() => Assert.Equal(
        Stream.At(30),
        Find(Stream.Declared().Add(30, new DeadlinePassed(DeadlineKind.StatusUpdateDue, "", Stream.At(30)), Actor.System), 40, DutyKind.Update)!.DueAt);

    [Fact]
    public void Nobody_in_command_is_asked_of_those_who_can()
    {
        Assert.Equal(DutyAction.TakeCommand, Find(Stream.Declared(), 1, DutyKind.Command)!.Primary);
        var asResponder = Find(Stream.Declared(), 1, DutyKind.Command, new Viewer("r", AccessRole.Responder))!;
        Assert.StartsWith("Ask a Commander", asResponder.Text, StringComparison.Ordinal);
        Assert.Null(asResponder.Primary);
        Assert.Null(Find(Stream.Declared().Add(0, MayaCommands), 1, DutyKind.Command));
    }

    [Fact]
    public void A_running_action_is_to_be_confirmed_within_its_budget()
    {
        var duty = Find(Stream.Declared().Add(10, new ActionStarted("quick-wins", "roll-back-helm", null)), 13, DutyKind.RunningAction)!;
        Assert.Equal("Confirm that it ran: Roll back Helm", duty.Text);
        Assert.Equal((Stream.At(12), "It takes longer than the runbook gives it."), (duty.DueAt!.Value, duty.Detail));
        Assert.Equal(("roll-back-helm", DutyAction.ConfirmAction), (duty.Subject, duty.Primary!.Value));
    }

    [Fact]
    public void The_checklist_asks_for_one_open_item_of_the_phase_whose_turn_it_is()
    {
        var stream = Stream.Declared().Add(0, MayaCommands);
        foreach (var item in new[] { "acknowledge-alert", "post-in-incidents", "determine-severity", "begin-investigation" })
        {
            stream.Add(1, new ChecklistItemTicked(item));
        }

        Assert.Null(Find(stream, 2, DutyKind.Checklist));   // the next phase begins at 5 min
        var duty = Find(stream.Add(6, new ChecklistItemTicked("check-pods")), 6, DutyKind.Checklist)!;
        Assert.Equal(("review-logs", "Review logs", "Investigation: 1 of 5 done", (DateTimeOffset?)Stream.At(15)), (duty.Subject, duty.Text, duty.Detail, duty.DueAt));
    }

    [Fact]
    public void After_the_resolution_come_the_postmortem_and_its_items()
    {
        var stream = Stream.Declared().Add(0, MayaCommands).Add(60, new IncidentResolved(new("rolled back")))
            .Add(70, new PostmortemSectionSaved("root-cause", 1, new("A cache lifetime of 0 s")))
            .Add(71, new ActionItemAdded("a1", new("Alert on key fetches"), ActionItemKind.Detect, "jonas", "Jonas Weber", new DateOnly(2026, 11, 20), null));

        var postmortem = Find(stream, 80, DutyKind.Postmortem)!;
        Assert.Equal(("Finish the postmortem", "1 of 4 parts written", (DateTimeOffset?)Stream.At(60).AddHours(48)), (postmortem.Text, postmortem.Detail, postmortem.DueAt));
        Assert.Equal("Finish the action item: Alert on key fetches", Find(stream, 80, DutyKind.ActionItem)!.Text);
        Assert.Null(Find(stream, 80, DutyKind.Command));
        Assert.Null(Find(stream.Add(90, new PostmortemPublished()), 91, DutyKind.Postmortem));
    }

    [Fact]
    public void While_monitoring_the_proof_is_named() =>
        Assert.Contains("p99 should be < 100ms", Find(Stream.Declared().Add(30, new IncidentMitigated()), 31, DutyKind.Resolve)!.Detail, StringComparison.Ordinal);

    [Fact]
    public void A_declined_incident_asks_for_nothing() => Assert.Null(At(Stream.Declared(byAlert: true).Add(1, new IncidentDeclined()), 2).First);

    [Fact]
    public void A_stakeholder_sees_the_duty_without_a_button()
    {
        var next = At(Stream.Declared().Add(10, TomaszPaged), 11, new Viewer("s", AccessRole.Stakeholder));
        Assert.All(next.Then.Append(next.First!), duty => Assert.Null(duty.Primary));
        Assert.Equal(2, next.Then.Length);
    }
}
