using IncidentConsole.Domain.Application.Effects;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Application.Effects;

/// <summary>The figure of a moment, and which signals an action is judged by.</summary>
public sealed class EffectFigureTests
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    private static readonly Signal Errors = new("errors", "api", "Error rate", "%", new PushedSource(), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(90));

    [Fact]
    public void It_is_the_median_of_the_minute_before() => Assert.Equal(6.8, At(Line((-70, 1), (-50, 6.8), (-35, 6.7), (-20, 40), (-5, 6.9), (-1, 6.8), (5, 0))));

    [Fact]
    public void Where_it_is_read_less_often_it_is_the_last_reading_as_long_as_that_is_fresh()
    {
        Assert.Equal(6.8, At(Line((-200, 1), (-80, 6.8))));
        Assert.Null(At(Line((-91, 6.8))));
        Assert.Null(At(Line((5, 6.8))));
        Assert.Null(At());
    }

    [Fact]
    public void A_gap_is_no_zero() => Assert.Equal(6.8, At(Line((-30, 6.8), (-15, null), (-1, null))));

    [Fact]
    public void Of_several_lines_the_worst_speaks()
    {
        SampleSeries[] lines = [Line((-5, 1)), Line((-5, 9)), Line((-500, 50))];
        Assert.Equal(9, EffectFigure.At(lines, Errors, Comparison.Above, Moment));
        Assert.Equal(1, EffectFigure.At(lines, Errors, Comparison.Below, Moment));
    }

    [Fact]
    public void The_limit_is_that_of_the_level_in_force_then_of_resolving_then_the_signals_own()
    {
        var runbook = Stream.Declared().Incident.Runbook;
        runbook = runbook with
        {
            Severities = new([.. runbook.Severities.Levels.Select(level => level with { Thresholds = level.Rank switch { 1 => [Rule("Error rate", 20)], 2 => [Rule("Error rate", 5)], _ => [] } })]),
            ResolveCriteria = [new("ok", "p95 below 300 ms", new ThresholdRule("p95", Comparison.Below, 300, "ms"))],
        };
        Signal[] signals =
        [
            Errors with { Thresholds = [new(1, 30)] },
            Errors with { Id = "p95", Title = "p95", Unit = "ms" },
            Errors with { Id = "hits", Title = "Hit rate", Good = GoodDirection.High, Thresholds = [new(1, 50), new(3, 80)] },
            Errors with { Id = "heat", Title = "Temperature", Unit = "°C" },
        ];
        var incident = Stream.Declared(severity: 1).Incident with { Runbook = runbook };
        Assert.Equal([("errors", Comparison.Above, 20.0), ("p95", Comparison.Above, 300), ("hits", Comparison.Below, 80)], Of(incident, signals));
        Assert.Equal(5, Of(incident with { Severity = 2 }, signals)[0].Limit);
        Assert.Equal(5, Of(incident with { Severity = 3 }, signals)[0].Limit);   // no limit of its own: the mildest
    }

    private static (string Id, Comparison Bad, double Limit)[] Of(Incident incident, Signal[] signals) => [.. GuardSignals.Of(incident, signals).Select(one => (one.Signal.Id, one.Bad, one.Limit))];

    private static ThresholdRule Rule(string metric, double limit) => new(metric, Comparison.Above, limit, "%");

    private static double? At(params SampleSeries[] lines) => EffectFigure.At(lines, Errors, Comparison.Above, Moment);

    private static SampleSeries Line(params (double Seconds, double? Value)[] samples) => new("", [.. samples.Select(sample => new Sample(Moment.AddSeconds(sample.Seconds), sample.Value))]);
}
