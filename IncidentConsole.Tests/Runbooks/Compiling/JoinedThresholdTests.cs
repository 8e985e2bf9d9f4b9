using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>What stands between two limits: "and" makes one of them, "or" and a comma alternatives, and a mixture is asked about.</summary>
public sealed class JoinedThresholdTests
{
    private const string Levels = "# R\n## Severity Levels\n- **Critical**: all\n- **High**: much\n\n## Alert Thresholds\n";

    [Theory]
    [InlineData("error rate > 5% and p99 > 1 s")]
    [InlineData("Error rate (>5%) and latency (p99 >1s)")]
    [InlineData("error rate > 5% while p99 > 1s")]
    [InlineData("(error rate > 5% and p99 > 1s)")]
    public void And_makes_one_limit_of_two(string text)
    {
        var rule = Assert.Single(ThresholdText.Read(text).Alternatives).Rule;
        Assert.Equal(new ThresholdRule("Error rate", Comparison.Above, 5, "%", And: new("p99 latency", Comparison.Above, 1000, "ms")), rule);
    }

    [Fact]
    public void A_german_and_joins_too() => Assert.Equal(
        new ThresholdRule("Fehlerrate", Comparison.Above, 5, "%", And: new("p95-Latenz", Comparison.Above, 800, "ms")),
        Assert.Single(ThresholdText.Read("Fehlerrate über 5 % und p95-Latenz > 800 ms").Alternatives).Rule);

    [Theory]
    [InlineData("error rate > 5% or p99 > 1 s")]
    [InlineData("error rate > 5%, p99 > 1 s")]
    [InlineData("error rate > 5%; p99 > 1 s")]
    [InlineData("error rate > 5%, or p99 > 1 s")]
    [InlineData("error rate > 5% and/or p99 > 1 s")]
    [InlineData("error rate > 5% / p99 > 1 s")]
    public void A_disjunction_stays_one(string text)
    {
        var found = ThresholdText.Read(text);
        Assert.Equal(["Error rate", "p99 latency"], found.Alternatives.Select(one => one.Rule.Metric));
        Assert.All(found.Alternatives, one => Assert.Null(one.Rule.And));
    }

    [Theory]
    [InlineData("(error rate > 5% and p99 > 1s) or success rate < 95%", "Error rate+p99 latency|Success rate")]
    [InlineData("error rate > 5% and (p99 > 1s or success rate < 95%)", "Error rate+p99 latency|Error rate+Success rate")]
    [InlineData("error rate > 5% and p99 > 1s; success rate < 95%", "Error rate+p99 latency|Success rate")]
    [InlineData("error rate > 5% and p99 > 1s and success rate < 95%", "Error rate+p99 latency+Success rate")]
    [InlineData("p99 > 1s and < 5s", "p99 latency+p99 latency")]
    public void Brackets_and_semicolons_say_what_belongs_together(string text, string expected) => Assert.Equal(
        expected, string.Join('|', ThresholdText.Read(text).Alternatives.Select(one => string.Join('+', one.Rule.Conditions().Select(rule => rule.Metric)))));

    [Theory]
    [InlineData("error rate > 5% and p99 > 1s or success rate < 95%")]
    [InlineData("error rate > 5% or p99 > 1s and success rate < 95%")]
    [InlineData("error rate > 5%, p99 > 1s and success rate < 95%")]
    public void A_mixture_without_brackets_is_asked_and_never_guessed(string text)
    {
        Assert.Empty(ThresholdText.Read(text).Alternatives);
        var source = $"{Levels}- **Critical**: CPU usage > 95%\n- **High**: {text}\n";
        var compilation = Read.Compiled(source);
        Assert.Empty(compilation.Runbook.Severities[2].Thresholds);
        var question = Assert.Single(compilation.Questions);
        Assert.Equal("severities/levels/1/thresholds/0", question.Path);
        Assert.Equal((0, 3), (question.Taken, question.Choices.Length));

        foreach (var choice in question.Choices)
        {
            var answered = Read.Compiled(new RunbookCompiler().WithOverride(source, question.Path, choice.Value));
            Assert.Empty(answered.Questions);
            Assert.Equal(choice == question.Choices[0], answered.Runbook.Severities[2].Thresholds.IsEmpty);
            Assert.Single(answered.Runbook.Severities[1].Thresholds);
        }
    }

    [Fact]
    public void The_two_readings_of_a_mixture_are_different()
    {
        var mixed = ThresholdText.Read("error rate > 5% or p99 > 1s and success rate < 95%").Mixed!.Value;
        Assert.Equal([1, 2], mixed.AndFirst.Select(one => one.Rule.Conditions().Count()));
        Assert.Equal(["Error rate+Success rate", "p99 latency+Success rate"], mixed.OrFirst.Select(one => string.Join('+', one.Rule.Conditions().Select(rule => rule.Metric))));
    }

    [Fact]
    public void A_mixture_leaves_the_other_limits_of_its_level_and_their_questions_alone()
    {
        var source = $"{Levels}- **High**: error rate > 5% and p99 > 1s or success rate < 95%\n- **High**: CPU usage > 80%\n\n## Limits\n### Alert levels\n- **High**: CPU usage > 90%\n";
        var compilation = Read.Compiled(source);
        Assert.Equal(["severities/levels/1/thresholds/0/value", "severities/levels/1/thresholds/1"], compilation.Questions.Select(question => question.Path).Order());
        var mixed = compilation.Questions.Single(question => question.Choices.Length == 3);
        Assert.Equal(["severities/levels/1/thresholds/0/value"], Read.Compiled(new RunbookCompiler().WithOverride(source, mixed.Path, mixed.Choices[1].Value)).Questions.Select(question => question.Path));
        Assert.Equal([mixed.Path], Read.Compiled(new RunbookCompiler().WithOverride(source, "severities/levels/1/thresholds/0/value", "80")).Questions.Select(question => question.Path));
    }

    [Fact]
    public void An_and_in_a_list_of_examples_with_commas_may_only_join_the_list()
    {
        var compilation = Read.Compiled("# R\n## Severity\n| Level | Impact | Examples |\n|---|---|---|\n| SEV1 | down | All pods down; error rate > 50% and p99 > 5s |\n| SEV2 | slow | error rate > 5%, p99 > 1s and CPU usage > 90% |\n");
        Assert.Equal(2, Assert.Single(compilation.Runbook.Severities[1].Thresholds).Conditions().Count());
        Assert.Empty(compilation.Runbook.Severities[2].Thresholds);
        Assert.Equal("severities/levels/1/thresholds/0", Assert.Single(compilation.Questions).Path);
    }

    [Fact]
    public void Goals_are_single_and_criteria_hold_together()
    {
        var runbook = Read.Runbook("# R\n## Severity\n- **P1**: a\n- **P2**: b\n\n## Key Metrics\n- p95 < 800ms and p99 < 2s\n\n## Resolution\n- [ ] Error rate < 0.1% and p99 < 100ms\n");
        Assert.Equal(["p95 latency", "p99 latency"], runbook.KeyMetrics.Select(rule => rule.Metric));
        Assert.Equal("p99 latency", Assert.Single(runbook.ResolveCriteria).Threshold!.And!.Metric);
    }

    [Fact]
    public void A_limit_of_two_survives_its_canonical_form()
    {
        var runbook = Read.Runbook($"{Levels}- **Critical**: error rate > 50%, p99 > 5s\n- **High**: error rate > 5% and p99 > 1s for 5 min\n");
        Assert.Equal(runbook.Severities[2].Thresholds, Read.Runbook(new RunbookCompiler().ToMarkdown(runbook)).Severities[2].Thresholds);
    }
}
