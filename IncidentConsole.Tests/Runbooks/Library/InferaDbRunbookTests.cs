using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The facts of the InferaDB runbook, each as the runbook states it.</summary>
public sealed class InferaDbRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.InferaDb.Runbook;

    [Fact]
    public void Four_levels_answer_at_once_in_15_min_1_h_and_4_h()
    {
        Assert.Equal(["SEV-1 Critical", "SEV-2 High", "SEV-3 Medium", "SEV-4 Low"], Runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal(
            [TimeSpan.Zero, TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)],
            Runbook.Severities.Levels.Select(level => level.Response.Within!.Value));
        Assert.All(Runbook.Severities.Levels, level => Assert.True(level.Question is not null && level.Impact != "" && level.Examples.Length >= 3));
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.PageOnCall, ResponseMode.Notify, ResponseMode.Notify], Runbook.Severities.Levels.Select(level => level.Mode));
    }

    [Theory]
    [InlineData(2, 5, 1000)]
    [InlineData(3, 1, 500)]
    public void Errors_or_latency_pick_the_level(int rank, double errorPercent, double p99Milliseconds) => Assert.Equal(
        [new ThresholdRule("Error rate", Comparison.Above, errorPercent, "%"), new ThresholdRule("p99 latency", Comparison.Above, p99Milliseconds, "ms")],
        Runbook.Severities[rank].Thresholds);

    [Fact]
    public void The_worst_level_calls_everybody_at_once()
    {
        var steps = Runbook.Escalation.StepsAt(1);
        Assert.Equal(["On-call engineer", "On-call manager", "Platform team lead", "Bridge call", "#incidents-critical"], steps.Select(step => step.Target));
        Assert.All(steps, step => Assert.Equal((EscalationTrigger.AtOnce, TimeSpan.Zero), (step.Trigger, step.After)));
    }

    [Fact]
    public void The_second_level_escalates_when_unresolved_after_15_min()
    {
        var steps = Runbook.Escalation.StepsAt(2);
        Assert.Equal("On-call engineer", steps[0].Target);
        Assert.Equal(EscalationTrigger.AtOnce, steps[0].Trigger);
        Assert.Equal(["Platform team lead", "Additional responders", "Bridge call"], steps.Skip(1).Select(step => step.Target));
        Assert.All(steps.Skip(1), step => Assert.Equal((EscalationTrigger.Elapsed, TimeSpan.FromMinutes(15)), (step.Trigger, step.After)));
        Assert.True(steps[^1].IsOptional);
        Assert.Empty(Runbook.Escalation.StepsAt(3));
    }

    [Theory]
    [InlineData(1, 15, 30)]
    [InlineData(2, 15, 30)]
    [InlineData(3, 60, 120)]
    [InlineData(4, 60, 120)]
    public void Updates_come_every(int rank, int shortest, int longest)
    {
        var cadence = Runbook.Communication.CadenceAt(rank)!;
        Assert.Equal((TimeSpan.FromMinutes(shortest), TimeSpan.FromMinutes(longest)), (cadence.Shortest, cadence.Longest));
    }

    [Theory]
    [InlineData("PagerDuty", "1,2")]
    [InlineData("Slack #incidents", "1,2,3,4")]
    [InlineData("Email", "3,4")]
    [InlineData("E-mail to stakeholders", "1,2")]
    [InlineData("Status page", "1,2,3,4")]
    public void Channels_by_level(string channel, string ranks) =>
        Assert.Equal(ranks, string.Join(',', Runbook.Communication.Channels.Single(rule => rule.Channel == channel).Ranks));

    [Fact]
    public void The_checklist_has_its_windows_and_the_last_counts_from_the_resolution()
    {
        Assert.Equal(
            [(0, 5, 4), (5, 15, 5), (15, 30, 4), (30, null, 4), (24 * 60, 48 * 60, 4)],
            Runbook.Checklist.Select(phase => ((int)phase.From!.Value.TotalMinutes, (int?)phase.To?.TotalMinutes, phase.Items.Length)));
        Assert.Equal(ChecklistAnchor.Resolved, Runbook.Checklist[^1].Anchor);
        Assert.All(Runbook.Checklist.SkipLast(1), phase => Assert.Equal(ChecklistAnchor.Declared, phase.Anchor));
    }

    [Theory]
    [InlineData("quick-assessment", 4)]
    [InlineData("gather-information", 12)]
    [InlineData("investigation-queries", 3)]
    [InlineData("quick-wins", 5)]
    [InlineData("advanced-mitigation", 4)]
    [InlineData("all-pods-failing", 2)]
    [InlineData("high-error-rate", 4)]
    [InlineData("high-latency", 3)]
    public void Procedures_with_a_command_and_a_budget_in_each_step(string id, int actions)
    {
        var procedure = Runbook.FindProcedure(id)!;
        Assert.Equal(actions, procedure.Actions.Length);
        Assert.All(procedure.Actions, action => Assert.True(action is { Command: not null, Budget: not null }, action.Id));
    }

    [Theory]
    [InlineData("all-pods-failing", 4)]
    [InlineData("high-error-rate", 4)]
    [InlineData("high-latency", 4)]
    public void Scenarios_name_causes_and_the_proof_of_repair(string id, int causes)
    {
        var scenario = Runbook.FindProcedure(id)!;
        Assert.Equal(causes, scenario.LikelyCauses.Length);
        Assert.Equal(4, scenario.Verifications.Length);
        Assert.NotEmpty(scenario.Symptoms);
        Assert.NotEmpty(scenario.Related);
    }

    [Fact]
    public void Commands_are_those_of_the_runbook()
    {
        Assert.Equal("kubectl rollout undo deployment/inferadb -n inferadb", Runbook.FindAction("roll-back-kubernetes")!.Command!.Text);
        Assert.Equal("kubectl label pod <pod-name> -n inferadb app-", Runbook.FindAction("take-pod-out")!.Command!.Text);
        Assert.Equal(["<pod-name>"], Runbook.FindAction("delete-pod")!.Command!.Placeholders);
        Assert.Contains("{range .items[*]}{.metadata.name}{\"\\t\"}", Runbook.FindAction("find-oom-kills")!.Command!.Text, StringComparison.Ordinal);
        Assert.True(Runbook.FindAction("increase-resources")!.RaisesLimit);
        Assert.True(Runbook.FindAction("restart-pods")!.IsDestructive);
    }

    [Fact]
    public void Resolved_means_errors_under_a_tenth_of_a_percent_p99_under_100_ms_healthy_pods_and_a_smoke_test()
    {
        Assert.Equal(["All pods are healthy", "Check error rate: should be < 0.1%", "Check latency: p99 should be < 100ms", "The smoke test passes"], Runbook.ResolveCriteria.Select(criterion => criterion.Text));
        Assert.Equal(new ThresholdRule("Error rate", Comparison.Below, 0.1, "%"), Runbook.ResolveCriteria[1].Threshold);
        Assert.Equal(new ThresholdRule("p99 latency", Comparison.Below, 100, "ms"), Runbook.ResolveCriteria[2].Threshold);
    }

    [Fact]
    public void The_postmortem_is_due_in_48_h_with_the_sections_of_the_template()
    {
        Assert.Equal(TimeSpan.FromHours(48), Runbook.Postmortem.DueWithin);
        Assert.Equal(
            ["Incident summary", "Impact", "Root cause", "Detection", "Response", "What went well", "What went wrong", "Action items", "Timeline"],
            Runbook.Postmortem.Sections.Select(section => section.Title));
        Assert.Equal(PostmortemSectionKind.Facts, Runbook.Postmortem.Find("summary")!.Kind);
        Assert.All(Runbook.Postmortem.Sections, section => Assert.NotNull(section.Hint));
    }

    [Fact]
    public void Five_runbooks_are_related() => Assert.Equal(5, Runbook.Links.Length);
}
