using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// Where a suggested signal is read: on the page of metrics that was looked at, by the names that are there; without a look, or through a Prometheus
/// server, by the names that most services use. A guess, shown before it is taken, with "read it now" beside it.
/// </summary>
public static class SuggestedSources
{
    private const string Requests = "http_requests_total";
    private const string Failed = "5..";

    /// <summary>Said in full: what has no such label at all must not count as served.</summary>
    private const string Served = "[1-4]..";
    private const string Duration = "http_request_duration_seconds";

    /// <param name="page">Its metrics page.</param>
    /// <param name="found">What the page holds; empty where it was not looked at.</param>
    public static SignalSource OnPage(SignalSuggestion suggestion, Uri page, IReadOnlyList<PageMetric> found) => suggestion.Figure switch
    {
        ReadyFigure ready => new ProbeSource(new Uri(page, ready.Path == "/ready" ? "/" : ready.Path)),   // a bare host is asked for /health where there is no /ready
        QuantileFigure quantile => Quantile(suggestion, quantile, page, found),
        ShareFigure share => Share(share, page, found),
        NamedFigure named => new ScrapeSource(page, new(Best(found, suggestion.Title, metric => metric.Kind is PageMetricKind.Gauge or PageMetricKind.Other, named.Name)?.Name ?? named.Name), new GaugeMeasure(SeriesCombine.Highest), Percent(suggestion, named.Name, found)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <param name="service">The service's own address, for what only it can answer; null leaves readiness to the probes of the server.</param>
    public static SignalSource OnPrometheus(SignalSuggestion suggestion, Uri server, Uri? service) => suggestion.Figure switch
    {
        ReadyFigure ready => service is null ? new PromQlSource(server, "min(probe_success)") : new ProbeSource(new Uri(service, ready.Path == "/ready" ? "/" : ready.Path)),
        QuantileFigure quantile => new PromQlSource(server, string.Create(CultureInfo.InvariantCulture,
            $"{(suggestion.Unit == "ms" ? "1000 * " : "")}histogram_quantile({quantile.Quantile}, sum by (le) (rate({Duration}_bucket[5m])))")),
        ShareFigure share => new PromQlSource(server, $"100 * sum(rate({Requests}{{code=~\"{(share.OfErrors ? Failed : Served)}\"}}[5m])) / sum(rate({Requests}[5m]))"),
        NamedFigure named => new PromQlSource(server, $"max({named.Name})"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ScrapeSource Quantile(SignalSuggestion suggestion, QuantileFigure figure, Uri page, IReadOnlyList<PageMetric> found)
    {
        var name = Best(found, suggestion.Title, metric => metric.Kind is PageMetricKind.Histogram or PageMetricKind.Summary && (Has(metric, "duration") || Has(metric, "latency")), Duration)?.Name ?? Duration;
        var scale = (suggestion.Unit, name) switch
        {
            ("ms", var seconds) when seconds.EndsWith("_seconds", StringComparison.Ordinal) => 1000,
            ("s", var milliseconds) when milliseconds.EndsWith("_ms", StringComparison.Ordinal) || milliseconds.EndsWith("_milliseconds", StringComparison.Ordinal) => 0.001,
            _ => 1,
        };
        return new ScrapeSource(page, new(name), new QuantileMeasure(figure.Quantile), scale);
    }

    private static ScrapeSource Share(ShareFigure figure, Uri page, IReadOnlyList<PageMetric> found)
    {
        var counters = found.Where(metric => metric.Kind == PageMetricKind.Counter).ToList();
        var all = counters.FirstOrDefault(metric => metric.Name == Requests) ?? counters.FirstOrDefault(metric => Has(metric, "request") && !Has(metric, "error") && !Has(metric, "fail"));
        var failed = counters.FirstOrDefault(metric => Has(metric, "error") || Has(metric, "fail"));
        if (all is not null && new[] { "code", "status", "status_code" }.FirstOrDefault(all.Labels.Contains) is { } label)
        {
            return new ScrapeSource(page, new(all.Name) { Matchers = [new LabelMatcher(label, LabelMatch.Like, figure.OfErrors ? Failed : Served)] }, new ShareMeasure(new(all.Name)), 100);
        }

        // Without a label that tells them apart the counter of errors is what there is. Where there is none either, somebody has to say: a share of nothing would look fine.
        return figure.OfErrors && failed is not null && all is not null
            ? new ScrapeSource(page, new(failed.Name), new ShareMeasure(new(all.Name)), 100)
            : new ScrapeSource(page, new(""), new ShareMeasure(new(all?.Name ?? "")), 100);
    }

    /// <summary>The metric that shares most words with the title; the one of the usual name wins among equals. Null where none shares any.</summary>
    private static PageMetric? Best(IReadOnlyList<PageMetric> found, string title, Func<PageMetric, bool> fits, string usual)
    {
        var words = title.ToLowerInvariant().Split([' ', '-', '_', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToHashSet(StringComparer.Ordinal);
        return found.FirstOrDefault(metric => metric.Name == usual && fits(metric) && !found.Any(other => fits(other) && Shared(other) > Shared(metric)))
            ?? found.Where(fits).OrderByDescending(Shared).ThenBy(metric => metric.Name.Length).FirstOrDefault(metric => Shared(metric) > 0 || usual == Duration);

        int Shared(PageMetric metric) => metric.Name.Split('_').Count(words.Contains);
    }

    private static double Percent(SignalSuggestion suggestion, string name, IReadOnlyList<PageMetric> found) =>
        suggestion.Unit == "%" && Best(found, suggestion.Title, metric => metric.Kind is PageMetricKind.Gauge or PageMetricKind.Other, name)?.Name.EndsWith("_ratio", StringComparison.Ordinal) == true ? 100 : 1;

    private static bool Has(PageMetric metric, string word) => metric.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
