using System.Globalization;
using System.Text;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What the metrics of a service say in a row of the board: the figure, and its last hour as the path of a 100 by 100 picture. A time without samples breaks it: nothing is guessed across.</summary>
/// <param name="At">When it was read last, ISO.</param>
internal sealed record Spark(string Title, string? Value, string State, string? At, string Line, string? LimitY, int LimitRank)
{
    public static Spark Of(ServiceGlance glance)
    {
        var driver = glance.Driver;
        var limit = Limit(glance);
        return new(
            driver.Signal.Title, driver.Latest?.Value is { } value ? MetricWords.Value(value, driver.Signal) : null, driver.State.ToString().ToLowerInvariant(), Looks.Iso(driver.Latest?.At),
            PathOf(glance), limit?.Y, limit?.Rank ?? 0);
    }

    private static string PathOf(ServiceGlance glance)
    {
        var (low, high) = Range(glance);
        var path = new StringBuilder();
        var drawing = false;
        foreach (var (slot, value) in glance.Hour.Index())
        {
            if (value is not { } known)
            {
                drawing = false;
                continue;
            }

            // A slot alone between two gaps is a dash of its own, or it would not be seen; the last one reaches back, so that it stays in the picture.
            var alone = !drawing && (slot + 1 == glance.Hour.Count || glance.Hour[slot + 1] is null);
            path.Append(CultureInfo.InvariantCulture, $"{(drawing ? 'L' : 'M')}{X(slot, glance)} {Y(known, low, high)}{(alone ? slot + 1 == glance.Hour.Count ? "h-2" : "h2" : "")}");
            drawing = true;
        }

        return path.ToString();
    }

    /// <summary>Where the limit lies that is crossed, else the mildest one; null where it is out of the picture.</summary>
    private static (string Y, int Rank)? Limit(ServiceGlance glance)
    {
        var threshold = glance.Driver.Crossed ?? glance.Driver.Signal.Thresholds.MaxBy(one => one.Rank);
        var (low, high) = Range(glance);
        return threshold is { } one && one.Value >= low && one.Value <= high ? (Y(one.Value, low, high), one.Rank) : null;
    }

    private static (double Low, double High) Range(ServiceGlance glance)
    {
        var values = glance.Hour.OfType<double>().DefaultIfEmpty(0).ToList();
        var (low, high) = (Math.Min(0, values.Min()), values.Max());
        if (glance.Driver.Crossed is { } crossed)
        {
            high = Math.Max(high, crossed.Value);
        }

        return (low, high > low ? high + (high - low) * 0.1 : low + 1);
    }

    private static string X(int slot, ServiceGlance glance) => (100.0 * slot / (glance.Hour.Count - 1)).ToString("0.#", CultureInfo.InvariantCulture);

    private static string Y(double value, double low, double high) => (100 - 100 * (value - low) / (high - low)).ToString("0.#", CultureInfo.InvariantCulture);
}
