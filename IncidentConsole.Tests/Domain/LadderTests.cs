using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<Escalate>]
[Covers<HoldEscalation>]
public sealed class LadderTests
{
    private static readonly StepEscalated Engineer = new("page-engineer", "On-call engineer", EscalationCause.ByHand, [Story.Called("bo")]);
    private static readonly StepEscalated Lead = new("page-lead", "Platform lead", EscalationCause.ByHand, [Story.Called("root"), Story.Called("cy")]);

    [Fact]
    public void The_next_step_that_was_not_called_is_called() => Story.Commanded()
        .When(new Escalate(), Someone.Bo).Then(Engineer)
        .When(new Escalate(), Someone.Bo).Then(Lead);

    [Fact]
    public void A_step_nobody_is_bound_to_reaches_nobody_and_says_so() => Story.Commanded()
        .When(new Escalate("page-cto"))
        .Then(new StepEscalated("page-cto", "CTO", EscalationCause.ByHand, []))
        .ThenIncident(incident => Assert.True(incident.Ladder["page-cto"].ReachedNobody));

    [Fact]
    public void A_named_step_is_called_again() => Story.Commanded().Given(Engineer, new EscalationAnswered("page-engineer"))
        .When(new Escalate("page-engineer"))
        .Then(Engineer)
        .ThenIncident(incident =>
        {
            Assert.Equal(2, incident.Ladder["page-engineer"].Calls);
            Assert.True(incident.Ladder["page-engineer"].IsWaiting);
        });

    [Fact]
    public void The_end_of_the_ladder_is_said() => Story.Commanded(severity: 3)
        .When(new Escalate()).ThenAccepted()
        .When(new Escalate()).ThenAccepted()
        .When(new Escalate()).ThenRefused(RefusalKind.Conflict, "Every step at SEV-3 was called", "again");

    [Fact]
    public void A_level_without_a_ladder_says_what_to_do() => Story.Commanded(severity: 4)
        .When(new Escalate())
        .ThenRefused(RefusalKind.Conflict, "names nobody to call at SEV-4", "Raise the severity");

    [Fact]
    public void An_unknown_step_is_not_found() => Story.Commanded()
        .When(new Escalate("page-pope"))
        .ThenRefused(RefusalKind.NotFound, "page-pope");

    [Fact]
    public void Two_at_once_call_one_step() => Story.Commanded().Given(Engineer).GivenBy(Someone.Ada, Lead).After(4)
        .When(new Escalate { SeenVersion = 3 }, Someone.Bo)
        .ThenRefused(RefusalKind.Stale, "Ada escalated to step 2 (Platform lead), 4 s ago", "Look again")
        .When(new Escalate { SeenVersion = 4 }, Someone.Bo)
        .ThenAccepted();

    [Fact]
    public void An_answer_meanwhile_is_told_too() => Story.Commanded().Given(Engineer).GivenBy(Someone.Bo, new EscalationAnswered("page-engineer")).After(120)
        .When(new Escalate { SeenVersion = 3 })
        .ThenRefused(RefusalKind.Stale, "Bo answered step 1 (On-call engineer), 2 min ago");

    [Fact]
    public void Without_a_seen_version_nobody_is_refused_for_a_race() => Story.Commanded().Given(Engineer)
        .When(new Escalate())
        .Then(Lead);

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void A_step_is_held_for_some_minutes(int minutes) => Story.Commanded()
        .When(new HoldEscalation("page-lead", minutes))
        .Then(new EscalationStepHeld("page-lead", Story.Start.AddMinutes(minutes)));

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void Not_for_ever(int minutes) => Story.Commanded()
        .When(new HoldEscalation("page-lead", minutes))
        .ThenRefused(RefusalKind.Invalid, "1 to 60 minutes");

    [Fact]
    public void What_was_called_or_does_not_exist_is_not_held()
    {
        Story.Commanded().Given(Lead).When(new HoldEscalation("page-lead", 5)).ThenRefused(RefusalKind.Conflict, "already called");
        Story.Commanded().When(new HoldEscalation("page-pope", 5)).ThenRefused(RefusalKind.NotFound, "page-pope");
        Story.Commanded().When(new HoldEscalation("page-lead", 5), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "not in command");
    }
}
