using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Since when a figure holds without a gap.</summary>
internal static class Stability
{
    /// <param name="lines">Of one signal, each in time order; a line that is no longer read does not count.</param>
    /// <param name="longestGap">Between two values; a longer one ends what is known.</param>
    /// <returns>The oldest value of the run that reaches until now, of the line that holds shortest; null where none does.</returns>
    public static DateTimeOffset? Since(IReadOnlyList<SampleSeries> lines, Func<double, bool> holds, TimeSpan longestGap, DateTimeOffset now)
    {
        DateTimeOffset? latest = null;
        foreach (var line in lines)
        {
            var values = line.Samples.Where(sample => sample.Value is not null).ToList();
            if (values.Count == 0 || now - values[^1].At > longestGap)
            {
                continue;
            }

            if (Run(values, holds, longestGap) is not { } since)
            {
                return null;
            }

            latest = latest > since ? latest : since;
        }

        return latest;
    }

    private static DateTimeOffset? Run(List<Sample> values, Func<double, bool> holds, TimeSpan longestGap)
    {
        DateTimeOffset? since = null;
        for (var i = values.Count - 1; i >= 0 && holds(values[i].Value!.Value) && (since is null || since - values[i].At <= longestGap); i--)
        {
            since = values[i].At;
        }

        return since;
    }
}
