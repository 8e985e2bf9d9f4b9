using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Tests.Signals;

public sealed class CounterWindowTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 21, 2, 41, 0, TimeSpan.Zero);

    [Theory]   // the answers of Prometheus 2.42 to histogram_quantile over these counts
    [InlineData(0.05, 0.05)]
    [InlineData(0.5, 0.15714285714285714)]
    [InlineData(0.8, 0.2)]
    [InlineData(0.9, 0.7333333333333334)]
    [InlineData(0.99, 1)]
    public void A_quantile_is_interpolated_inside_its_bucket(double quantile, double expected) =>
        Assert.Equal(expected, HistogramQuantile.Of(quantile, [new(0.1, 10), new(0.2, 80), new(1, 95), new(double.PositiveInfinity, 100)]), 12);

    [Fact]
    public void Quantiles_at_the_edges_are_those_of_Prometheus()
    {
        Assert.Equal(double.NaN, HistogramQuantile.Of(0.99, []));
        Assert.Equal(double.NaN, HistogramQuantile.Of(0.99, [new(1, 5), new(2, 6)]));
        Assert.Equal(double.NaN, HistogramQuantile.Of(0.99, [new(1, 0), new(double.PositiveInfinity, 0)]));
        Assert.Equal(1, HistogramQuantile.Of(0.99, [new(1, 5), new(double.PositiveInfinity, 10)]));      // beyond the last bound nothing is known
        Assert.Equal(-1, HistogramQuantile.Of(0.1, [new(-1, 5), new(double.PositiveInfinity, 10)]));
        Assert.Equal(1.5, HistogramQuantile.Of(0.5, [new(double.PositiveInfinity, 10), new(2, 9), new(1, 1), new(1, 0)]));
        Assert.Equal(1, HistogramQuantile.Of(0.5, [new(1, 10), new(2, 8), new(double.PositiveInfinity, 20)]));   // a bucket below its predecessor
    }

    [Fact]
    public void A_rate_survives_a_restart_of_the_counter()
    {
        var window = Window((0, "c 100\n"), (10, "c 200\n"), (20, "c 30\n"), (30, "c 40\n"));
        Assert.Equal((100 + 30 + 10) / 30.0, window.Rate(new("c")));
    }

    [Fact]
    public void Matching_series_are_added_up_and_a_new_one_counts_from_when_it_was_seen()
    {
        var window = Window((0, "c{p=\"1\",op=\"a\"} 0\nc{p=\"2\",op=\"b\"} 5\n"), (10, "c{p=\"1\",op=\"a\"} 10\nc{p=\"2\",op=\"b\"} 25\nc{p=\"3\",op=\"a\"} 9000\n"));
        Assert.Equal(3, window.Rate(new("c")));
        Assert.Equal(1, window.Rate(new("c") { Labels = new Dictionary<string, string> { ["op"] = "a" } }));
        Assert.Null(window.Rate(new("other")));
    }

    [Fact]
    public void A_quantile_looks_at_what_happened_in_the_window_not_since_the_start()
    {
        var window = Window(
            (0, "h_bucket{le=\"1\"} 1000\nh_bucket{le=\"2\"} 1000\nh_bucket{le=\"+Inf\"} 1000\n"),
            (30, "h_bucket{le=\"1\"} 1000\nh_bucket{le=\"2\"} 1100\nh_bucket{le=\"+Inf\"} 1100\n"));
        Assert.Equal(1.5, window.Quantile(new("h"), 0.5));
        Assert.Null(window.Quantile(new("other"), 0.5));
    }

    [Fact]
    public void The_window_forgets_what_is_too_old_and_holds_few_scrapes()
    {
        var window = Window(Enumerable.Range(0, 300).Select(second => (second, $"c {second * 2}\n")).ToArray());
        Assert.Equal(2, window.Rate(new("c")));
        Assert.InRange(window.Scrapes.Count, 2, 9);
        Assert.True(window.Scrapes[0].At >= T0.AddSeconds(299) - ScrapeMeasure.ScrapeWindow * 1.5);
        Assert.False(Window((0, "c 1\n"), (4000, "c 2\n")).HasSpan);
    }

    private static CounterWindow Window(params (int Second, string Page)[] scrapes) => scrapes.Aggregate(CounterWindow.Empty,
        (window, scrape) => window.With(T0.AddSeconds(scrape.Second), ExpositionParser.Parse(scrape.Page, ExpositionFormat.Text, out _)!));
}
