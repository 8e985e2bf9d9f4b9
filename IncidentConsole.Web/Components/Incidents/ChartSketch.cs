using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A chart as a small drawing inside a text: the line, its worst limit, its name. What the paper draws in full.</summary>
internal static class ChartSketch
{
    private const int Width = 600;
    private const int Height = 80;

    /// <summary>By signal; the first line of each.</summary>
    public static ImmutableDictionary<string, string> Of(IReadOnlyList<MetricStrip> charts) =>
        charts.Where(chart => chart.SignalId is not null).DistinctBy(chart => chart.SignalId).ToImmutableDictionary(chart => chart.SignalId!, Svg);

    private static string Svg(MetricStrip chart)
    {
        var points = chart.Points.Where(point => point.Value is { } value && double.IsFinite(value)).ToList();
        var title = WebUtility.HtmlEncode(chart.Title);
        if (points.Count < 2)
        {
            return $"<span class=\"pm-chart\"><span class=\"xs muted\">{title}: nothing was read in the incident's time</span></span>";
        }

        var (from, to) = (chart.Points[0].At, chart.Points[^1].At);
        var limit = chart.Thresholds.MinBy(threshold => threshold.Rank);
        var peak = Math.Max(points.Max(point => point.Value!.Value), 0);
        var low = Math.Min(points.Min(point => point.Value!.Value), 0);
        var top = limit is { } worst && worst.Value <= peak * 3 ? Math.Max(peak, worst.Value) : peak;
        var span = top - low is var range && range > 0 ? range * 1.1 : 1;
        string At(DateTimeOffset at, double value) => string.Create(CultureInfo.InvariantCulture, $"{Width * ((at - from) / (to - from)):0.#} {Height * (1 - ((value - low) / span)):0.#}");

        var line = new StringBuilder();
        var goesOn = false;
        foreach (var column in chart.Points.GroupBy(point => (int)(Width / 2 * ((point.At - from) / (to - from)))))
        {
            var worstOf = column.MaxBy(point => point.Value ?? double.NegativeInfinity);
            if (worstOf.Value is { } value && double.IsFinite(value))
            {
                line.Append(goesOn ? 'L' : 'M').Append(At(worstOf.At, value));
                goesOn = true;
            }
            else
            {
                goesOn = false;   // a gap stays a gap
            }
        }

        var drawnLimit = limit is { } known && known.Value <= top ? $"<path class=\"limit\" d=\"M{At(from, known.Value)}L{At(to, known.Value)}\"/>" : "";
        var unit = chart.Unit.Length == 0 ? "" : "\u00a0" + WebUtility.HtmlEncode(chart.Unit);
        var says = string.Create(CultureInfo.InvariantCulture, $"{title}, peak {points.Max(point => point.Value!.Value):0.##}{unit}");
        return $"<span class=\"pm-chart\"><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{says}\" preserveAspectRatio=\"none\">{drawnLimit}<path d=\"{line}\"/></svg><span class=\"xs second\">{says}</span></span>";
    }
}
