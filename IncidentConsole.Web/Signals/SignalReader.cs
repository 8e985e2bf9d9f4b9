using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Web.Signals;

/// <summary>Reads each kind of signal where it lives.</summary>
public sealed class SignalReader(PrometheusClient prometheus, PageScraper scraper, HealthProbe probe, ISampleStore samples, IHeartbeats heartbeats, TimeProvider time) : ISignalReader
{
    public Task<SignalReading> ReadNowAsync(Signal signal, CancellationToken cancellationToken) => signal.Source switch
    {
        PromQlSource promQl => QueryAsync(promQl, cancellationToken),
        ScrapeSource scrape => ScrapeAsync(scrape, cancellationToken),
        ProbeSource health => ProbeAsync(health, cancellationToken),
        PushedSource => PushedAsync(signal, cancellationToken),
        HeartbeatSource beat => BeatAsync(beat, cancellationToken),
        _ => throw new UnreachableException(),
    };

    public async Task<SignalHistory> ReadRangeAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        if (signal.Source is not PromQlSource promQl)
        {
            return new SignalHistoryRead([]);
        }

        var answer = await prometheus.QueryRangeAsync(promQl, from, to, step, cancellationToken);
        return (answer.Problem ?? TooMany(answer)) is { } problem ? new SignalHistoryNotRead(problem) : new SignalHistoryRead(SeriesLabels.Label(answer.Series));
    }

    private async Task<SignalReading> QueryAsync(PromQlSource source, CancellationToken cancellationToken)
    {
        var answer = await prometheus.QueryAsync(source, cancellationToken);
        return (answer.Problem ?? TooMany(answer)) is { } problem ? new SignalNotRead(problem, answer.Problem is null ? SignalFault.Question : answer.Fault)
            : answer.Series.Count == 0 ? new SignalNotRead("The query matches nothing now.", SignalFault.Nothing)
            : new SignalRead(SeriesLabels.Label(answer.Series).Select(series => new LabelledSample(series.Label, series.Samples[^1])).ToList(), answer.Warnings);
    }

    private async Task<SignalReading> BeatAsync(HeartbeatSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await heartbeats.FindAsync(source.Integration, cancellationToken) is { LastAt: { } last }
            ? Read(now, Math.Max(0, Math.Round((now - last).TotalSeconds, 1)), [])
            : new SignalNotRead("No beat came yet.");
    }

    /// <summary>What programs sent last: it may have come to another node, or before a restart.</summary>
    private async Task<SignalReading> PushedAsync(Signal signal, CancellationToken cancellationToken)
    {
        var latest = await samples.LatestAsync(signal.Service, signal.Id, cancellationToken);
        return latest.Count == 0
            ? new SignalNotRead("Nothing was sent yet.")
            : new SignalRead(SamplePush.Current(latest, signal), []);
    }

    private static string? TooMany(PrometheusAnswer answer) => answer.Series.Count <= Signal.MostLines ? null : string.Create(CultureInfo.InvariantCulture,
        $"The query answers {answer.Series.Count} series and a chart shows at most {Signal.MostLines}: aggregate it, for example with sum(…) or topk(5, …).");

    private async Task<SignalReading> ScrapeAsync(ScrapeSource source, CancellationToken cancellationToken)
    {
        var (window, problem, fault) = await scraper.ReadAsync(source.Page, needsSpan: source.Measure is not GaugeMeasure, cancellationToken);
        if (problem is not null)
        {
            return new SignalNotRead(problem, fault);
        }

        var at = SaidAt(source, window) ?? window.NewestAt ?? time.GetUtcNow();
        if (source.SplitBy is { } label)
        {
            return Lines(source, window, label, at);
        }

        return Measure(source, source.Selector, window) is { } value
            ? Read(at, PrometheusNumber.Figure(value * source.Scale), [])
            : new SignalNotRead($"The page has no {Named(source)} with these labels.", SignalFault.Nothing);
    }

    /// <summary>A page may hold old figures and say when they are from (a push gateway): a gauge is as old as the page says.</summary>
    private static DateTimeOffset? SaidAt(ScrapeSource source, CounterWindow window)
    {
        var matching = source.Measure is GaugeMeasure ? window.Newest.Select(source.Selector).ToList() : [];
        return matching.Count > 0 && matching.TrueForAll(sample => sample.At < window.NewestAt) ? matching.Max(sample => sample.At) : null;
    }

    private static SignalReading Lines(ScrapeSource source, CounterWindow window, string label, DateTimeOffset at)
    {
        var found = window.ValuesOf(label, source.Selector, source.Measure);
        if (found.Count > Signal.MostLines)
        {
            return new SignalNotRead(string.Create(CultureInfo.InvariantCulture,
                $"The label {label} has {found.Count} values and a chart shows at most {Signal.MostLines}: choose some with {label}=~\"…|…\", or draw them as one line."));
        }

        List<LabelledSample> lines = [];
        foreach (var value in found)
        {
            var own = source.Selector with { Labels = new Dictionary<string, string>(source.Selector.Labels, StringComparer.Ordinal) { [label] = value } };
            if (Measure(source, own, window) is { } figure)
            {
                lines.Add(new(value, new Sample(at, PrometheusNumber.Figure(figure * source.Scale))));
            }
        }

        return lines.Count == 0 ? new SignalNotRead($"The page has no {Named(source)} with these labels.", SignalFault.Nothing) : new SignalRead(lines, []);
    }

    /// <summary>Null when the page does not hold the metric; NaN when it holds it and there is nothing to compute from.</summary>
    private static double? Measure(ScrapeSource source, MetricSelector selector, CounterWindow window)
    {
        switch (source.Measure)
        {
            case GaugeMeasure gauge:
                var matching = window.Newest.Select(selector).Select(sample => sample.Value).ToList();
                return matching.Count == 0 ? null : Combined(matching, gauge.Combine);
            case RateMeasure:
                return window.Rate(selector);
            case ShareMeasure share:
                // Nothing counted yet in the part is no part; nothing counted in the whole is no share.
                var of = source.SplitBy is { } label && selector.Labels.TryGetValue(label, out var line)
                    ? share.Of with { Labels = new Dictionary<string, string>(share.Of.Labels, StringComparer.Ordinal) { [label] = line } }
                    : share.Of;
                return window.Rate(of) is { } whole ? (window.Rate(selector) ?? 0) / whole : null;
            case QuantileMeasure quantile:
                return window.Quantile(selector, quantile.Quantile);
            default:
                throw new UnreachableException();
        }
    }

    private static double Combined(List<double> values, SeriesCombine combine) => combine switch
    {
        SeriesCombine.Sum => values.Sum(),
        SeriesCombine.Highest => values.Max(),
        SeriesCombine.Lowest => values.Min(),
        SeriesCombine.Mean => values.Average(),
    };

    private static string Named(ScrapeSource source) => source.Measure switch
    {
        QuantileMeasure => $"histogram or summary {source.Selector.Name}",
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
