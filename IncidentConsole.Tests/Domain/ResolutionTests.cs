using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

[Covers<ConfirmCriterion>]
[Covers<TakeBackCriterion>]
[Covers<OpenChannel>]
public sealed class ResolutionTests
{
    private static readonly Runbook Runbook = TestRunbooks.Standard with { ResolveCriteria = [new ResolveCriterion("smoke", "The smoke test passes")] };

    [Fact]
    public void A_person_says_that_a_criterion_is_met_and_may_take_it_back() => Story.Commanded(runbook: Runbook)
        .When(new ConfirmCriterion("smoke"), Someone.Bo).Then(new CriterionConfirmed("smoke"))
        .ThenIncident(incident => Assert.Equal("Bo", incident.Criteria["smoke"].By.Name))
        .When(new ConfirmCriterion("smoke")).ThenNothing()
        .When(new TakeBackCriterion("smoke")).Then(new CriterionTakenBack("smoke"))
        .When(new TakeBackCriterion("smoke")).ThenNothing();

    [Fact]
    public void Only_criteria_of_the_runbook() => Story.Commanded(runbook: Runbook)
        .When(new ConfirmCriterion("luck")).ThenRefused(RefusalKind.NotFound, "no resolution criterion \"luck\"")
        .When(new TakeBackCriterion("luck")).ThenRefused(RefusalKind.NotFound, "no resolution criterion");

    [Fact]
    public void What_was_seen_before_a_reopening_proves_nothing_after_it() => Story.Commanded(runbook: Runbook)
        .Given(new CriterionConfirmed("smoke"), new IncidentResolved(new Prose("x")), new IncidentReopened())
        .ThenIncident(incident => Assert.Empty(incident.Criteria));

    [Fact]
    public void A_closed_incident_takes_no_ticks() => Story.Commanded(runbook: Runbook).Given(new IncidentResolved(new Prose("x")), new IncidentClosed())
        .When(new ConfirmCriterion("smoke")).ThenRefused(RefusalKind.Conflict, "closed")
        .When(new TakeBackCriterion("smoke")).ThenRefused(RefusalKind.Conflict, "closed")
        .When(new OpenChannel("#x")).ThenRefused(RefusalKind.Conflict, "closed");

    [Fact]
    public void The_channel_is_named_once_and_can_move() => Story.Commanded()
        .When(new OpenChannel(" #incident-20260302-errors "), Someone.Bo).Then(new ChannelOpened(new Prose("#incident-20260302-errors")))
        .When(new OpenChannel("#incident-20260302-errors")).ThenNothing()
        .When(new OpenChannel("#war-room")).ThenAccepted()
        .ThenIncident(incident => Assert.Equal("#war-room", incident.Channel!.Text))
        .When(new OpenChannel(" ")).ThenRefused(RefusalKind.Invalid, "Name the channel");
}
