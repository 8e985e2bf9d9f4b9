using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Domain;

/// <summary>One rule of a runbook against the signals of a service.</summary>
public sealed class RuleVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 7, 0, TimeSpan.Zero);
    private static readonly ThresholdRule Errors = new("Error rate", Comparison.Above, 5, "%");

    [Theory]
    [InlineData(6.8, RuleState.Crossed)]
    [InlineData(5.0, RuleState.WithinLimits)]
    [InlineData(0.1, RuleState.WithinLimits)]
    public void A_limit_is_crossed_strictly_beyond_it(double value, RuleState state) => Assert.Equal(state, Judge(Errors, Readout(Signal("error-rate"), value)).State);

    [Theory]
    [InlineData(94, RuleState.Crossed)]
    [InlineData(96, RuleState.WithinLimits)]
    public void Below_is_crossed_from_above(double value, RuleState state) =>
        Assert.Equal(state, Judge(new("Success rate", Comparison.Below, 95, "%"), Readout(Signal("success-rate", title: "Success rate"), value)).State);

    [Fact]
    public void What_is_missing_is_unknown_and_says_what_to_do_never_fine()
    {
        var signal = Signal("error-rate");
        AssertUnknown("no signal \"Error rate\"", Judge(Errors));
        AssertUnknown("was not read yet", Judge(Errors, new SignalReadout(signal, null, [])));
        AssertUnknown("Prometheus answered 400", Judge(Errors, new SignalReadout(signal, null, [], "Prometheus answered 400.")));
        AssertUnknown("read last at 14:06:00", Judge(Errors, new SignalReadout(signal, new Sample(Now - TimeSpan.FromMinutes(1), 0), [])));
        AssertUnknown("no limit", Judge(Errors with { Value = null }, Readout(signal, 1)));
        AssertUnknown("one unit", Judge(Errors with { Unit = "ms" }, Readout(signal, 1)));
    }

    [Theory]
    [InlineData(6.0, 1200.0, true)]
    [InlineData(6.0, 900.0, false)]
    [InlineData(5.0, 1200.0, false)]
    [InlineData(6.0, null, false)]
    public void A_level_that_is_set_still_fits_while_the_figures_are_beyond_its_limit_for_however_long(double? errors, double? latency, bool fits)
    {
        var rule = Errors with { For = TimeSpan.FromMinutes(5), And = new("p99 latency", Comparison.Above, 1, "s") };
        SignalVerdict[] signals = [.. new[] { (Signal("error-rate"), errors), (Signal("p99-latency", title: "p99 latency", unit: "ms"), latency) }
            .Select(pair => SignalVerdict.Of(pair.Item1, pair.Item2 is { } value ? new Sample(Now, value) : null, Now))];
        Assert.Equal(fits, RuleVerdict.IsBeyondNow(rule, signals));
        Assert.False(RuleVerdict.IsBeyondNow(rule with { Metric = "Disk" }, signals));
    }

    [Theory]
    [InlineData(6.0, 1200.0, RuleState.Crossed)]
    [InlineData(6.0, 900.0, RuleState.WithinLimits)]
    [InlineData(4.0, 1200.0, RuleState.WithinLimits)]
    [InlineData(6.0, null, RuleState.Unknown)]
    [InlineData(4.0, null, RuleState.WithinLimits)]
    [InlineData(null, 1200.0, RuleState.Unknown)]
    public void Two_conditions_of_one_limit_are_crossed_only_together(double? errors, double? latency, RuleState state)
    {
        var both = Errors with { And = new("p99 latency", Comparison.Above, 1, "s") };
        var verdict = Judge(both, [.. new[] { (Signal("error-rate"), errors), (Signal("p99-latency", title: "p99 latency", unit: "ms"), latency) }
            .Select(pair => pair.Item2 is { } value ? Readout(pair.Item1, value) : new SignalReadout(pair.Item1, null, []))]);
        Assert.Equal(state, verdict.State);
        Assert.Equal(state == RuleState.Unknown, verdict.Why is not null);
    }

    [Fact]
    public void Units_of_time_are_converted_and_a_share_is_never_taken_for_a_percentage()
    {
        var latency = Signal("p99-latency", title: "p99 latency", unit: "ms");
        Assert.Equal(1000, Judge(new("p99 latency", Comparison.Above, 1, "s"), Readout(latency, 900)).Limit);
        Assert.Equal(5, Judge(Errors with { Unit = "" }, Readout(Signal("error-rate", unit: "/s"), 1)).Limit);
        AssertUnknown("one unit", Judge(Errors, Readout(Signal("error-rate", unit: ""), 0.07)));
    }

    [Fact]
    public void A_multiple_of_the_budget_is_taken_of_the_signals_aim()
    {
        var rule = new ThresholdRule("p95-Latenz", Comparison.Above, null, "ms", "Index p95 (ms)", 1.2);
        var signal = Signal("p95", title: "p95 Latenz", unit: "ms");
        AssertUnknown("1.2 times the budget \"Index p95 (ms)\"", Judge(rule, Readout(signal, 900)));
        var judged = Judge(rule, Readout(signal with { Target = 500 }, 601));
        Assert.Equal((RuleState.Crossed, 600), (judged.State, judged.Limit));
    }

    [Theory]
    [InlineData("/ready", 503)]
    [InlineData("/ready 503", 0)]
    public void The_fallback_stands_in_where_the_metric_is_missing_and_nowhere_else(string metric, double value)
    {
        var rule = new ThresholdRule(metric, Comparison.Above, value, "", FallbackMetric: "/health");
        var health = Signal("health", title: "Health", unit: "", source: new ProbeSource(new Uri("http://hauski:8080/health")));
        var ready = Signal("ready", title: "Readiness", unit: "", source: new ProbeSource(new Uri("http://hauski:8080/")));
        Assert.Equal(RuleState.Crossed, Judge(rule, Readout(health, 0)).State);
        Assert.Equal(RuleState.WithinLimits, Judge(rule, Readout(health, 0), Readout(ready, 1)).State);
        Assert.Equal(health, Judge(rule, Readout(health, 1)).Signal);
    }

    [Fact]
    public void A_metric_finds_its_signal_by_title_id_or_words_and_two_that_fit_are_none()
    {
        var p95 = Signal("latency-p95", title: "Latency, 95th of 100", unit: "ms");
        var p99 = Signal("latency-p99", title: "Latency, 99th of 100", unit: "ms");
        Assert.Equal(p95, Judge(new("Latency p95", Comparison.Above, 800, "ms"), Readout(p95, 1), Readout(p99, 1)).Signal);
        AssertUnknown("may be", Judge(new("Latency", Comparison.Above, 800, "ms"), Readout(p95, 1), Readout(p99, 1)));
    }

    [Fact]
    public void What_must_hold_for_a_while_is_crossed_only_after_it_without_a_gap()
    {
        var rule = Errors with { For = TimeSpan.FromMinutes(5) };
        Assert.Equal(RuleState.Crossed, Judge(rule, Held(TimeSpan.FromMinutes(6))).State);
        var young = Judge(rule, Held(TimeSpan.FromMinutes(3), before: 1));
        Assert.Equal((RuleState.NotLongEnough, Now - TimeSpan.FromMinutes(3)), (young.State, young.Since));

        // The console was down before: for how long it held is not known, so it is not said to be short either.
        AssertUnknown("before that nothing was read", Judge(rule, Held(TimeSpan.FromMinutes(3))));
        AssertUnknown("before that nothing was read", Judge(rule, Held(TimeSpan.FromMinutes(6), gapAt: TimeSpan.FromMinutes(2))));
        Assert.Equal(RuleState.WithinLimits, Judge(rule, Held(TimeSpan.FromMinutes(6)) with { Latest = new Sample(Now, 1) }).State);
    }

    [Fact]
    public void Of_several_lines_one_that_held_is_enough()
    {
        var rule = Errors with { For = TimeSpan.FromMinutes(5) };
        var (held, young) = (Held(TimeSpan.FromMinutes(6)), Held(TimeSpan.FromMinutes(1), before: 1));
        Assert.Equal(RuleState.Crossed, Judge(rule, held with { Recent = [.. young.Recent, .. held.Recent] }).State);
        Assert.Equal(RuleState.NotLongEnough, Judge(rule, held with { Recent = [.. young.Recent, .. young.Recent] }).State);
    }

    private static void AssertUnknown(string words, RuleVerdict verdict)
    {
        Assert.Equal(RuleState.Unknown, verdict.State);
        Assert.Contains(words, verdict.Why, StringComparison.Ordinal);
    }

    private static RuleVerdict Judge(ThresholdRule rule, params SignalReadout[] readouts) => RuleVerdict.Of(rule, readouts, Now);

    private static SignalReadout Readout(Signal signal, double value) => new(signal, new Sample(Now, value), []);

    /// <summary>A sample every ten seconds over the limit for this long, and one of this value before.</summary>
    private static SignalReadout Held(TimeSpan time, double? before = null, TimeSpan? gapAt = null)
    {
        List<Sample> samples = before is { } value ? [new Sample(Now - time - TimeSpan.FromSeconds(10), value)] : [];
        for (var ago = time; ago >= TimeSpan.Zero; ago -= TimeSpan.FromSeconds(10))
        {
            samples.Add(new Sample(Now - ago, ago == gapAt ? null : 7));
        }

        return new SignalReadout(Signal("error-rate"), samples[^1], [new SampleSeries("", samples)]);
    }

    private static Signal Signal(string id, string title = "Error rate", string unit = "%", SignalSource? source = null) => new(
        id, "inferadb", title, unit, source ?? new PromQlSource(new Uri("http://prometheus:9090/"), "up"), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
}
