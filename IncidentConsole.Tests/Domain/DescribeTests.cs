using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>What the incident is about, who is with it, and when things really happened.</summary>
[Covers<ChangeTitle>]
[Covers<ChangeSummary>]
[Covers<ChangeImpact>]
[Covers<ChangeService>]
[Covers<SetMilestone>]
[Covers<SetAttribute>]
[Covers<JoinResponders>]
[Covers<LeaveResponders>]
public sealed class DescribeTests
{
    [Fact]
    public void Title_summary_and_impact_change_once()
    {
        Story.Commanded().When(new ChangeTitle(" Cart is down ")).Then(new TitleChanged(new Prose("Cart is down"))).When(new ChangeTitle("Cart is down")).ThenNothing();
        Story.Commanded().When(new ChangeSummary("Since noon")).Then(new SummaryChanged(new Prose("Since noon"))).When(new ChangeSummary("Since noon")).ThenNothing();
        Story.Commanded().When(new ChangeImpact("No orders", 12)).Then(new ImpactChanged(new Prose("No orders"), 12)).When(new ChangeImpact("No orders", 12)).ThenNothing();
    }

    [Fact]
    public void Their_refusals()
    {
        Story.Commanded().When(new ChangeTitle("")).ThenRefused(RefusalKind.Invalid, "title is empty");
        Story.Commanded().When(new ChangeTitle(new string('x', 201))).ThenRefused(RefusalKind.Invalid, "201 characters");
        Story.Commanded().When(new ChangeSummary(new string('x', 10_001))).ThenRefused(RefusalKind.Invalid, "10001 characters");
        Story.Commanded().When(new ChangeImpact(new string('x', 10_001))).ThenRefused(RefusalKind.Invalid, "10001 characters");
        Story.Commanded().Given(new IncidentMerged(new IncidentId("three"), 3)).When(new ChangeImpact("x")).ThenRefused(RefusalKind.Conflict, "duplicate of INC-3");
        Story.Commanded().When(new ChangeImpact("x", -1)).ThenRefused(RefusalKind.Invalid, "below zero");
    }

    [Fact]
    public void Impact_and_milestones_are_put_right_after_closing()
    {
        var closed = Story.Commanded().After(60).Given(new IncidentResolved(new Prose("x")), new IncidentClosed());

        closed.When(new ChangeImpact("No orders", 12)).ThenAccepted();
        closed.When(new SetMilestone(Milestone.Mitigated, Story.Start.AddSeconds(30))).ThenAccepted();
    }

    [Fact]
    public void Another_service_brings_its_runbook_and_keeps_the_rank_as_far_as_it_goes() => Story.Commanded(severity: 3)
        .When(new ChangeService("shop"))
        .Then(new ServiceChanged("shop", true, "Shop", TestRunbooks.TwoLevelsKey, 2))
        .ThenIncident(incident =>
        {
            Assert.Equal("Gelb", incident.Level.Label);
            Assert.Same(TestRunbooks.TwoLevels, incident.Runbook);
        })
        .When(new ChangeService("shop"))
        .ThenNothing();

    [Fact]
    public void An_unknown_service_is_taken_as_said() => Story.Commanded()
        .When(new ChangeService("boiler"))
        .Then(new ServiceChanged("boiler", false, null, TestRunbooks.Key, 2));

    [Fact]
    public void No_service_is_no_service() => Story.Commanded().When(new ChangeService(" ")).ThenRefused(RefusalKind.Invalid, "Name the service");

    [Fact]
    public void A_milestone_is_put_right() => Story.Commanded().After(600)
        .When(new SetMilestone(Milestone.ImpactStarted, Story.Start.AddMinutes(-5)))
        .Then(new MilestoneSet(Milestone.ImpactStarted, Story.Start.AddMinutes(-5)))
        .ThenIncident(incident => Assert.Equal(TimeSpan.FromMinutes(5), incident.Milestones.TimeToDetect))
        .When(new SetMilestone(Milestone.ImpactStarted, Story.Start.AddMinutes(-5)))
        .ThenNothing();

    [Fact]
    public void A_declined_incident_has_no_times_to_put_right() => Story.Commanded().Given(new IncidentDeclined())
        .When(new SetMilestone(Milestone.ImpactStarted, Story.Start))
        .ThenRefused(RefusalKind.Conflict, "was declined");

    [Fact]
    public void A_milestone_does_not_lie_in_the_future() => Story.Commanded()
        .When(new SetMilestone(Milestone.ImpactStarted, Story.Start.AddSeconds(1)))
        .ThenRefused(RefusalKind.Invalid, "\"impact started\" cannot lie in the future");

    [Theory]
    [InlineData(Milestone.Mitigated, "not mitigated yet")]
    [InlineData(Milestone.Resolved, "not resolved yet")]
    public void What_has_not_happened_has_no_time(Milestone milestone, string words) => Story.Commanded()
        .When(new SetMilestone(milestone, Story.Start))
        .ThenRefused(RefusalKind.Conflict, words);

    [Theory]
    [InlineData(Milestone.ImpactStarted, 1, "\"impact started\" must lie before \"detected\" (2026-03-02 03:00:00 UTC)")]
    [InlineData(Milestone.Detected, 61, "\"detected\" must lie before \"declared\"")]
    [InlineData(Milestone.Declared, -1, "\"declared\" must lie after \"detected\"")]
    [InlineData(Milestone.Acknowledged, -1, "\"acknowledged\" must lie after \"detected\"")]
    [InlineData(Milestone.Mitigated, -1, "\"mitigated\" must lie after \"detected\"")]
    [InlineData(Milestone.Mitigated, 61, "\"mitigated\" must lie before \"resolved\"")]
    [InlineData(Milestone.Resolved, 29, "\"resolved\" must lie after \"mitigated\"")]
    [InlineData(Milestone.Acknowledged, 61, "\"acknowledged\" must lie before \"resolved\"")]
    public void Milestones_keep_their_order(Milestone milestone, int minutes, string words) => Story.Commanded()
        .After(1800).Given(new IncidentMitigated())
        .After(1800).Given(new IncidentResolved(new Prose("x")))
        .After(3600)
        .When(new SetMilestone(milestone, Story.Start.AddMinutes(minutes)))
        .ThenRefused(RefusalKind.Invalid, words);

    [Fact]
    public void An_attribute_is_one_the_runbook_names() => Story.Commanded()
        .When(new SetAttribute("Data-Breach")).ThenRefused(RefusalKind.ReasonRequired, "marking INC-7 as data breach")
        .When(new SetAttribute("Data-Breach") { Reason = "A dump is for sale" })
        .Then(new AttributeSet("data-breach", true))
        .When(new SetAttribute("data-breach"))
        .ThenNothing()
        .When(new SetAttribute("data-breach", IsPresent: false)).ThenRefused(RefusalKind.ReasonRequired, "Say why it is none")
        .When(new SetAttribute("data-breach", IsPresent: false) { Reason = "Test data" })
        .Then(new AttributeSet("data-breach", false))
        .When(new SetAttribute("flood"))
        .ThenRefused(RefusalKind.Invalid, "does not ask for \"flood\"", "data-breach");

    [Fact]
    public void A_runbook_may_ask_for_none() => Story.Commanded().When(new ChangeService("shop"))
        .When(new SetAttribute("data-breach"))
        .ThenRefused(RefusalKind.Invalid, "asks for no attributes");

    [Fact]
    public void A_person_joins_and_leaves() => Story.Commanded()
        .When(new JoinResponders(), Someone.Bo)
        .Then(new ResponderJoined("bo", "Bo"))
        .When(new JoinResponders(), Someone.Bo)
        .ThenNothing()
        .When(new LeaveResponders(), Someone.Bo)
        .Then(new ResponderLeft("bo", "Bo"))
        .When(new LeaveResponders(), Someone.Bo)
        .ThenNothing()
        .When(new JoinResponders(), Someone.Bot)
        .ThenRefused(RefusalKind.Forbidden, "Only a person");
}
