using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>
/// The last scrapes of one page, newest last, as far back as rates look. Immutable, so that readers need no lock.
/// A counter that went down has started again: what it shows then is its whole increase.
/// </summary>
public sealed record CounterWindow(ImmutableList<(DateTimeOffset At, Exposition Page)> Scrapes)
{
    public static readonly CounterWindow Empty = new([]);

    /// <summary>
    /// With one more scrape. Of those older than the window one stays as the beginning; in between, one each sixth of the
    /// window is enough: a page read each second must not be held thirty times.
    /// </summary>
    public CounterWindow With(DateTimeOffset at, Exposition page)
    {
        var scrapes = Scrapes;
        if (scrapes.Count > 0 && at - scrapes[^1].At > SignalRules.LongestPoll)
        {
            scrapes = [];
        }

        if (scrapes.Count > 1 && scrapes[^1].At - scrapes[^2].At < ScrapeMeasure.ScrapeWindow / 6)
        {
            scrapes = scrapes.RemoveAt(scrapes.Count - 1);
        }

        scrapes = scrapes.Add((at, page));
        while (scrapes.Count > 2 && at - scrapes[1].At >= ScrapeMeasure.ScrapeWindow)
        {
            scrapes = scrapes.RemoveAt(0);
        }

        return new(scrapes);
    }

    public DateTimeOffset? NewestAt => Scrapes.Count == 0 ? null : Scrapes[^1].At;

    public Exposition Newest => Scrapes[^1].Page;

    public bool HasSpan => Scrapes.Count > 1 && Span > TimeSpan.Zero;

    private TimeSpan Span => Scrapes[^1].At - Scrapes[0].At;

    /// <summary>Increase per second of all matching counters together; null when no scrape has one.</summary>
    public double? Rate(MetricSelector selector)
    {
        var increases = Increases(selector);
        return increases.Count == 0 ? null : increases.Values.Sum() / Span.TotalSeconds;
    }

    /// <summary>Quantile over the increases of the matching buckets, else the one that a summary says; null when no scrape has either.</summary>
    public double? Quantile(MetricSelector selector, double quantile)
    {
        List<Bucket> buckets = [];
        var of = selector with { Name = $"{selector.Name}_bucket" };
        // The buckets of a gauge histogram go up and down: they are counts as they stand.
        IEnumerable<KeyValuePair<MetricSample, double>> counts = Newest.Types.GetValueOrDefault(selector.Name) == MetricType.GaugeHistogram
            ? Newest.Select(of).Select(sample => KeyValuePair.Create(sample, sample.Value))
            : Increases(of);
        foreach (var (series, increase) in counts)
        {
            if (series.Labels.TryGetValue("le", out var text) && PrometheusNumber.TryParse(text, out var bound))
            {
                buckets.Add(new Bucket(bound, increase));
            }
        }

        return buckets.Count == 0 ? OfSummary(selector, quantile) : HistogramQuantile.Of(quantile, buckets);
    }

    /// <summary>Values of a label among the newest matching samples, in their order.</summary>
    public IReadOnlyList<string> ValuesOf(string label, MetricSelector selector, ScrapeMeasure measure)
    {
        var named = Newest.Select(measure is QuantileMeasure ? selector with { Name = $"{selector.Name}_bucket" } : selector);
        return [.. (measure is QuantileMeasure && !named.Any() ? Newest.Select(selector) : named)
            .Select(sample => sample.Labels.GetValueOrDefault(label, "")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private double? OfSummary(MetricSelector selector, double quantile)
    {
        var said = Newest.Select(selector)
            .Where(sample => sample.Labels.TryGetValue("quantile", out var text) && PrometheusNumber.TryParse(text, out var of) && Math.Abs(of - quantile) < 1e-9)
            .Select(sample => sample.Value)
            .ToList();
        return said.Count == 0 ? null : said.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Max();
    }

    private Dictionary<MetricSample, double> Increases(MetricSelector selector)
    {
        Dictionary<MetricSample, double> increases = new(SameSeries.Instance);
        Dictionary<MetricSample, double> before = new(SameSeries.Instance);
        for (var i = 0; i < Scrapes.Count; i++)
        {
            Dictionary<MetricSample, double> now = new(SameSeries.Instance);
            foreach (var sample in Scrapes[i].Page.Select(selector))
            {
                now[sample] = sample.Value;
                if (i > 0)
                {
                    // A series that was not there before began in between: its first value is not an increase anyone saw.
                    var step = !before.TryGetValue(sample, out var last) ? 0 : sample.Value < last ? sample.Value : sample.Value - last;
                    increases[sample] = increases.GetValueOrDefault(sample) + step;
                }
            }

            before = now;
        }

        return increases;
    }

    private sealed class SameSeries : IEqualityComparer<MetricSample>
    {
        public static readonly SameSeries Instance = new();

        public bool Equals(MetricSample? x, MetricSample? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Labels.Count == y.Labels.Count
            && x.Labels.All(label => y.Labels.TryGetValue(label.Key, out var value) && value == label.Value));

        public int GetHashCode(MetricSample sample) => sample.Labels.Aggregate(0, (hash, label) =>
            hash ^ HashCode.Combine(string.GetHashCode(label.Key, StringComparison.Ordinal), string.GetHashCode(label.Value, StringComparison.Ordinal)));
    }
}
