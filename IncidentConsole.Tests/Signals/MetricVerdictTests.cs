using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Signals;

public sealed class MetricVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 41, 0, TimeSpan.Zero);
    private static readonly Signal Errors = SignalTestKit.Signal(new ProbeSource(new Uri("http://a/")), GoodDirection.Low, new(2, 5), new(3, 1));
    private static readonly Signal Success = SignalTestKit.Signal(new ProbeSource(new Uri("http://a/")), GoodDirection.High, new(1, 95), new(2, 99));
    private static readonly Signal Informing = SignalTestKit.Signal(new ProbeSource(new Uri("http://a/")));

    [Theory]
    [InlineData(0.5, null)]
    [InlineData(1.0, null)]
    [InlineData(1.01, 3)]
    [InlineData(5.0, 3)]
    [InlineData(6.8, 2)]
    public void Low_is_good_and_a_limit_is_crossed_strictly(double value, int? rank) => Assert.Equal(rank, Of(Errors, value).Crossed?.Rank);

    [Theory]
    [InlineData(99.9, null)]
    [InlineData(99.0, null)]
    [InlineData(98.9, 2)]
    [InlineData(12, 1)]
    public void High_is_good_the_other_way_round(double value, int? rank) => Assert.Equal(rank, Of(Success, value).Crossed?.Rank);

    [Fact]
    public void Missing_and_stale_are_unknown_never_green()
    {
        Assert.Equal(SignalState.Unknown, SignalVerdict.Of(Errors, null, Now).State);
        Assert.Equal(SignalState.Unknown, Of(Errors, null).State);
        Assert.Equal(SignalState.WithinLimits, SignalVerdict.Of(Errors, new(Now - Errors.StaleAfter, 0), Now).State);
        Assert.Equal(SignalState.Unknown, SignalVerdict.Of(Errors, new(Now - Errors.StaleAfter - TimeSpan.FromTicks(1), 0), Now).State);
        Assert.Equal(SignalState.Unknown, MetricVerdict.Of([Of(Success, 100), Of(Errors, null)]).State);
        Assert.Equal(SignalState.Unknown, MetricVerdict.Of([Of(Informing, 3)]).State);
        Assert.Equal(SignalState.Unknown, MetricVerdict.Of([]).State);
    }

    [Fact]
    public void One_crossed_limit_is_enough_and_the_worst_drives()
    {
        var verdict = MetricVerdict.Of([Of(Errors, 2), Of(Success, 90), Of(Informing, null)]);
        Assert.Equal((1, Success, SignalState.Breached, false), (verdict.Rank!.Value, verdict.Driver!.Signal, verdict.State, verdict.HasUnknown));
        Assert.True(MetricVerdict.Of([Of(Errors, 2), Of(Success, null)]).HasUnknown);
        Assert.Equal(SignalState.WithinLimits, MetricVerdict.Of([Of(Errors, 0), Of(Success, 100), Of(Informing, null)]).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_200)]
    [InlineData(1_201)]
    [InlineData(36_000)]
    public void Downsampling_keeps_peaks_gaps_and_both_ends(int count)
    {
        var samples = Enumerable.Range(0, count)
            .Select(i => new Sample(Now.AddSeconds(i), i == count / 2 ? 1_000 : i == count / 3 ? -1_000 : i % 7 == 0 && i > count - 100 ? null : Math.Sin(i / 50.0)))
            .ToList();
        var fewer = Downsampling.MinMax(samples);
        Assert.True(fewer.Count <= Downsampling.ChartPoints);
        Assert.Equal((samples[0], samples[^1]), (fewer[0], fewer[^1]));
        Assert.Equal((samples.Max(s => s.Value), samples.Min(s => s.Value)), (fewer.Max(s => s.Value), fewer.Min(s => s.Value)));
        Assert.Equal(samples.Any(s => s.Value is null), fewer.Any(s => s.Value is null));
        Assert.Equal(fewer.OrderBy(s => s.At).Select(s => s.At), fewer.Select(s => s.At));
        Assert.All(fewer, kept => Assert.Contains(kept, samples));
    }

    [Fact]
    public void Times_in_which_nobody_looked_are_gaps()
    {
        var series = new SampleSeries("", [new(Now, 1), new(Now.AddSeconds(5), 2), new(Now.AddSeconds(65), null), new(Now.AddSeconds(300), 3)]);
        Assert.Equal([1, 2, null, null, 3], series.WithGaps(TimeSpan.FromSeconds(30)).Samples.Select(sample => sample.Value));
    }

    [Fact]
    public void A_signal_that_cannot_work_is_refused_in_words()
    {
        Assert.Empty(SignalRules.Problems(Errors));
        Assert.Empty(SignalRules.Problems(Success));
        var wrong = Errors with { Id = "Error rate", Title = " ", PollEvery = TimeSpan.Zero, StaleAfter = TimeSpan.Zero, Decimals = 9, Thresholds = [new(2, 1), new(3, 5)], Source = new PromQlSource(new Uri("ftp://a/"), "") };
        Assert.Equal(8, SignalRules.Problems(wrong).Count);
        Assert.Contains("two thresholds", Assert.Single(SignalRules.Problems(Errors with { Thresholds = [new(2, 1), new(2, 5)] })), StringComparison.Ordinal);
        Assert.Contains("user name and password", Assert.Single(SignalRules.Problems(Errors with { Source = new ProbeSource(new Uri("http://me:pw@a/")) })), StringComparison.Ordinal);
        Assert.Contains("quantile", Assert.Single(SignalRules.Problems(Errors with { Source = new ScrapeSource(new Uri("http://a/m"), new("h"), new QuantileMeasure(99)) })), StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_around_an_incident_is_never_deletable()
    {
        var cutoff = Now;
        Assert.Equal([(DateTimeOffset.UnixEpoch, cutoff)], SampleRetention.Deletable([], cutoff));
        var (early, late) = (Now.AddDays(-10), Now.AddDays(-5));
        Assert.Equal(
            [(DateTimeOffset.UnixEpoch, early.AddHours(-1)), (early.AddHours(3), late.AddHours(-1)), (late.AddHours(2), cutoff)],
            SampleRetention.Deletable([(late, late.AddHours(1)), (early, early.AddHours(2)), (early, early.AddHours(1))], cutoff));
        Assert.Equal([(DateTimeOffset.UnixEpoch, late.AddHours(-1))], SampleRetention.Deletable([(late, null)], cutoff));
        Assert.Equal([(DateTimeOffset.UnixEpoch, cutoff)], SampleRetention.Deletable([(Now.AddDays(1), null)], cutoff));
    }

    [Theory]
    [InlineData("critical", 1)]
    [InlineData("SEV-2", 2)]
    [InlineData("Sev 3", 3)]
    [InlineData("p_0", 1)]
    [InlineData("none", 4)]
    [InlineData("urgent", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Words_for_severity_are_ranks(string? word, int? rank) => Assert.Equal(rank, AlertSeverity.RankOf(word));

    private static SignalVerdict Of(Signal signal, double? value) => SignalVerdict.Of(signal, new(Now, value), Now);
}
