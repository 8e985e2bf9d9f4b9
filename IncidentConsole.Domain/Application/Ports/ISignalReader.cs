using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>
/// Reads signals where they live. Whatever keeps a figure from being read is an answer in plain words
/// ("Prometheus answered 400: parse error at char 3"), never an exception; only cancellation is thrown.
/// </summary>
public interface ISignalReader
{
    /// <summary>The figure now. A rate or quantile of a page never read before takes two readings, a second apart.</summary>
    Task<SignalReading> ReadNowAsync(Signal signal, CancellationToken cancellationToken);

    /// <summary>What the source itself remembers, one sample a <paramref name="step"/>; a scraped page or a probe remembers nothing: no series.</summary>
    Task<SignalHistory> ReadRangeAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken);
}

/// <summary>Looks at a page of metrics, for the settings.</summary>
public interface IMetricsPage
{
    /// <returns>What it holds by name, or the problem in words.</returns>
    Task<(IReadOnlyList<PageMetric> Metrics, string? Problem)> LookAsync(Uri page, CancellationToken cancellationToken);
}

/// <param name="Name">Of its samples; of a histogram or summary without <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</param>
/// <param name="Labels">Names of the labels its samples carry.</param>
public sealed record PageMetric(string Name, PageMetricKind Kind, IReadOnlyList<string> Labels);

public enum PageMetricKind
{
    Counter,
    Gauge,
    Histogram,
    Summary,
    Other,
}

/// <summary>What one reading brought.</summary>
public abstract record SignalReading;

/// <param name="Values">At least one, in the order of their labels; a null value was said to be no number (NaN, infinite, nothing yet).</param>
/// <param name="Notes">What the source warned of, for the settings screen.</param>
public sealed record SignalRead(IReadOnlyList<LabelledSample> Values, IReadOnlyList<string> Notes) : SignalReading;

/// <param name="Why">A sentence for people.</param>
/// <param name="Fault">Where it lies, so that the chart can say what to do.</param>
public sealed record SignalNotRead(string Why, SignalFault Fault = SignalFault.Other) : SignalReading;

/// <summary>Where it lies that a signal cannot be read.</summary>
public enum SignalFault
{
    Other,

    /// <summary>Nothing answers there, or not what was expected there.</summary>
    Unreachable,

    /// <summary>It answers, and does not let the console in.</summary>
    Refused,

    /// <summary>It answers that the question is wrong.</summary>
    Question,

    /// <summary>It answers, and has no such figure.</summary>
    Nothing,
}

/// <summary>The newest sample of one line; the label is empty when there is only one.</summary>
public sealed record LabelledSample(string Label, Sample Sample);

/// <summary>What one reading of the past brought.</summary>
public abstract record SignalHistory;

public sealed record SignalHistoryRead(IReadOnlyList<SampleSeries> Series) : SignalHistory;

/// <param name="Why">A sentence for people.</param>
public sealed record SignalHistoryNotRead(string Why) : SignalHistory;
