using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>Every trigger in one list of what happens next, owner teams of modules, and how loudly a level reaches people.</summary>
[Covers<SetModules>]
public sealed class LadderPlanTests
{
    private static readonly Runbook Modular = TestRunbooks.Standard with
    {
        ModuleOwners = [new("indexd", "Search team"), new("policy", "Governance team"), new("routing", "Governance team")],
        Escalation = new(
        [
            new("sre", "Platform/SRE", EscalationAct.Page, EscalationTrigger.AtOnce, TimeSpan.Zero, [1]),
            new("owner", "Modul-Owner", EscalationAct.Page, EscalationTrigger.AtOnce, TimeSpan.Zero, [1, 2]),
        ]),
    };

    [Fact]
    public void Steps_stand_in_the_order_they_happen()
    {
        var story = Story.Triage().When(new Escalate("page-engineer"));
        Assert.Equal(
            [
                ("page-engineer", LadderPlace.Called, 0.0), ("page-lead", LadderPlace.Scheduled, 10), ("page-cto", LadderPlace.Scheduled, 120),
                ("open-bridge", LadderPlace.ByHand, -1), ("notify-legal", LadderPlace.OnAttribute, -1),
            ],
            Plan(story));
    }

    [Fact]
    public void What_waits_for_an_answer_says_when_at_the_earliest()
    {
        Assert.Equal(("page-lead", LadderPlace.IfUnanswered, 15), Plan(Story.Triage())[1]);
        Assert.Contains(("page-lead", LadderPlace.NotNeeded, -1), Plan(Story.Commanded()));
    }

    [Fact]
    public void A_breach_jumps_to_the_step_that_names_it()
    {
        var story = Story.Commanded().After(600).When(new SetAttribute("data-breach") { Reason = "A dump is for sale" });
        Assert.Equal([("page-cto", LadderPlace.Scheduled, 10.0), ("notify-legal", LadderPlace.Scheduled, 10)], Plan(story)[..2]);
        story.When(new PassDeadline(DeadlineKind.ElapsedLadderDue, "page-cto", story.Now), Someone.System)
            .Then(new StepEscalated("page-cto", "CTO", EscalationCause.Attribute, [], story.Now));
    }

    [Fact]
    public void A_breach_marked_after_the_time_has_passed_is_no_reason_of_the_call() => Story.Commanded().After(121 * 60).When(new SetAttribute("data-breach") { Reason = "x" })
        .When(new PassDeadline(DeadlineKind.ElapsedLadderDue, "page-cto", Story.Start.AddMinutes(120)), Someone.System)
        .Then(new StepEscalated("page-cto", "CTO", EscalationCause.Elapsed, [], Story.Start.AddMinutes(120)));

    [Fact]
    public void The_module_s_owner_is_the_team_that_owns_it()
    {
        var story = Story.Commanded(runbook: Modular).When(new SetModules(["POLICY", "routing"]), Someone.Bo)
            .Then(new AffectedModulesSet([new("policy", "Governance team"), new("routing", "Governance team")]));
        Assert.Equal("Modul-Owner: Governance team", LadderPlan.Of(story.Incident).Single().Target);
        story.When(new Escalate()).Then(new StepEscalated("owner", "Modul-Owner: Governance team", EscalationCause.ByHand, [Story.Called("root")]));
    }

    [Fact]
    public void Without_a_module_nobody_is_meant_yet() => Story.Commanded(runbook: Modular)
        .When(new Escalate("owner")).Then(new StepEscalated("owner", "Modul-Owner", EscalationCause.ByHand, []));

    [Fact]
    public void A_module_named_after_the_call_calls_its_owner_and_only_that()
    {
        var story = Story.Commanded(runbook: Modular).When(new SetModules(["indexd"])).After(60)
            .When(new PassDeadline(DeadlineKind.EscalationStepDue, "owner", Story.Start), Someone.System).ThenAccepted();
        Assert.Empty(story.Due(DeadlineKind.EscalationStepDue));

        story.After(60).When(new SetModules(["indexd", "policy"]));
        Assert.Equal([("owner", 2)], story.Due(DeadlineKind.EscalationStepDue));
        story.When(new PassDeadline(DeadlineKind.EscalationStepDue, "owner", story.Now), Someone.System)
            .Then(new StepEscalated("owner", "Modul-Owner: Governance team", EscalationCause.AtOnce, [Story.Called("root")], story.Now));

        story.After(60).When(new SetModules(["indexd", "policy", "routing"])).ThenAccepted();
        Assert.Empty(story.Due(DeadlineKind.EscalationStepDue));
    }

    [Fact]
    public void Modules_are_named_when_declaring_too()
    {
        var story = Story.Undeclared(Modular).When(new DeclareIncident("x", "api", "1") { Modules = ["indexd"] }).ThenAccepted();
        Assert.Equal([("indexd", "Search team", Story.Start)], story.Incident.Modules.Select(module => (module.Module, module.Team, module.Since)));
    }

    [Fact]
    public void Only_modules_the_runbook_knows()
    {
        Story.Commanded(runbook: Modular).When(new SetModules(["indexd", "gpu"])).ThenRefused(RefusalKind.Invalid, "gpu", "indexd, policy, routing");
        Story.Undeclared(Modular).When(new DeclareIncident("x", "api", "1") { Modules = ["gpu"] }).ThenRefused(RefusalKind.Invalid, "gpu");
        Story.Commanded().When(new SetModules(["indexd"])).ThenRefused(RefusalKind.Invalid, "names no modules");
        Story.Commanded(runbook: Modular).When(new SetModules([])).ThenNothing();
        Story.Commanded(runbook: Modular).Given(new IncidentResolved(new Prose("x"))).When(new SetModules(["indexd"])).ThenRefused(RefusalKind.Conflict, "resolved");
    }

    [Theory]
    [InlineData("Modul-Owner", true)]
    [InlineData("betroffener Modul-Owner", true)]
    [InlineData("Module owner", true)]
    [InlineData("Platform/SRE", false)]
    [InlineData("Product owner", false)]
    public void The_owner_of_a_module_is_known_by_its_words(string target, bool isOwner) =>
        Assert.Equal(isOwner, new EscalationStep("x", target, EscalationAct.Page, EscalationTrigger.AtOnce, TimeSpan.Zero, [1]).CallsModuleOwner);

    [Theory]
    [InlineData(ResponseMode.PageAtOnce, EscalationCause.AtOnce, "Console Page, Email Page")]
    [InlineData(ResponseMode.PageOnCall, EscalationCause.NoAcknowledgement, "Console Page, Email Page")]
    [InlineData(ResponseMode.Notify, EscalationCause.NoAcknowledgement, "Console Notice, Email Notice")]
    [InlineData(ResponseMode.Ticket, EscalationCause.NoAcknowledgement, "Email Ticket")]
    [InlineData(ResponseMode.Ticket, EscalationCause.ByHand, "Console Page, Email Page")]
    [InlineData(ResponseMode.Notify, EscalationCause.Attribute, "Console Page, Email Page")]
    public void A_level_is_no_louder_than_its_runbook_says(ResponseMode mode, EscalationCause cause, string sent) => Assert.Equal(sent, Sent(mode, "page-engineer", cause));

    [Fact]
    public void A_step_that_notifies_stays_quiet_at_the_loudest_level() => Assert.Equal("Console Notice, Email Notice", Sent(ResponseMode.PageAtOnce, "notify-legal", EscalationCause.Attribute));

    [Fact]
    public void A_ticket_waits_for_nobody()
    {
        var story = AtMode(ResponseMode.Ticket).Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.NoAcknowledgement, [Story.Called("bo")]));
        Assert.False(story.Incident.Ladder["page-engineer"].IsWaiting);
    }

    private static Story AtMode(ResponseMode mode) => Story.Commanded(runbook: TestRunbooks.Standard with
    {
        Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level with { Mode = mode })]),
    });

    private static string Sent(ResponseMode mode, string step, EscalationCause cause)
    {
        var happened = new StepEscalated(step, "x", cause, [Story.Called("bo")]);
        var story = AtMode(mode).Given(happened);
        var recorded = new RecordedEvent(9, StreamId.Of(Story.Id), story.LastVersion, happened, Someone.Ada.Actor, null, "test", Story.Start, Story.Start, "test");
        return string.Join(", ", NotificationPlan.For(story.Incident, [recorded], [], NotificationTargets.None).Select(message => $"{message.Channel} {message.Kind}"));
    }

    private static List<(string, LadderPlace, double)> Plan(Story story) =>
        [.. LadderPlan.Of(story.Incident).Select(planned => (planned.Step.Id, planned.Place, planned.At is { } at ? (at - Story.Start).TotalMinutes : -1))];
}
