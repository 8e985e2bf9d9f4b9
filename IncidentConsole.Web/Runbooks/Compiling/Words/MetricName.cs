using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>A metric in one spelling: "High error rates" is "Error rate", "Severe p99" is "p99 latency". German metrics keep their German name.</summary>
/// <param name="IsTime">Counts in milliseconds.</param>
internal sealed partial record MetricName(string Name, bool IsTime)
{
    // The longer phrase first: "cache hit rate" before "hit rate".
    private static readonly (string Phrase, string Name, bool IsTime)[] Known =
    [
        ("time to first byte", "Time to first byte", true), ("cache hit rate", "Cache hit rate", false), ("cache hit ratio", "Cache hit rate", false), ("success rates", "Success rate", false),
        ("success rate", "Success rate", false), ("error rates", "Error rate", false), ("error rate", "Error rate", false), ("error ratio", "Error rate", false), ("5xx rate", "5xx rate", false),
        ("failure rate", "Failure rate", false), ("memory usage", "Memory usage", false), ("cpu usage", "CPU usage", false), ("disk usage", "Disk usage", false), ("gpu usage", "GPU usage", false),
        ("memory", "Memory usage", false), ("cpu", "CPU usage", false), ("response times", "Response time", true), ("response time", "Response time", true), ("consumer lag", "Consumer lag", false),
        ("queue depth", "Queue depth", false), ("queue length", "Queue length", false), ("availability", "Availability", false), ("uptime", "Uptime", false), ("latency", "Latency", true),
        ("errors", "Error rate", false),
        ("fehlerraten", "Fehlerrate", false), ("fehlerrate", "Fehlerrate", false), ("erfolgsrate", "Erfolgsrate", false), ("erfolgsquote", "Erfolgsquote", false), ("verfügbarkeit", "Verfügbarkeit", false),
        ("antwortzeit", "Antwortzeit", true), ("latenz", "Latenz", true), ("speicherauslastung", "Speicherauslastung", false), ("cpu auslastung", "CPU-Auslastung", false), ("trefferquote", "Trefferquote", false),
    ];

    /// <summary>The last metric the words name, so that the nearest to the number counts; null when they name none.</summary>
    public static MetricName? In(string words)
    {
        var squeezed = $" {Vocabulary.Squeeze(words)} ";
        if (Percentile().Match(squeezed) is { Success: true } percentile)
        {
            var name = percentile.Groups["p"].Value;
            return new(squeezed.Contains("latenz", StringComparison.Ordinal) ? $"{name}-Latenz" : $"{name} latency", IsTime: true);
        }

        (int At, MetricName Metric)? last = null;
        foreach (var (phrase, name, isTime) in Known)
        {
            var at = squeezed.LastIndexOf($" {phrase} ", StringComparison.Ordinal);
            // A later phrase wins; one inside another does not ("latency" in …, "hit rate" in "cache hit rate").
            if (at >= 0 && (last is null || at + phrase.Length > last.Value.At + last.Value.Metric.Name.Length + 1))
            {
                last = (at, new(name, isTime));
            }
        }

        return last?.Metric;
    }

    [GeneratedRegex(@"\b(?<p>p(?:50|75|90|95|98|99|999))\b", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex Percentile();
}
