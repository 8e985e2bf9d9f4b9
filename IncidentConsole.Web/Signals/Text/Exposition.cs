using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>The two text formats a target may answer in.</summary>
public enum ExpositionFormat
{
    /// <summary>Prometheus text 0.0.4.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.</summary>
    OpenMetrics,
}

public enum MetricType
{
    Untyped,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}

/// <param name="At">When the target says it was measured; null for "now".</param>
public sealed record MetricSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value, DateTimeOffset? At);

/// <summary>Everything one page of metrics said, in its order.</summary>
/// <param name="Types">By family name, as declared; families without a declaration are absent.</param>
public sealed record Exposition(IReadOnlyList<MetricSample> Samples, IReadOnlyDictionary<string, MetricType> Types)
{
    public IEnumerable<MetricSample> Select(MetricSelector selector)
    {
        var pattern = new LabelPattern(selector);
        return Samples.Where(sample => sample.Name == selector.Name && pattern.Fits(sample.Labels));
    }

    /// <summary>The metrics by name, in the order of the page.</summary>
    public IReadOnlyList<PageMetric> Metrics() =>
        [.. Samples.GroupBy(FamilyOf).Select(family => new PageMetric(family.Key.Name, family.Key.Kind, [.. family.SelectMany(sample => sample.Labels.Keys).Distinct(StringComparer.Ordinal)]))];

    private (string Name, PageMetricKind Kind) FamilyOf(MetricSample sample)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["_bucket", "_sum", "_count", "_total"])
        {
            var family = sample.Name.EndsWith(suffix, StringComparison.Ordinal) ? sample.Name[..^suffix.Length] : null;
            if (family is not null && Types.TryGetValue(family, out var type))
            {
                return type == MetricType.Counter ? (sample.Name, PageMetricKind.Counter) : (family, KindOf(type));
            }
        }

        return (sample.Name, Types.TryGetValue(sample.Name, out var own) ? KindOf(own) : PageMetricKind.Other);
    }

    private static PageMetricKind KindOf(MetricType type) => type switch
    {
        MetricType.Counter => PageMetricKind.Counter,
        MetricType.Gauge => PageMetricKind.Gauge,
        MetricType.Histogram or MetricType.GaugeHistogram => PageMetricKind.Histogram,
        MetricType.Summary => PageMetricKind.Summary,
        MetricType.Untyped or MetricType.Info or MetricType.StateSet => PageMetricKind.Other,
    };
}
