using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Application.Signals;

/// <summary>Which level the metrics say it is, with wp-chat's figures: success rate OR latency, four levels.</summary>
public sealed class SeverityDetectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 7, 0, TimeSpan.Zero);
    private static readonly Signal Success = Signal("success-rate", "Success rate", "%", GoodDirection.High);
    private static readonly Signal Latency = Signal("latency", "Latency", "ms", GoodDirection.Low);

    private static Runbook WpChat { get; } = new()
    {
        Slug = "wp-chat",
        Title = "wp-chat",
        Severities = new([Level(1, "Critical", 95, 5000), Level(2, "High", 99, 2000), Level(3, "Medium", 99.5, 1000), Level(4, "Low", 99.8, 800)]),
    };

    [Theory]
    [InlineData(99.9, 300, null)]
    [InlineData(99.9, 850, "Low")]
    [InlineData(99.6, 300, "Low")]
    [InlineData(98.9, 300, "High")]
    [InlineData(99.9, 5001, "Critical")]
    [InlineData(94.0, 300, "Critical")]
    public void One_of_two_limits_is_enough_and_the_worst_level_counts(double success, double latency, string? level)
    {
        var detected = Detect(Readout(Success, success), Readout(Latency, latency));
        Assert.Equal(level, detected.Level?.Label);
        Assert.Equal(level is null ? SignalState.WithinLimits : SignalState.Breached, detected.State);
        Assert.False(detected.MayBeWorse);
    }

    [Fact]
    public void Nothing_crossed_with_something_missing_is_unknown()
    {
        var detected = Detect(Readout(Success, 99.9));
        Assert.Equal((null, SignalState.Unknown, true), (detected.Level, detected.State, detected.MayBeWorse));
        Assert.Equal(SignalState.Unknown, SeverityDetection.Of(WpChat with { Severities = new([Bare]) }, [], Now).State);
    }

    [Fact]
    public void What_is_crossed_counts_though_something_that_may_be_worse_is_missing()
    {
        var detected = Detect(Readout(Success, 98.9));
        Assert.Equal(("High", true), (detected.Level!.Label, detected.MayBeWorse));
        Assert.False(Detect(Readout(Success, 94)).MayBeWorse);
    }

    [Fact]
    public void A_limit_of_the_service_counts_beside_the_runbooks_and_one_that_repeats_it_is_shown_once()
    {
        var own = Latency with { Thresholds = [new Threshold(1, 3000), new Threshold(2, 2000)] };
        var detected = Detect(Readout(Success, 99.9), Readout(own, 3001));
        Assert.Equal("Critical", detected.Level!.Label);
        Assert.Equal(RuleOrigin.Service, Assert.Single(detected.Rules, rule => rule.Origin == RuleOrigin.Service).Origin);
        Assert.Equal(9, detected.Rules.Length);
    }

    private static SeverityDetection Detect(params SignalReadout[] readouts) => SeverityDetection.Of(WpChat, readouts, Now);

    private static SeverityLevel Bare => new(1, "Critical", "Critical", "");

    private static SeverityLevel Level(int rank, string label, double success, double latency) => new(rank, label, label, "")
    {
        Thresholds = ImmutableArray.Create(new ThresholdRule("Success rate", Comparison.Below, success, "%"), new ThresholdRule("Latency", Comparison.Above, latency, "ms")),
    };

    private static SignalReadout Readout(Signal signal, double value) => new(signal, new Sample(Now, value), []);

    private static Signal Signal(string id, string title, string unit, GoodDirection good) =>
        new(id, "wp-chat", title, unit, new PromQlSource(new Uri("http://prometheus:9090/"), "up"), good, 1, [], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
}
