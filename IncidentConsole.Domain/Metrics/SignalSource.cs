using System.Collections.Immutable;

namespace IncidentConsole.Domain.Metrics;

/// <summary>Where a signal is read. Every address is absolute http or https, without user name or password in it.</summary>
public abstract record SignalSource;

/// <summary>A query against a Prometheus server; each series of the answer is drawn as its own line.</summary>
/// <param name="Server">Base address, for example http://prometheus:9090/.</param>
public sealed record PromQlSource(Uri Server, string Query) : SignalSource;

/// <summary>A page in Prometheus text or OpenMetrics format, read without a Prometheus server in between.</summary>
/// <param name="Page">The page itself, usually ending in /metrics.</param>
/// <param name="Scale">The result is multiplied by this: 1000 shows seconds as milliseconds, 100 a share as percent.</param>
public sealed record ScrapeSource(Uri Page, MetricSelector Selector, ScrapeMeasure Measure, double Scale = 1) : SignalSource
{
    /// <summary>Label whose values are drawn as lines of their own; null draws one line of all that match.</summary>
    public string? SplitBy { get; init; }
}

/// <summary>A health address. With a bare host, /ready is asked, and /health where there is no /ready.</summary>
public sealed record ProbeSource(Uri Address, ProbeMeasure Measure = ProbeMeasure.Ready) : SignalSource;

/// <summary>Nothing is read: programs send the samples to the console themselves.</summary>
public sealed record PushedSource : SignalSource;

/// <summary>Seconds since the last beat of a job that reports in. Low is good; before the first beat nothing is known.</summary>
/// <param name="Integration">Id of the integration that takes its beats.</param>
public sealed record HeartbeatSource(string Integration) : SignalSource;

/// <summary>Samples of this name that carry at least these labels and fit all matchers. An absent label counts as an empty one.</summary>
public sealed record MetricSelector(string Name)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<LabelMatcher> Matchers { get; init; } = [];
}

/// <summary>What is computed from the selected samples. All but the gauge look back over <see cref="ScrapeWindow"/> and survive counter resets.</summary>
public abstract record ScrapeMeasure
{
    /// <summary>How far back rates and quantiles look.</summary>
    public static readonly TimeSpan ScrapeWindow = TimeSpan.FromSeconds(30);
}

/// <summary>The value as it stands.</summary>
/// <param name="Combine">What several that match make together: a temperature is not added up.</param>
public sealed record GaugeMeasure(SeriesCombine Combine = SeriesCombine.Sum) : ScrapeMeasure;

public enum SeriesCombine
{
    Sum,
    Highest,
    Lowest,
    Mean,
}

/// <summary>Increase per second of a counter.</summary>
public sealed record RateMeasure : ScrapeMeasure;

/// <summary>Increase of the selected counter as a share (0 to 1) of the increase of another.</summary>
public sealed record ShareMeasure(MetricSelector Of) : ScrapeMeasure;

/// <summary>
/// Quantile (0 to 1) of a histogram, by linear interpolation over the rates of its buckets; of a summary, the quantile it says itself
/// (the worst of several: quantiles cannot be added up).
/// </summary>
public sealed record QuantileMeasure(double Quantile) : ScrapeMeasure;

/// <summary>What a probe yields.</summary>
public enum ProbeMeasure
{
    /// <summary>1 for a 2xx answer, else 0; no answer is 0 too.</summary>
    Ready,

    /// <summary>Time to the answer's headers in milliseconds; missing when nothing answered.</summary>
    LatencyMilliseconds,
}
