using System.Globalization;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Documents;

/// <summary>Where a strip's line runs, in parts of its width and height (0,0 is top left), and the words beside it.</summary>
internal sealed class StripGeometry(DateTimeOffset from, DateTimeOffset to, PostmortemWords words)
{
    /// <summary>A strip is about 130 mm wide: more columns than this no printer shows.</summary>
    private const int Columns = 260;

    /// <summary>Of the name of a limit, in parts of the strip's height.</summary>
    private const double WordHeight = 0.24;

    public double X(DateTimeOffset at) => to <= from ? 0 : Math.Round(Math.Clamp((at - from) / (to - from), 0, 1), 4);

    public SheetStrip Draw(MetricStrip strip)
    {
        var values = strip.Points.Where(point => point.Value is { } value && double.IsFinite(value)).Select(point => point.Value!.Value).ToList();
        if (values.Count == 0)
        {
            return new SheetStrip(strip.Title, words.NoSamples, $"{strip.Title}: {words.NoSamples}", [], [], 1);
        }
        var low = Math.Min(0, values.Min());
        var peak = values.Max();
        // A limit far above the data would press the line flat: it is named beside the strip, not drawn.
        var drawn = strip.Thresholds.Where(threshold => threshold.Value <= Math.Max(peak, 0) * 3 && threshold.Value >= low).ToList();
        var high = Math.Max(peak, drawn.Select(threshold => threshold.Value).DefaultIfEmpty(peak).Max());
        var headroom = high > peak ? 1.36 : 1.08;   // a limit above the line needs room for its word
        var span = high - low is var range && range > 0 ? range * headroom : 1;
        double Y(double value) => Math.Round(1 - ((value - low) / span), 4);

        var says = Says(strip, values);
        return new SheetStrip(
            PlainText.Clean(strip.Title), says, PlainText.Clean($"{strip.Title}: {says}"),
            [.. Runs(strip.Points).Select(run => (IReadOnlyList<double[]>)[.. run.Select(point => new[] { X(point.At), Y(point.Value) })])],
            Limits([.. drawn.Select(threshold => new SheetLimit(Y(threshold.Value), PlainText.Clean(threshold.SeverityLabel), threshold.Rank)).OrderBy(limit => limit.Y)]),
            Y(0));
    }

    /// <summary>Where two lines run closer than a word is high, the upper one names both.</summary>
    private static List<SheetLimit> Limits(IReadOnlyList<SheetLimit> fromTheTop)
    {
        var limits = new List<SheetLimit>();
        var named = 0;
        foreach (var limit in fromTheTop)
        {
            if (limits.Count > 0 && limit.Y - limits[named].Y < WordHeight)
            {
                limits[named] = limits[named] with { Label = $"{limits[named].Label}, {limit.Label}" };
                limits.Add(limit with { Label = "" });
            }
            else
            {
                named = limits.Count;
                limits.Add(limit);
            }
        }

        return limits;
    }

    /// <summary>The extreme on the bad side, and the limit that was crossed worst, or else the first one that would have been.</summary>
    private string Says(MetricStrip strip, List<double> values)
    {
        var unit = strip.Unit.Length == 0 ? "" : "\u00a0" + PlainText.Clean(strip.Unit);
        var below = strip.Thresholds.Any(threshold => threshold.Comparison == Comparison.Below);
        var extreme = below ? values.Min() : values.Max();
        var text = $"{(below ? words.Lowest : words.Peak)} {Number(extreme)}{unit}";
        var limit = strip.Thresholds.Where(threshold => below ? extreme <= threshold.Value : extreme >= threshold.Value).MinBy(threshold => threshold.Rank)
            ?? strip.Thresholds.MaxBy(threshold => threshold.Rank);
        return limit is null ? text : $"{text}, {words.Limit} {Number(limit.Value)}{unit}";
    }

    private string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture).Replace(".", words.DecimalMark, StringComparison.Ordinal);

    /// <summary>Unbroken runs, thinned to the lowest and highest point of each column so that no spike is lost.</summary>
    private IEnumerable<List<(DateTimeOffset At, double Value)>> Runs(IReadOnlyList<MetricPoint> points)
    {
        var run = new List<(DateTimeOffset At, double Value)>();
        foreach (var point in points)
        {
            if (point.Value is { } value && double.IsFinite(value))
            {
                run.Add((point.At, value));
            }
            else if (run.Count > 0)
            {
                yield return Thin(run);
                run = [];
            }
        }
        if (run.Count > 0)
        {
            yield return Thin(run);
        }
    }

    private List<(DateTimeOffset At, double Value)> Thin(List<(DateTimeOffset At, double Value)> run) =>
        run.Count <= Columns ? run : [.. run.GroupBy(point => (int)(X(point.At) * Columns)).SelectMany(Extremes)];

    private static IEnumerable<(DateTimeOffset At, double Value)> Extremes(IEnumerable<(DateTimeOffset At, double Value)> column)
    {
        var points = column.ToList();
        var (low, high) = (points.MinBy(point => point.Value), points.MaxBy(point => point.Value));
        return low == high ? [low] : low.At < high.At ? [low, high] : [high, low];
    }
}
