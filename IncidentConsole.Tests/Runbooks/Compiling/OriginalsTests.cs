using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>What must be found in each of the five originals: the facts that drive an incident.</summary>
public sealed class OriginalsTests
{
    private static IEnumerable<(string, EscalationTrigger, double)> Ladder(Runbook runbook, int rank) =>
        runbook.Escalation.StepsAt(rank).Select(step => (step.Target, step.Trigger, step.After.TotalMinutes));

    private static (double, double)? Cadence(Runbook runbook, int rank) =>
        runbook.Communication.CadenceAt(rank) is { } cadence ? (cadence.Shortest.TotalMinutes, cadence.Longest.TotalMinutes) : null;

    [Fact]
    public void Hauski_is_german_with_budgets_modules_and_half_an_hour_of_green()
    {
        var runbook = Originals.Compiled("hauski").Runbook;
        Assert.Equal(("de", "Platform/SRE"), (runbook.Language, runbook.OwnerTeam));
        Assert.Equal(["SEV1", "SEV2", "SEV3"], runbook.Severities.Levels.Select(level => level.Label));
        Assert.Equal(new ThresholdRule("/ready 503", Comparison.Above, 0, "", For: TimeSpan.FromMinutes(5), FallbackMetric: "/health"), runbook.Severities[1].Thresholds[0]);
        Assert.Equal([3, 2, 1.2], runbook.Severities.Levels.Select(level => level.Thresholds[^1].BudgetMultiple!.Value));
        Assert.All(runbook.Severities.Levels, level => Assert.Equal(["LLM p95-Latenz (ms)", "Index p95-Latenz (ms)"], level.Thresholds.Where(rule => rule.Budget is not null).Select(rule => rule.Budget)));
        Assert.Equal([("IC", EscalationTrigger.AtOnce, 0), ("Platform/SRE", EscalationTrigger.AtOnce, 0), ("Modul-Owner", EscalationTrigger.AtOnce, 0)], Ladder(runbook, 1));
        Assert.Equal([("IC", EscalationTrigger.AtOnce, 0), ("Betroffener Modul-Owner", EscalationTrigger.AtOnce, 0)], Ladder(runbook, 2));
        Assert.Equal([(10.0, 10.0), (20, 30), (60, 60)], new[] { 1, 2, 3 }.Select(rank => Cadence(runbook, rank)!.Value));
        Assert.Equal([new("indexd", "Search/Index Team"), new("policy", "Governance Team"), new ModuleOwner("observability", "Platform Team")], runbook.ModuleOwners);
        Assert.Equal(TimeSpan.FromMinutes(30), Assert.Single(runbook.ResolveCriteria).StableFor);
        Assert.Equal(48, runbook.Postmortem.DueWithin.TotalHours);
        Assert.True(runbook.DocumentsWorkaround);
    }

    [Theory]
    [InlineData("wp-chat")]
    [InlineData("wp-chat.mojibake")]
    public void Wp_chat_has_disjunctions_a_ladder_by_hand_and_five_ticks(string name)
    {
        var compilation = Originals.Compiled(name);
        var runbook = compilation.Runbook;
        Assert.Equal(["Critical", "High", "Medium", "Low"], runbook.Severities.Levels.Select(level => level.Label));
        Assert.Equal([95, 99, 99.5, 99.8], runbook.Severities.Levels.Select(level => level.Thresholds[0].Value!.Value));
        Assert.Equal([5000, 2000, 1000, 800], runbook.Severities.Levels.Select(level => level.Thresholds[1].Value!.Value));
        Assert.All(runbook.Severities.Levels, level => Assert.Equal([Comparison.Below, Comparison.Above], level.Thresholds.Select(rule => rule.Comparison)));
        Assert.Equal(["p95 latency", "p99 latency", "Success rate", "Error rate", "Cache hit rate", "Memory usage", "CPU usage"], runbook.KeyMetrics.Select(rule => rule.Metric));
        Assert.Equal(["On-call Engineer", "Senior Engineer", "Engineering Manager", "CTO"], runbook.Escalation.Steps.Select(step => step.Target));
        Assert.All(runbook.Escalation.Steps, step => Assert.Equal(EscalationTrigger.ByHand, step.Trigger));
        Assert.Equal(5, runbook.ResolveCriteria.Length);
        Assert.Equal("Incident marked as resolved", runbook.ResolveCriteria[^1].Text);
        Assert.Equal(["severities/levels/3/thresholds/0/value", "severities/levels/3/thresholds/1/metric"], compilation.Questions.Select(question => question.Path).Order());
        Assert.Contains(compilation.Missing, missing => missing.Part == "Update cadence");
    }

    [Fact]
    public void Inferadb_has_a_severity_tree_two_ladders_and_a_form()
    {
        var compilation = Originals.Compiled("inferadb");
        var runbook = compilation.Runbook;
        Assert.Equal(["SEV-1 Critical", "SEV-2 High", "SEV-3 Medium", "SEV-4 Low"], runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal([0, 15, 60, 240], runbook.Severities.Levels.Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.All(runbook.Severities.Levels, level => Assert.EndsWith("?", level.Question, StringComparison.Ordinal));
        Assert.Equal([new("Error rate", Comparison.Above, 5, "%"), new ThresholdRule("p99 latency", Comparison.Above, 1000, "ms")], runbook.Severities[2].Thresholds);
        Assert.Equal([new("Error rate", Comparison.Above, 1, "%"), new ThresholdRule("p99 latency", Comparison.Above, 500, "ms")], runbook.Severities[3].Thresholds);
        Assert.Equal(["On-call engineer", "On-call manager", "Platform team lead", "Bridge call", "#incidents-critical"], runbook.Escalation.StepsAt(1).Select(step => step.Target));
        Assert.All(runbook.Escalation.StepsAt(1), step => Assert.Equal(EscalationTrigger.AtOnce, step.Trigger));
        Assert.Equal([("On-call engineer", EscalationTrigger.AtOnce, 0), ("Platform team lead", EscalationTrigger.Elapsed, 15), ("Additional responders", EscalationTrigger.Elapsed, 15), ("Bridge call", EscalationTrigger.Elapsed, 15)], Ladder(runbook, 2));
        Assert.Equal([(15.0, 30.0), (15, 30), (60, 120), (60, 120)], new[] { 1, 2, 3, 4 }.Select(rank => Cadence(runbook, rank)!.Value));
        Assert.True(runbook.Communication.EmailsStakeholdersAt(2) && !runbook.Communication.EmailsStakeholdersAt(3));
        Assert.Equal([1, 2], runbook.Communication.Channels.Single(rule => rule.Channel == "PagerDuty").Ranks);
        Assert.Equal([("Error rate", 0.1), ("p99 latency", 100.0)], runbook.ResolveCriteria.Where(criterion => criterion.Threshold is not null).Select(criterion => (criterion.Threshold!.Metric, criterion.Threshold.Value!.Value)));
        Assert.Contains(runbook.ResolveCriteria, criterion => criterion.Text.Contains("smoke", StringComparison.Ordinal));
        Assert.Equal("postmortem/dueWithin", Assert.Single(compilation.Questions).Path);
        Assert.Contains(runbook.Postmortem.Sections, section => section.Kind == PostmortemSectionKind.ResponseTimes);
    }

    [Fact]
    public void Hafnium_answers_on_the_next_business_day_and_tells_what_is_missing()
    {
        var compilation = Originals.Compiled("hafnium");
        var runbook = compilation.Runbook;
        Assert.Equal([15, 30, 240], runbook.Severities.Levels.Take(3).Select(level => level.Response.Within!.Value.TotalMinutes));
        Assert.True(runbook.Severities[4].Response.IsNextBusinessDay);
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.PageOnCall, ResponseMode.Notify, ResponseMode.Ticket], runbook.Severities.Levels.Select(level => level.Mode));
        Assert.Equal(["All services healthy", "Error rates at baseline", "Latency at baseline", "No duplicate alerts"], runbook.ResolveCriteria.Select(criterion => criterion.Text));
        Assert.Equal(48, runbook.Postmortem.DueWithin.TotalHours);
        Assert.Equal(4, runbook.Contacts.Length);
        Assert.All(runbook.Severities.Levels, level => Assert.Empty(level.Thresholds));
        Assert.Contains(compilation.Missing, missing => missing.Part == "Update cadence");
    }

    [Fact]
    public void Kaizen_climbs_by_elapsed_time_and_jumps_on_a_data_breach()
    {
        var runbook = Originals.Compiled("kaizen").Runbook;
        Assert.Equal(["P0 Critical", "P1 High", "P2 Medium", "P3 Low"], runbook.Severities.Levels.Select(level => level.Title));
        Assert.Equal([0.25, 1, 4, 24], runbook.Severities.Levels.Select(level => level.Response.Within!.Value.TotalHours));
        Assert.Equal(
            [("On-call engineer", EscalationTrigger.AtOnce, 0), ("Engineering manager", EscalationTrigger.Elapsed, 30), ("VP Engineering", EscalationTrigger.Elapsed, 60), ("CTO", EscalationTrigger.Elapsed, 120)],
            Ladder(runbook, 1));
        Assert.Equal("data-breach", runbook.Escalation.StepsAt(2)[^1].Attribute);
        Assert.Equal([20.0, 5], new[] { 2, 3 }.Select(rank => Assert.Single(runbook.Severities[rank].Thresholds).Value!.Value));
        Assert.Equal((15, 15), Cadence(runbook, 1));
        Assert.True(runbook.Communication.EmailsStakeholdersAt(2) && !runbook.Communication.EmailsStakeholdersAt(3));
        Assert.Equal("#incident-YYYYMMDD-description", runbook.Communication.ChannelPattern);
        Assert.Equal(4, runbook.SeverityQuestions.Length);
        Assert.Equal(4, runbook.ResolveCriteria.Length);
        Assert.Equal(48, runbook.Postmortem.DueWithin.TotalHours);
        Assert.Equal(6, runbook.IncidentMetrics.Length);
    }

    [Theory]
    [InlineData("hauski")]
    [InlineData("wp-chat")]
    [InlineData("wp-chat.mojibake")]
    [InlineData("inferadb")]
    [InlineData("hafnium")]
    [InlineData("kaizen")]
    public void Each_compiles_without_doubt_about_its_lines(string name)
    {
        var compilation = Originals.Compiled(name);
        Guards.Holds(Originals.Text(name), compilation);
    }
}
