using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Web.Signals;

/// <summary>Reads each kind of signal where it lives.</summary>
public sealed class SignalReader(PrometheusClient prometheus, PageScraper scraper, HealthProbe probe, TimeProvider time) : ISignalReader
{
    /// <summary>More lines than this in one chart tell nobody anything.</summary>
    public const int MostSeries = 12;

    public Task<SignalReading> ReadNowAsync(Signal signal, CancellationToken cancellationToken) => signal.Source switch
    {
        PromQlSource promQl => QueryAsync(promQl, cancellationToken),
        ScrapeSource scrape => ScrapeAsync(scrape, cancellationToken),
        ProbeSource health => ProbeAsync(health, cancellationToken),
        _ => throw new UnreachableException(),
    };

    public async Task<SignalHistory> ReadRangeAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (signal.Source is not PromQlSource promQl)
        {
            return new SignalHistoryRead([]);
        }

        var answer = await prometheus.QueryRangeAsync(promQl, from, to, signal.PollEvery, cancellationToken);
        return (answer.Problem ?? TooMany(answer)) is { } problem ? new SignalHistoryNotRead(problem) : new SignalHistoryRead(SeriesLabels.Label(answer.Series));
    }

    private async Task<SignalReading> QueryAsync(PromQlSource source, CancellationToken cancellationToken)
    {
        var answer = await prometheus.QueryAsync(source, cancellationToken);
        return (answer.Problem ?? TooMany(answer)) is { } problem ? new SignalNotRead(problem)
            : answer.Series.Count == 0 ? new SignalNotRead("The query matches nothing now.")
            : new SignalRead(SeriesLabels.Label(answer.Series).Select(series => new LabelledSample(series.Label, series.Samples[^1])).ToList(), answer.Warnings);
    }

    private static string? TooMany(PrometheusAnswer answer) => answer.Series.Count <= MostSeries ? null : string.Create(CultureInfo.InvariantCulture,
        $"The query answers {answer.Series.Count} series and a chart shows at most {MostSeries}: aggregate it, for example with sum(…) or topk(5, …).");

    private async Task<SignalReading> ScrapeAsync(ScrapeSource source, CancellationToken cancellationToken)
    {
        var (window, problem) = await scraper.ReadAsync(source.Page, needsSpan: source.Measure is not GaugeMeasure, cancellationToken);
        if (problem is not null)
        {
            return new SignalNotRead(problem);
        }

        return Measure(source, window) is { } value
            ? Read(window.NewestAt ?? time.GetUtcNow(), PrometheusNumber.Figure(value * source.Scale), [])
            : new SignalNotRead($"The page has no {Named(source)} with these labels.");
    }

    /// <summary>Null when the page does not hold the metric; NaN when it holds it and there is nothing to compute from.</summary>
    private static double? Measure(ScrapeSource source, CounterWindow window)
    {
        switch (source.Measure)
        {
            case GaugeMeasure:
                var matching = window.Newest.Select(source.Selector).Select(sample => sample.Value).ToList();
                return matching.Count == 0 ? null : matching.Sum();
            case RateMeasure:
                return window.Rate(source.Selector);
            case ShareMeasure share:
                // Nothing counted yet in the part is no part; nothing counted in the whole is no share.
                return window.Rate(share.Of) is { } whole ? (window.Rate(source.Selector) ?? 0) / whole : null;
            case QuantileMeasure quantile:
                return window.Quantile(source.Selector, quantile.Quantile);
            default:
                throw new UnreachableException();
        }
    }

    private static string Named(ScrapeSource source) => source.Measure switch
    {
        QuantileMeasure => $"histogram {source.Selector.Name}",
        ShareMeasure share => $"metric {share.Of.Name}",
        _ => $"metric {source.Selector.Name}",
    };

    private async Task<SignalReading> ProbeAsync(ProbeSource source, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var (value, note) = await probe.ReadAsync(source, cancellationToken);
        return Read(at, value, note is null ? [] : [note]);
    }

    private static SignalRead Read(DateTimeOffset at, double? value, IReadOnlyList<string> notes) => new([new LabelledSample("", new Sample(at, value))], notes);
}
