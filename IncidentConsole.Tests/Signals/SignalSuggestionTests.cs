using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Tests.Signals;

/// <summary>What the runbooks that ship ask for, and where it is found on a page.</summary>
public sealed class SignalSuggestionTests
{
    private static readonly Uri Page = new("http://service:8080/metrics");

    private const string Hauski = """
        # TYPE http_request_duration_seconds histogram
        http_request_duration_seconds_bucket{le="+Inf"} 3
        # TYPE index_search_duration_seconds histogram
        index_search_duration_seconds_bucket{le="+Inf"} 3
        # TYPE llm_latency_ms summary
        llm_latency_ms{quantile="0.95"} 3
        # TYPE http_requests_total counter
        http_requests_total{method="GET",status="200"} 3
        # TYPE gpu_temperature_c gauge
        gpu_temperature_c{gpu="0"} 60
        # TYPE dgpu_power_watt gauge
        dgpu_power_watt 200
        # TYPE cache_hit_ratio gauge
        cache_hit_ratio 0.5

        """;

    [Fact]
    public void Hauski_asks_for_readiness_its_budgets_and_its_gauges()
    {
        var all = SignalSuggestions.Of(Runbook("hauski"));
        Assert.Equal(["/ready", "LLM p95-Latenz", "Index p95-Latenz", "GPU temperature", "dGPU power"], all.Select(one => one.Title));
        var index = all.Single(one => one.Title == "Index p95-Latenz");
        Assert.Equal(("Index p95-Latenz (ms)", "ms", GoodDirection.Low), (index.BudgetName, index.Unit, index.Good));
        Assert.Equal([(1, 3.0), (2, 2.0), (3, 1.2)], index.Thresholds.Select(threshold => (threshold.Rank, threshold.Times!.Value)));

        var signal = index.ToSignal("hauski", SuggestedSources.OnPage(index, Page, Found), 250);
        Assert.Equal([750, 500, 300], signal.Thresholds.Select(threshold => threshold.Value));
        Assert.Empty(SignalRules.Problems(signal));
        // The runbook's own rules find it again by its title, and take its budget.
        var rules = Runbook("hauski").Severities.Levels.SelectMany(level => level.Thresholds).Where(rule => rule.Metric == "Index p95-Latenz").ToList();
        Assert.All(rules, rule => Assert.Same(signal, RuleSignal.Find(rule, [signal]).Signal));
        Assert.Equal(750, RuleSignal.LimitOf(rules[0], signal).Limit);
        Assert.Equal(("°C", "W"), (all[3].Unit, all[4].Unit));
    }

    [Fact]
    public void Wp_chat_asks_for_its_key_metrics_with_the_limits_of_its_levels()
    {
        var all = SignalSuggestions.Of(Runbook("wp-chat"));
        Assert.Equal(["Success rate", "p95 latency", "p99 latency", "Error rate", "Cache hit rate", "Memory usage", "CPU usage"], all.Select(one => one.Title));
        Assert.Equal((GoodDirection.High, 99.5, "%"), (all[0].Good, all[0].Target!.Value, all[0].Unit));
        Assert.Equal([95, 99, 99.5, 99.8], all[0].Thresholds.Select(threshold => threshold.Value));
        Assert.Equal((GoodDirection.Low, 80.0), (all[5].Good, all[5].Target!.Value));
        Assert.Equal((GoodDirection.High, 50.0), (all[4].Good, all[4].Target!.Value));
    }

    [Fact]
    public void InferaDB_asks_for_its_error_rate_and_p99()
    {
        var all = SignalSuggestions.Of(Runbook("inferadb"));
        Assert.Equal(["Error rate", "p99 latency"], all.Take(2).Select(one => one.Title));
        Assert.Equal((0.1, 100), (all[0].Target!.Value, all[1].Target!.Value));
        Assert.Equal([(2, 1000.0), (3, 500.0)], all[1].Thresholds.Select(threshold => (threshold.Rank, threshold.Value)));
        Assert.IsType<QuantileFigure>(all[1].Figure);
    }

    /// <summary>They speak of error rate and latency without a figure: drawn, and no limit is invented.</summary>
    [Theory]
    [InlineData("hafnium", "Error rate", "p95 latency")]
    [InlineData("kaizen", "Error rate")]
    public void What_a_runbook_names_without_a_figure_is_suggested_without_a_limit(string slug, params string[] titles)
    {
        var all = SignalSuggestions.Of(Runbook(slug));
        Assert.Equal(titles, all.Select(one => one.Title));
        Assert.All(all.Where(one => one.Why == "named in the runbook"), one => Assert.Empty(one.Thresholds));
    }

    [Fact]
    public void Each_shipped_runbook_suggests_signals_that_can_be_saved_once_their_source_is_said()
    {
        foreach (var slug in new[] { "hauski", "wp-chat", "inferadb", "hafnium", "kaizen" })
        {
            var all = SignalSuggestions.Of(Runbook(slug));
            Assert.NotEmpty(all);
            foreach (var one in all)
            {
                Assert.Empty(SignalRules.Problems(one.ToSignal("s", new PushedSource(), 250)));
                Assert.Empty(SignalRules.Problems(one.ToSignal("s", SuggestedSources.OnPrometheus(one, new Uri("http://prometheus:9090/"), null), 250)));
            }
        }
    }

    [Fact]
    public void A_page_is_read_by_the_names_that_are_there()
    {
        var all = SignalSuggestions.Of(Runbook("hauski")).ToDictionary(one => one.Title);
        Assert.Equal(new Uri("http://service:8080/"), Assert.IsType<ProbeSource>(On("/ready")).Address);
        Assert.Equal(("index_search_duration_seconds", 1000), Quantile("Index p95-Latenz"));
        Assert.Equal(("llm_latency_ms", 1), Quantile("LLM p95-Latenz"));
        Assert.Equal(("gpu_temperature_c", new GaugeMeasure(SeriesCombine.Highest)), (Scrape("GPU temperature").Selector.Name, Scrape("GPU temperature").Measure));
        var errors = Assert.IsType<ScrapeSource>(SuggestedSources.OnPage(SignalSuggestions.Of(Runbook("inferadb"))[0], Page, Found));
        Assert.Equal(new LabelMatcher("status", LabelMatch.Like, "5.."), Assert.Single(errors.Selector.Matchers));
        var cache = SignalSuggestions.Of(Runbook("wp-chat")).Single(one => one.Title == "Cache hit rate");
        Assert.Equal(("cache_hit_ratio", 100), (Of(cache).Selector.Name, Of(cache).Scale));

        SignalSource On(string title) => SuggestedSources.OnPage(all[title], Page, Found);
        ScrapeSource Scrape(string title) => Assert.IsType<ScrapeSource>(On(title));
        (string, double) Quantile(string title) => (Scrape(title).Selector.Name, Scrape(title).Scale);
        ScrapeSource Of(SignalSuggestion one) => Assert.IsType<ScrapeSource>(SuggestedSources.OnPage(one, Page, Found));
    }

    [Fact]
    public void A_page_that_does_not_tell_failures_apart_suggests_nothing_that_looks_fine()
    {
        var found = ExpositionParser.Parse("# TYPE http_requests_total counter\nhttp_requests_total 3\n", ExpositionFormat.Text, out _)!.Metrics();
        foreach (var share in SignalSuggestions.Of(Runbook("wp-chat")).Where(one => one.Figure is ShareFigure))
        {
            Assert.Contains("Name the metric to read.", SignalRules.Problems(share.ToSignal("s", SuggestedSources.OnPage(share, Page, found), null)));
        }
    }

    private static IReadOnlyList<PageMetric> Found => ExpositionParser.Parse(Hauski, ExpositionFormat.Text, out _)!.Metrics();

    private static Runbook Runbook(string slug) => RunbookLibrary.Find(slug).Runbook;
}
