using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Domain;

public sealed class LiveCriterionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 30, 0, TimeSpan.Zero);
    private static readonly ThresholdRule Errors = new("Error rate", Comparison.Below, 0.1, "%");

    [Theory]
    [InlineData(0.02, true)]
    [InlineData(0.1, false)]
    [InlineData(6.8, false)]
    public void A_figure_is_judged_by_the_signal_of_that_name(double value, bool holds)
    {
        var live = Judge(new("errors", "Errors are under 0.1 %", Errors), [Verdict("errors", "Error rate", "%", value)]);
        Assert.Equal((holds, value), (live.Holds, live.Latest!.Value));
        Assert.Equal(holds ? CriterionState.Met : CriterionState.NotMet, CriterionCheck.Of(new("errors", "", Errors), live, null, Now).State);
    }

    [Fact]
    public void Nothing_is_judged_without_a_signal_by_an_old_figure_or_in_another_unit()
    {
        var criterion = new ResolveCriterion("errors", "", Errors);
        Assert.Contains("no signal \"Error rate\"", Judge(criterion, [Verdict("p99", "p99 latency", "ms", 5)]).Why, StringComparison.Ordinal);
        Assert.Equal((null, "No fresh value."), (Judge(criterion, [Verdict("errors", "Error rate", "%", 0.02, age: 300)]).Holds, Judge(criterion, [Verdict("errors", "Error rate", "%", 0.02, age: 300)]).Why));
        Assert.Contains("Give both one unit", Judge(criterion, [Verdict("errors", "Error rate", "/s", 0.02)]).Why, StringComparison.Ordinal);
        Assert.Contains("has no budget", Judge(new("x", "", Errors with { Value = null, BudgetMultiple = 2 }), [Verdict("errors", "Error rate", "%", 0.02)]).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(240, true)]
    [InlineData(260, false)]
    public void A_multiple_of_a_budget_is_a_multiple_of_the_signals_aim(double value, bool holds)
    {
        var verdict = Verdict("p95", "p95", "ms", value);
        var aimed = SignalVerdict.Of(verdict.Signal with { Target = 125 }, verdict.Latest, Now);
        Assert.Equal(holds, Judge(new("p95", "", new("p95", Comparison.Below, null, "ms", BudgetMultiple: 2)), [aimed]).Holds);
    }

    [Theory]
    [InlineData(0.02, 70.0, true)]
    [InlineData(0.02, 170.0, false)]
    [InlineData(6.8, 70.0, false)]
    [InlineData(0.02, null, null)]
    [InlineData(6.8, null, false)]
    public void Two_figures_of_one_criterion_hold_together(double errors, double? latency, bool? holds)
    {
        SignalVerdict[] signals = [Verdict("errors", "Error rate", "%", errors), .. latency is { } value ? new[] { Verdict("p99", "p99 latency", "ms", value) } : []];
        Assert.Equal(holds, Judge(new("both", "", Errors with { And = new("p99 latency", Comparison.Below, 100, "ms") }), signals).Holds);
    }

    [Fact]
    public void Milliseconds_are_compared_with_seconds() =>
        Assert.True(Judge(new("p99", "", new("p99", Comparison.Below, 100, "ms")), [Verdict("p99", "P99", "s", 0.07)]).Holds);

    [Theory]
    [InlineData(18, CriterionState.Holding)]
    [InlineData(31, CriterionState.Met)]
    public void Stable_says_since_when(int minutes, CriterionState state)
    {
        var criterion = new ResolveCriterion("green", "", Errors, TimeSpan.FromMinutes(30));
        var live = Judge(criterion, [Verdict("errors", "Error rate", "%", 0.02)], Line(40, minute => minute <= minutes ? 0.02 : 6.8));
        Assert.Equal(Now.AddMinutes(-minutes), live.Since);
        Assert.Equal(state, CriterionCheck.Of(criterion, live, null, Now).State);
    }

    [Fact]
    public void A_gap_in_which_nobody_looked_ends_what_is_known()
    {
        var live = Judge(
            new("green", "", Errors, TimeSpan.FromMinutes(30)), [Verdict("errors", "Error rate", "%", 0.02)], Line(40, minute => minute is > 10 and < 14 ? null : 0.02));
        Assert.Equal(Now.AddMinutes(-10), live.Since);
    }

    [Fact]
    public void Stability_without_a_figure_is_every_limit_of_the_service()
    {
        var criterion = new ResolveCriterion("gruen", "Metriken stabil", StableFor: TimeSpan.FromMinutes(30));
        var errors = Verdict("errors", "Error rate", "%", 0.02, limit: 5);
        Assert.Equal(Now.AddMinutes(-20), Judge(criterion, [errors, Verdict("info", "Info", "", 1)], Line(40, minute => minute <= 20 ? 0.02 : 6.8)).Since);
        Assert.False(Judge(criterion, [errors, Verdict("p99", "p99", "ms", 900, limit: 500)], Line(40, _ => 0.02)).Holds);
        Assert.Null(Judge(criterion, [errors, Verdict("p99", "p99", "ms", 20, age: 300, limit: 500)], Line(40, _ => 0.02)).Holds);
        Assert.Contains("has a limit", Judge(criterion, [Verdict("info", "Info", "", 1)]).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tick_counts_where_no_signal_can_say_and_never_against_one_that_does()
    {
        var mark = new CriterionMark(new Actor(ActorKind.Person, "bo", "Bo"), Now);
        var criterion = new ResolveCriterion("errors", "", Errors);
        Assert.Equal(CriterionState.Met, CriterionCheck.Of(new("smoke", ""), null, mark, Now).State);
        Assert.Equal(CriterionState.Unknown, CriterionCheck.Of(new("smoke", ""), null, null, Now).State);
        Assert.Equal(CriterionState.NotMet, CriterionCheck.Of(criterion, Judge(criterion, [Verdict("errors", "Error rate", "%", 6.8)]), mark, Now).State);
    }

    private static LiveCriterion Judge(ResolveCriterion criterion, SignalVerdict[] signals, SampleSeries? line = null) =>
        LiveCriterion.Of(criterion, signals, _ => line is null ? [] : [line], Now)!;

    /// <param name="value">By minutes before now.</param>
    private static SampleSeries Line(int minutes, Func<int, double?> value) =>
        new("", [.. Enumerable.Range(0, minutes + 1).Reverse().Select(minute => new Sample(Now.AddMinutes(-minute), value(minute)))]);

    private static SignalVerdict Verdict(string id, string title, string unit, double value, int age = 5, double? limit = null) => SignalVerdict.Of(
        new Signal(id, "inferadb", title, unit, new PromQlSource(new Uri("http://prometheus"), "x"), GoodDirection.Low, 2, limit is { } at ? [new Threshold(2, at)] : [], null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(90)),
        new Sample(Now.AddSeconds(-age), value),
        Now);
}
