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
}
