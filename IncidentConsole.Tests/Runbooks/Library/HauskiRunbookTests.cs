using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The facts of the hausKI runbook, each as the runbook states it.</summary>
public sealed class HauskiRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.Find("hauski").Runbook;

    [Fact]
    public void It_is_German_has_three_levels_and_names_no_time_to_answer()
    {
        Assert.Equal(("de", "Platform/SRE"), (Runbook.Language, Runbook.OwnerTeam));
        Assert.Equal(["SEV1", "SEV2", "SEV3"], Runbook.Severities.Levels.Select(level => level.Label));
        Assert.All(Runbook.Severities.Levels, level => Assert.Equal(ResponseTarget.None, level.Response));
    }

    [Fact]
    public void Levels_are_multiples_of_a_budget_and_health_stands_in_for_ready()
    {
        foreach (var (level, times) in Runbook.Severities.Levels.Zip([3.0, 2.0, 1.2]))
        {
            var limits = level.Thresholds.Where(rule => rule.BudgetMultiple is not null).ToList();
            Assert.Equal([("LLM p95-Latenz (ms)", times), ("Index p95-Latenz (ms)", times)], limits.Select(rule => (rule.Budget!, rule.BudgetMultiple!.Value)));
            Assert.All(limits, rule => Assert.Equal("p95-Latenz", rule.FallbackMetric));
        }

        var ready = Runbook.Severities[1].Thresholds[0];
        Assert.Equal(("/ready 503", TimeSpan.FromMinutes(5), "/health"), (ready.Metric, ready.For, ready.FallbackMetric));
        Assert.NotEmpty(Runbook.Budgets);
    }

    [Fact]
    public void The_worst_level_calls_three_at_once_the_next_two_and_the_last_nobody()
    {
        Assert.Equal(["IC", "Platform/SRE", "Modul-Owner"], Runbook.Escalation.StepsAt(1).Select(step => step.Target));
        Assert.Equal(["IC", "Modul-Owner"], Runbook.Escalation.StepsAt(2).Select(step => step.Target));
        Assert.Empty(Runbook.Escalation.StepsAt(3));
        Assert.All(Runbook.Escalation.Steps, step => Assert.Equal(EscalationTrigger.AtOnce, step.Trigger));
        Assert.Equal(
            [new("indexd", "Search/Index Team"), new("policy", "Governance Team"), new("observability", "Platform Team")],
            Runbook.ModuleOwners);
    }

    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(2, 20, 30)]
    [InlineData(3, 60, 60)]
    public void Updates_come_every(int rank, int shortest, int longest)
    {
        var cadence = Runbook.Communication.CadenceAt(rank)!;
        Assert.Equal((TimeSpan.FromMinutes(shortest), TimeSpan.FromMinutes(longest)), (cadence.Shortest, cadence.Longest));
    }

    [Fact]
    public void It_is_over_after_30_min_in_the_green_with_workaround_and_rollback_written_down()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), Assert.Single(Runbook.ResolveCriteria).StableFor);
        Assert.True(Runbook.DocumentsWorkaround);
    }

    [Fact]
    public void The_postmortem_has_measures_short_middle_and_long_tickets_and_pull_requests()
    {
        Assert.Equal(TimeSpan.FromHours(48), Runbook.Postmortem.DueWithin);
        Assert.Equal(
            ["Timeline", "Root Cause", "Impact", "Maßnahmen (kurz)", "Maßnahmen (mittel)", "Maßnahmen (lang)", "Ticket-Links", "PRs", "Follow-ups"],
            Runbook.Postmortem.Sections.Select(section => section.Title));
    }

    [Fact]
    public void Procedures_find_out_work_around_roll_back_and_roll_forward()
    {
        Assert.Superset(
            new HashSet<ProcedureKind> { ProcedureKind.Diagnosis, ProcedureKind.Workaround, ProcedureKind.Rollback, ProcedureKind.Rollforward },
            Runbook.Procedures.Select(procedure => procedure.Kind).ToHashSet());
        Assert.Contains("Limits anheben", Assert.Single(Runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.RaisesLimit).Title, StringComparison.Ordinal);
        Assert.Contains(Runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.Command?.Text.Contains("curl -sf http://127.0.0.1:8080/ready", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Five_ticks_and_seven_places_to_look_that_nobody_has_to_tick() =>
        Assert.Equal([("Diagnose-Checkliste", 7, false), ("Checkliste", 5, true)], Runbook.Checklist.Select(phase => (phase.Title, phase.Items.Length, phase.Items.All(item => item.IsRequired))));
}
