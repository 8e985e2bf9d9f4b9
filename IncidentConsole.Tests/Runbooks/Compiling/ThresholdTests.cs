using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Conditions in prose, and to which level they belong.</summary>
public sealed class ThresholdTests
{
    private const string Levels = "# R\n## Severity Levels\n- **Critical**: all\n- **High**: much\n- **Medium**: some\n- **Low**: little\n\n";

    [Theory]
    [InlineData("p95 > 800ms", "p95 latency", Comparison.Above, 800, "ms")]
    [InlineData("Severe latency (p99 >1s)", "p99 latency", Comparison.Above, 1000, "ms")]
    [InlineData("High error rate (>5%)", "Error rate", Comparison.Above, 5, "%")]
    [InlineData("Moderate error rates (5-20%)", "Error rate", Comparison.Above, 5, "%")]
    [InlineData("Success rate < 99.5%", "Success rate", Comparison.Below, 99.5, "%")]
    [InlineData("# Error rate >1%", "Error rate", Comparison.Above, 1, "%")]
    [InlineData("p99 should be <100ms", "p99 latency", Comparison.Below, 100, "ms")]
    [InlineData("High memory usage (>80%)", "Memory usage", Comparison.Above, 80, "%")]
    [InlineData("Fehlerrate über 5 %", "Fehlerrate", Comparison.Above, 5, "%")]
    [InlineData("p95-Latenz fällt unter 0,8 s", "p95-Latenz", Comparison.Below, 800, "ms")]
    [InlineData("Cache hit rate below 50 percent", "Cache hit rate", Comparison.Below, 50, "%")]
    public void A_condition_is_read(string text, string metric, Comparison comparison, double value, string unit) =>
        Assert.Equal(new ThresholdRule(metric, comparison, value, unit), Assert.Single(ThresholdText.Find(text)).Rule);

    [Theory]
    [InlineData("All pods down for > 5 min")]
    [InlineData("Engineering manager (if >30 min)")]
    [InlineData("Use version > 2.0")]
    [InlineData("kubectl logs > errors.txt")]
    [InlineData("1-5 replicas (5-20)")]
    [InlineData("latency > 800")]
    public void What_is_no_condition_is_none(string text) => Assert.Empty(ThresholdText.Find(text));

    [Fact]
    public void A_multiple_of_a_budget_and_a_probe_that_fails_for_a_time()
    {
        Assert.Equal(new ThresholdRule("p95-Latenz", Comparison.Above, null, "ms", "p95-Latenz (ms)", 1.2), Assert.Single(ThresholdText.Find("p95-Latenz (ms) > Budget×1.2")).Rule);
        Assert.Equal(new ThresholdRule("/ready 503", Comparison.Above, 0, "", For: TimeSpan.FromMinutes(5)), Assert.Single(ThresholdText.Find("`/ready` 503 > 5 min")).Rule);
        Assert.Equal(TimeSpan.FromMinutes(10), Assert.Single(ThresholdText.Find("error rate > 5% for 10 minutes")).Rule.For);
    }

    [Theory]
    [InlineData("Queue length > 500 for more than 5 min")]
    [InlineData("Queue length > 500 for 5 minutes")]
    [InlineData("Queue length above 500 for longer than 5 min")]
    [InlineData("Queue length über 500 für länger als 5 min")]
    public void A_plain_count_may_hold_for_a_time_too(string text) =>
        Assert.Equal(new ThresholdRule("Queue length", Comparison.Above, 500, "", For: TimeSpan.FromMinutes(5)), Assert.Single(ThresholdText.Find(text)).Rule);

    [Fact]
    public void A_plain_count_may_be_joined_to_another_limit() =>
        Assert.Equal(new ThresholdRule("Queue length", Comparison.Above, 500, "", And: new("Error rate", Comparison.Above, 5, "%")), Assert.Single(ThresholdText.Read("Queue length > 500 and error rate > 5%").Alternatives).Rule);

    [Fact]
    public void Alert_thresholds_belong_to_their_level_and_stay_alternatives()
    {
        var runbook = Read.Runbook(Levels + "## Alert Thresholds\n- **Critical**: Success rate < 95%, Latency > 5000ms\n- **Low**: Success rate < 99.8%, Latency > 800ms\n");
        Assert.Equal([new("Success rate", Comparison.Below, 95, "%"), new ThresholdRule("Latency", Comparison.Above, 5000, "ms")], runbook.Severities[1].Thresholds);
        Assert.Empty(runbook.Severities[2].Thresholds);
        Assert.Equal(99.8, runbook.Severities[4].Thresholds[0].Value);
    }

    [Fact]
    public void A_range_is_read_from_its_lower_end_and_says_so()
    {
        var fact = Read.Compiled("# R\n## Severity\n### P0\n- error rates (>20%)\n### P1\n- error rates (5-20%)\n").Facts.Single(fact => fact.Path == "severities/levels/1/thresholds/0");
        Assert.Equal(Certainty.Inferred, fact.Certainty);
        Assert.Contains("5 to 20", fact.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_metrics_that_contradict_a_level_become_questions()
    {
        var compilation = Read.Compiled(Levels + "## Key Metrics to Monitor\n- **Latency**: p95 < 800ms, p99 < 2000ms\n- **Success Rate**: > 99.5%\n\n## Alert Thresholds\n- **Low**: Success rate < 99.8%, Latency > 800ms\n");
        Assert.Equal([("p95 latency", 800.0), ("p99 latency", 2000), ("Success rate", 99.5)], compilation.Runbook.KeyMetrics.Select(rule => (rule.Metric, rule.Value!.Value)));
        Assert.Equal(["severities/levels/3/thresholds/1/metric", "severities/levels/3/thresholds/0/value"], compilation.Questions.Select(question => question.Path));
        Assert.All(compilation.Questions, question => Assert.Equal((0, 2), (question.Taken, question.Choices.Length)));
    }
}
