using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Seeding;

/// <summary>The six charts of the demo, read from the simulated service; limits as the InferaDB runbook states them.</summary>
public static class SimulatedSignals
{
    public const string Service = "inferadb";

    public static IReadOnlyList<Signal> For(Uri service, string slug = Service)
    {
        var page = new Uri(service, "metrics");
        var requests = new MetricSelector("inferadb_requests_total");
        return
        [
            New("error-rate", "Error rate", "%", new ScrapeSource(page, new("inferadb_errors_total"), new ShareMeasure(requests), 100), GoodDirection.Low, 1, [new(2, 5), new(3, 1)], 0.1),
            New("p99-latency", "p99 latency", "ms", new ScrapeSource(page, new("inferadb_request_duration_seconds"), new QuantileMeasure(0.99), 1000), GoodDirection.Low, 0, [new(2, 1000), new(3, 500)], 100),
            New("jwks-fetches", "JWKS key fetches", "/s", new ScrapeSource(page, new("inferadb_jwks_fetches_total"), new RateMeasure()), GoodDirection.Low, 0, [], null),
            New("cache-hit-rate", "Cache hit rate", "%", new ScrapeSource(page, new("inferadb_cache_hit_ratio"), new GaugeMeasure(), 100), GoodDirection.High, 0, [], 50),
            New("request-rate", "Request rate", "/s", new ScrapeSource(page, requests, new RateMeasure()), GoodDirection.High, 0, [], null),
            New("pods-ready", "Pods ready", "", new ScrapeSource(page, new("inferadb_pods_ready"), new GaugeMeasure()), GoodDirection.High, 0, [new(1, 1)], SimulatedLoad.PodsWanted),
        ];

        Signal New(string id, string title, string unit, SignalSource source, GoodDirection good, int decimals, IReadOnlyList<Threshold> thresholds, double? target) =>
            new(id, slug, title, unit, source, good, decimals, thresholds, target, PollEvery: TimeSpan.FromSeconds(5), StaleAfter: TimeSpan.FromSeconds(30));
    }

    /// <summary>What the six charts would have shown at a moment of the script: for history before anyone looked.</summary>
    public static IReadOnlyDictionary<string, double> At(SimulatedScript script, DateTimeOffset at)
    {
        var load = script.At(at);
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["error-rate"] = load.ErrorShare * 100,
            ["p99-latency"] = load.P99Seconds * 1000,
            ["jwks-fetches"] = load.KeyFetchesPerSecond,
            ["cache-hit-rate"] = load.CacheHitShare * 100,
            ["request-rate"] = load.RequestsPerSecond,
            ["pods-ready"] = load.PodsReady,
        };
    }
}
