using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Components.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class ProofTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 30, 0, TimeSpan.Zero);
    private static readonly Signal Errors = new("errors", "inferadb", "Error rate", "%", new ProbeSource(new Uri("http://127.0.0.1/")), GoodDirection.Low, 1, [new(2, 5)], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    private static readonly ThresholdRule Under = new("error rate", Comparison.Below, 0.1, "%");

    [Theory]
    [InlineData(6.8, false, "now 6.8\u00a0%")]
    [InlineData(0.05, true, "now 0.1\u00a0%")]
    public void A_criterion_is_judged_by_the_signal_it_names(double value, bool holds, string now)
    {
        var metrics = Verdict(new Sample(Now, value));
        Assert.Equal(holds, Proof.Holds(Under, metrics));
        Assert.Equal(now, Proof.Now(Under, metrics));
    }

    /// <summary>A runbook speaks of seconds, a signal of milliseconds: 750 is not beyond "1 s".</summary>
    [Theory]
    [InlineData(750, false)]
    [InlineData(1_200, true)]
    public void A_figure_is_judged_in_the_unit_of_the_rule(double milliseconds, bool holds)
    {
        var latency = Errors with { Id = "p99", Title = "p99 latency", Unit = "ms", Thresholds = [] };
        Assert.Equal(holds, Proof.Holds(new("p99 latency", Comparison.Above, 1, "s"), MetricVerdict.Of([SignalVerdict.Of(latency, new Sample(Now, milliseconds), Now)])));
        Assert.Null(Proof.Holds(new("p99 latency", Comparison.Above, 1, "%"), MetricVerdict.Of([SignalVerdict.Of(latency, new Sample(Now, milliseconds), Now)])));
    }

    [Fact]
    public void What_is_not_known_is_never_proof()
    {
        Assert.Null(Proof.Holds(Under, Verdict(null)));
        Assert.Null(Proof.Holds(Under, Verdict(new Sample(Now.AddMinutes(-5), 0))));
        Assert.Null(Proof.Holds(new("pods ready", Comparison.Above, 9, ""), Verdict(new Sample(Now, 0))));
        Assert.Null(Proof.Holds(Under, null));
    }

    [Fact]
    public void A_procedure_is_suggested_when_its_threshold_is_crossed()
    {
        var procedure = new Procedure("high-error-rate", "High error rate") { Thresholds = [new("Error rate", Comparison.Above, 1, "%")] };
        Assert.True(Proof.Fits(procedure, Verdict(new Sample(Now, 6.8))));
        Assert.False(Proof.Fits(procedure, Verdict(new Sample(Now, 0.4))));
        Assert.False(Proof.Fits(new("other", "Other"), Verdict(new Sample(Now, 6.8))));
    }

    private static MetricVerdict Verdict(Sample? sample) => MetricVerdict.Of([SignalVerdict.Of(Errors, sample, Now)]);
}
