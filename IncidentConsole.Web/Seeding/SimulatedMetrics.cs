using System.Globalization;
using System.Text;

namespace IncidentConsole.Web.Seeding;

/// <summary>
/// The counters and histogram a real InferaDB server would have after living through a script: advanced second by second,
/// written as Prometheus text 0.0.4. Not safe for two threads.
/// </summary>
public sealed class SimulatedMetrics
{
    private static readonly double[] Bounds =
        [0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1, 1.5, 2, 2.5, 5, 10];

    private readonly double[] buckets = new double[Bounds.Length];
    private readonly DateTimeOffset startedAt;
    private DateTimeOffset reached;
    private double requests, errors, keyFetches, hits, misses, seconds;

    public SimulatedMetrics(DateTimeOffset startedAt)
    {
        this.startedAt = startedAt;
        reached = startedAt;
    }

    /// <summary>Lives through the script up to <paramref name="now"/>, in steps of at most a second.</summary>
    public void Advance(SimulatedScript script, DateTimeOffset now)
    {
        while (reached < now)
        {
            var step = now - reached < TimeSpan.FromSeconds(1) ? now - reached : TimeSpan.FromSeconds(1);
            reached += step;
            var load = script.At(reached);
            var served = load.RequestsPerSecond * step.TotalSeconds;
            requests += served;
            errors += served * load.ErrorShare;
            keyFetches += load.KeyFetchesPerSecond * step.TotalSeconds;
            hits += served * load.CacheHitShare;
            misses += served * (1 - load.CacheHitShare);
            seconds += served * load.P99Seconds * 0.12;
            for (var i = 0; i < Bounds.Length; i++)
            {
                buckets[i] += served * ShareBelow(Bounds[i] / load.P99Seconds);
            }
        }
    }

    public string Write(SimulatedLoad now)
    {
        var text = new StringBuilder();
        Counter(text, "inferadb_requests_total", "Requests received.", ("{operation=\"check\"}", requests * 0.8), ("{operation=\"expand\"}", requests * 0.2));
        Counter(text, "inferadb_errors_total", "Requests that failed.", ("{reason=\"jwks_timeout\"}", errors * 0.9), ("{reason=\"internal\"}", errors * 0.1));
        Counter(text, "inferadb_jwks_fetches_total", "Fetches of signing keys from the identity provider.", ("", keyFetches));
        Counter(text, "inferadb_cache_hits_total", "Decisions answered from the cache.", ("", hits));
        Counter(text, "inferadb_cache_misses_total", "Decisions computed anew.", ("", misses));
        Gauge(text, "inferadb_cache_hit_ratio", "Share of decisions answered from the cache, 0 to 1.", Number(now.CacheHitShare));
        Gauge(text, "inferadb_pods_ready", "Pods that answer.", Number(now.PodsReady));
        Gauge(text, "inferadb_pods_desired", "Pods that should answer.", Number(SimulatedLoad.PodsWanted));
        Gauge(text, "process_start_time_seconds", "Start of the process, unix time in seconds.", Number(startedAt.ToUnixTimeMilliseconds() / 1000.0));
        Histogram(text);
        return text.ToString();
    }

    /// <summary>Share of requests faster than this multiple of the p99: half below a twentieth, 1 in 100 above.</summary>
    private static double ShareBelow(double multiple) => multiple switch
    {
        >= 2 => 1,
        >= 1 => 0.99 + 0.01 * (multiple - 1),
        >= 0.5 => 0.95 + 0.08 * (multiple - 0.5),
        >= 0.2 => 0.90 + (multiple - 0.2) / 6,
        >= 0.05 => 0.50 + (multiple - 0.05) / 0.375,
        _ => multiple * 10,
    };

    private static void Counter(StringBuilder text, string name, string help, params ReadOnlySpan<(string Labels, double Value)> series)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} counter\n");
        foreach (var (labels, value) in series)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {Whole(value)}\n");
        }
    }

    private static void Gauge(StringBuilder text, string name, string help, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");

    private void Histogram(StringBuilder text)
    {
        const string Name = "inferadb_request_duration_seconds";
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} Time to answer a request.\n# TYPE {Name} histogram\n");
        for (var i = 0; i < Bounds.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{le=\"{Number(Bounds[i])}\"}} {Whole(buckets[i])}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{le=\"+Inf\"}} {Whole(requests)}\n{Name}_sum {Number(seconds)}\n{Name}_count {Whole(requests)}\n");
    }

    private static string Whole(double value) => Math.Floor(value).ToString("F0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
