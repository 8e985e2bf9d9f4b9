namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// Fewer points, same picture: of each slice of time the lowest and the highest sample stay, so that a peak of one second
/// is still seen in a chart of three hours, and a slice with a gap keeps its gap. The first and the last sample always stay.
/// </summary>
public static class Downsampling
{
    /// <summary>Points a chart needs at most for one line.</summary>
    public const int ChartPoints = 1_200;

    public static IReadOnlyList<Sample> MinMax(IReadOnlyList<Sample> samples, int limit = ChartPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 5);
        if (samples.Count <= limit)
        {
            return samples;
        }

        var perSlice = samples.Any(sample => sample.Value is null) ? 3 : 2;
        var slices = (limit - 2) / perSlice;
        var start = samples[0].At;
        var span = (samples[^1].At - start).Ticks + 1;
        List<Sample> result = [samples[0]];
        for (var i = 1; i < samples.Count - 1;)
        {
            var slice = Slice(i);
            int? low = null, high = null, gap = null;
            for (; i < samples.Count - 1 && Slice(i) == slice; i++)
            {
                if (samples[i].Value is not { } value)
                {
                    gap ??= i;
                    continue;
                }

                low = low is { } l && samples[l].Value <= value ? l : i;
                high = high is { } h && samples[h].Value >= value ? h : i;
            }

            result.AddRange(new[] { low, high, gap }.OfType<int>().Distinct().Order().Select(kept => samples[kept]));
        }

        result.Add(samples[^1]);
        return result;

        long Slice(int index) => (long)((Int128)(samples[index].At - start).Ticks * slices / span);
    }
}
