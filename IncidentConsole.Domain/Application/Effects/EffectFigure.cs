using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Effects;

/// <summary>
/// The figure of a signal at a moment: the median of the minute before it, so that one odd reading decides nothing; where the signal is read less often,
/// its last reading. Of several lines the worst speaks. A reading that is too old is no figure.
/// </summary>
public static class EffectFigure
{
    /// <summary>What the median is taken of.</summary>
    public static readonly TimeSpan Over = TimeSpan.FromMinutes(1);

    /// <returns>Rounded as the signal is shown; null where nothing fresh is known.</returns>
    public static double? At(IReadOnlyList<SampleSeries> lines, Signal signal, Comparison bad, DateTimeOffset moment)
    {
        var figures = lines.Select(line => OfLine(line, signal.StaleAfter, moment)).OfType<double>().ToList();
        if (figures.Count == 0)
        {
            return null;
        }

        return Math.Round(bad switch { Comparison.Above => figures.Max(), Comparison.Below => figures.Min() }, signal.Decimals);
    }

    private static double? OfLine(SampleSeries line, TimeSpan staleAfter, DateTimeOffset moment)
    {
        var known = line.Samples.Where(sample => sample.Value is not null && sample.At <= moment).ToList();
        if (known.Count == 0 || moment - known[^1].At > staleAfter)
        {
            return null;
        }

        var minute = known.Where(sample => sample.At > moment - Over).Select(sample => sample.Value!.Value).Order().ToList();
        return minute.Count == 0 ? known[^1].Value
            : minute.Count % 2 == 1 ? minute[minute.Count / 2]
            : (minute[(minute.Count / 2) - 1] + minute[minute.Count / 2]) / 2;
    }
}
