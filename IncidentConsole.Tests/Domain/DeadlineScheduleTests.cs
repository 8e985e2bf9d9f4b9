using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>Each kind of due time: when it is there, when it moves, when it goes. Times are minutes after the start.</summary>
[Covers<PassDeadline>]
public sealed class DeadlineScheduleTests
{
    private static readonly IncidentResolved Resolved = new(new Prose("x"));

    [Theory]
    [InlineData(1, 1)]                      // "at once" leaves a minute to press the button
    [InlineData(2, 15)]
    [InlineData(3, 60)]
    [InlineData(4, (24 + 6) * 60)]          // Monday 03:00 UTC -> Tuesday 09:00
    public void Acknowledge_is_due_by_the_level(int severity, double minutes) =>
        Assert.Equal([("", minutes)], Story.Triage(severity).Due(DeadlineKind.AcknowledgeDue));

    [Fact]
    public void Only_a_person_ends_that()
    {
        var story = Story.Triage().When(new Acknowledge(), Someone.Bot);
        Assert.Equal([("", 15)], story.Due(DeadlineKind.AcknowledgeDue));
        Assert.Empty(story.When(new Acknowledge(), Someone.Bo).Due(DeadlineKind.AcknowledgeDue));
        Assert.Empty(Story.Declared().Due(DeadlineKind.AcknowledgeDue));
        Assert.Empty(Story.Triage().Given(new IncidentDeclined()).Due(DeadlineKind.AcknowledgeDue));
    }

    [Fact]
    public void A_raised_severity_leaves_a_moment() =>
        Assert.Equal([("", 31)], Story.Triage(3).After(30 * 60).Given(new SeverityChanged(3, 1)).Due(DeadlineKind.AcknowledgeDue));

    [Fact]
    public void At_once_steps_are_due_since_the_severity_holds() => Assert.Equal(
        [("page-manager", 10), ("notify-lead", 10), ("post-channel", 10)],
        Story.Declared().After(600).Given(new SeverityChanged(2, 1)).Due(DeadlineKind.EscalationStepDue));

    [Fact]
    public void The_first_waiting_step_waits_for_the_acknowledgement()
    {
        Assert.Equal([("page-engineer", 5)], Story.Triage().Due(DeadlineKind.EscalationStepDue));
        Assert.Empty(Story.Declared().Due(DeadlineKind.EscalationStepDue));
    }

    [Fact]
    public void The_next_waits_for_the_one_before()
    {
        var story = Story.Triage().After(300).Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.NoAcknowledgement, []));
        Assert.Equal([("page-lead", 15)], story.Due(DeadlineKind.EscalationStepDue));

        story.GivenBy(Someone.Bo, new EscalationAnswered("page-engineer"));
        Assert.Empty(story.Due(DeadlineKind.EscalationStepDue));
    }

    [Fact]
    public void Even_when_it_was_called_after_the_first_acknowledgement() => Assert.Equal(
        [("page-lead", 30)],
        Story.Declared().After(1200).Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.ByHand, [Story.Called("bo")])).Due(DeadlineKind.EscalationStepDue));

    [Fact]
    public void An_answer_of_anybody_called_at_once_is_the_answer()
    {
        var story = Story.Declared(severity: 1).After(60).Given(
            new StepEscalated("page-manager", "On-call manager", EscalationCause.AtOnce, [Story.Called("cy")]),
            new StepEscalated("notify-lead", "Platform lead", EscalationCause.AtOnce, [Story.Called("root")]),
            new StepEscalated("post-channel", "#critical", EscalationCause.AtOnce, []));
        Assert.Equal([("page-vp", 16)], story.Due(DeadlineKind.EscalationStepDue));

        story.GivenBy(Someone.Cy, new EscalationAnswered("page-manager"));
        Assert.Empty(story.Due(DeadlineKind.EscalationStepDue));
    }

    [Fact]
    public void Declaring_is_no_answer_to_a_call_of_the_same_moment() => Assert.Equal(
        ("page-vp", 15),
        Story.Declared(severity: 1).Given(new StepEscalated("page-manager", "On-call manager", EscalationCause.AtOnce, []), new StepEscalated("notify-lead", "Platform lead", EscalationCause.AtOnce, []))
            .Due(DeadlineKind.EscalationStepDue)[^1]);

    [Fact]
    public void A_held_step_waits_until_its_hold_is_over() => Assert.Equal(
        [("page-engineer", 20)],
        Story.Triage().Given(new EscalationStepHeld("page-engineer", Story.Start.AddMinutes(20))).Due(DeadlineKind.EscalationStepDue));

    [Fact]
    public void A_short_hold_brings_nothing_forward() => Assert.Equal(
        [("page-engineer", 5)],
        Story.Triage().Given(new EscalationStepHeld("page-engineer", Story.Start.AddMinutes(1))).Due(DeadlineKind.EscalationStepDue));

    [Fact]
    public void Elapsed_steps_count_from_the_start_whatever_was_acknowledged()
    {
        Assert.Equal([("page-cto", 120)], Story.Declared().Due(DeadlineKind.ElapsedLadderDue));
        Assert.Empty(Story.Declared().Given(new StepEscalated("page-cto", "CTO", EscalationCause.ByHand, [])).Due(DeadlineKind.ElapsedLadderDue));
        Assert.Empty(Story.Declared().Given(Resolved).Due(DeadlineKind.ElapsedLadderDue));
    }

    [Fact]
    public void An_attribute_calls_at_once()
    {
        var story = Story.Declared().After(600).Given(new AttributeSet("data-breach", true));
        Assert.Equal([("page-cto", 10), ("notify-legal", 10)], story.Due(DeadlineKind.ElapsedLadderDue));
        Assert.Equal([("page-cto", 120)], story.Given(new AttributeSet("data-breach", false)).Due(DeadlineKind.ElapsedLadderDue));
    }

    [Fact]
    public void The_first_update_is_due_by_the_cadence()
    {
        Assert.Equal([("", 30)], Story.Declared().Due(DeadlineKind.StatusUpdateDue));
        Assert.Equal([("", 120)], Story.Declared(severity: 3).Due(DeadlineKind.StatusUpdateDue));
        Assert.Empty(Story.Declared(severity: 4).Due(DeadlineKind.StatusUpdateDue));
        Assert.Equal([("", 30)], Story.Declared(isDrill: true).Due(DeadlineKind.StatusUpdateDue));   // the cadence is practised
        Assert.Equal([("", 75)], Story.Declared(severity: 3).After(3600).Given(new SeverityChanged(3, 1)).Due(DeadlineKind.StatusUpdateDue));
    }

    [Fact]
    public void Then_by_the_last_promise()
    {
        var story = Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", null, default, 50));
        Assert.Equal([("", 50)], story.Due(DeadlineKind.StatusUpdateDue));
        Assert.Equal([("", 30)], story.When(new WithdrawUpdate(1)).Due(DeadlineKind.StatusUpdateDue));
    }

    [Fact]
    public void A_turn_owes_an_update_too()
    {
        var story = Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", null, default, 50) { GoesOutAtOnce = true }).After(600).When(new Mitigate());
        Assert.Equal([(DeadlineSchedule.OwedUpdate, 20), ("", 50)], story.Due(DeadlineKind.StatusUpdateDue));

        story.When(new Resolve("x"));
        Assert.Equal([(DeadlineSchedule.OwedUpdate, 20)], story.Due(DeadlineKind.StatusUpdateDue));

        story.When(new PostUpdate(PublicStatus.Resolved, "x") { GoesOutAtOnce = true });
        Assert.Empty(story.Due(DeadlineKind.StatusUpdateDue));
    }

    [Fact]
    public void A_drill_practises_what_a_turn_owes() => Assert.Equal([(DeadlineSchedule.OwedUpdate, 10), ("", 30)], Story.Commanded(isDrill: true)
        .When(new PostUpdate(PublicStatus.Investigating, "x") { GoesOutAtOnce = true })
        .When(new Mitigate())
        .Due(DeadlineKind.StatusUpdateDue));

    [Fact]
    public void A_drill_owes_nothing_after_it() => Assert.Empty(Story.Commanded(isDrill: true)
        .Given(Resolved, new ActionItemAdded("a", new Prose("Mend it"), ActionItemKind.Prevent, "ada", "Ada", new DateOnly(2026, 3, 3), null))
        .Due(DeadlineKind.ActionItemDue));

    [Fact]
    public void A_posted_update_goes_out()
    {
        var story = Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x"));
        Assert.Equal([("1", 10 / 60.0)], story.Due(DeadlineKind.UpdateGoesOut));
        Assert.Empty(story.When(new WithdrawUpdate(1)).Due(DeadlineKind.UpdateGoesOut));
    }

    [Fact]
    public void A_phase_ends_while_a_required_item_is_open()
    {
        Assert.Equal([("first-five", 5)], Story.Declared().Due(DeadlineKind.ChecklistPhaseEnds));
        Assert.Empty(Story.Declared().When(new TickItem("look")).Due(DeadlineKind.ChecklistPhaseEnds));
        Assert.Equal([("follow-up", 10 + (24 * 60))], Story.Declared().After(600).Given(Resolved).Due(DeadlineKind.ChecklistPhaseEnds));
        Assert.Empty(Story.Declared().Given(Resolved, new IncidentClosed()).Due(DeadlineKind.ChecklistPhaseEnds));
    }

    [Fact]
    public void A_started_action_has_its_budget()
    {
        var story = Story.Declared().After(60).When(new StartAction("errors", "logs"));
        Assert.Equal([("logs", 6)], story.Due(DeadlineKind.ActionBudgetEnds));
        Assert.Empty(story.When(new ConfirmAction("logs")).Due(DeadlineKind.ActionBudgetEnds));
        Assert.Empty(Story.Declared().When(new StartAction("errors", "logs")).Given(Resolved).Due(DeadlineKind.ActionBudgetEnds));
    }

    [Fact]
    public void A_hand_over_is_answered_within_five_minutes()
    {
        var story = Story.Commanded().After(60).When(new ProposeHandOver("bo"));
        Assert.Equal([("", 6)], story.Due(DeadlineKind.HandOverUnanswered));
        Assert.Empty(story.When(new AcceptHandOver(), Someone.Bo).Due(DeadlineKind.HandOverUnanswered));
    }

    [Fact]
    public void The_postmortem_is_due_after_the_last_resolution()
    {
        var story = Story.Commanded().After(600).Given(Resolved);
        Assert.Equal([("", 10 + (48 * 60))], story.Due(DeadlineKind.PostmortemDue));
        Assert.Empty(Story.Commanded(isDrill: true).Given(Resolved).Due(DeadlineKind.PostmortemDue));

        story.Given(new IncidentReopened());
        Assert.Empty(story.Due(DeadlineKind.PostmortemDue));

        story.After(600).Given(Resolved, new IncidentClosed());
        Assert.Equal([("", 20 + (48 * 60))], story.Due(DeadlineKind.PostmortemDue));
        Assert.Empty(story.Given(new PostmortemPublished()).Due(DeadlineKind.PostmortemDue));
    }

    [Fact]
    public void An_action_item_is_late_once_its_day_is_over()
    {
        var story = Story.Commanded().When(new AddActionItem("i1", "x", ActionItemKind.Prevent, null, new DateOnly(2026, 3, 2)));
        Assert.Equal([("i1", 21 * 60)], story.Due(DeadlineKind.ActionItemDue));
        Assert.Empty(story.When(new ChangeActionItem("i1") { State = ActionItemState.Done }).Due(DeadlineKind.ActionItemDue));
    }

    [Fact]
    public void Nothing_is_due_before_a_declaration() => Assert.Empty(DeadlineSchedule.For(Story.Undeclared().Incident));

    [Fact]
    public void What_passed_is_recorded_once_and_not_asked_for_again()
    {
        var late = new PassDeadline(DeadlineKind.AcknowledgeDue, "", Story.Start.AddMinutes(15));
        var story = Story.Triage().After(899).When(late, Someone.System).ThenNothing()
            .After(38 * 60).When(late, Someone.System).Then(new DeadlinePassed(DeadlineKind.AcknowledgeDue, "", Story.Start.AddMinutes(15)));

        Assert.Empty(story.Due(DeadlineKind.AcknowledgeDue));
        story.When(late, Someone.System).ThenNothing();
    }

    [Fact]
    public void A_due_time_that_moved_meanwhile_does_nothing() => Story.Triage().Given(new SeverityChanged(2, 3)).After(900)
        .When(new PassDeadline(DeadlineKind.AcknowledgeDue, "", Story.Start.AddMinutes(15)), Someone.System)
        .ThenNothing();

    [Theory]
    [InlineData(DeadlineKind.EscalationStepDue, "page-engineer", 5, EscalationCause.NoAcknowledgement)]
    [InlineData(DeadlineKind.ElapsedLadderDue, "page-cto", 120, EscalationCause.Elapsed)]
    public void A_step_that_is_due_is_called_once(DeadlineKind kind, string step, int minutes, EscalationCause cause)
    {
        var pass = new PassDeadline(kind, step, Story.Start.AddMinutes(minutes));
        Story.Triage().After(minutes * 60)
            .When(pass, Someone.System)
            .ThenAccepted()
            .ThenIncident(incident => Assert.Equal(1, incident.Ladder[step].Calls))
            .When(pass, Someone.System)
            .ThenNothing();
        Story.Triage().After(minutes * 60).When(pass, Someone.System)
            .ThenIncident(incident => Assert.Equal(cause, Assert.IsType<StepEscalated>(incident.Latest[Concern.Ladder].Event).Cause));
    }

    [Fact]
    public void At_once_and_by_attribute_too()
    {
        Story.Declared(severity: 1).When(new PassDeadline(DeadlineKind.EscalationStepDue, "page-manager", Story.Start), Someone.System)
            .Then(new StepEscalated("page-manager", "On-call manager", EscalationCause.AtOnce, [Story.Called("cy")], Story.Start));
        Story.Declared().Given(new AttributeSet("data-breach", true)).When(new PassDeadline(DeadlineKind.ElapsedLadderDue, "notify-legal", Story.Start), Someone.System)
            .Then(new StepEscalated("notify-legal", "Legal", EscalationCause.Attribute, [], Story.Start));
    }

    [Fact]
    public void An_update_goes_out_when_due() => Story.Commanded().Given(UpdateTests.Posted(1)).After(10)
        .When(new PassDeadline(DeadlineKind.UpdateGoesOut, "1", Story.Start.AddSeconds(10)), Someone.System)
        .Then(new UpdateWentOut(1));

    [Fact]
    public void No_person_passes_a_deadline() => Story.Triage().After(900)
        .When(new PassDeadline(DeadlineKind.AcknowledgeDue, "", Story.Start.AddMinutes(15)), Someone.Root)
        .ThenRefused(RefusalKind.Forbidden, "by itself");
}
