namespace IncidentConsole.Domain.Metrics;

/// <summary>One reading at one moment. No value means that the figure could not be read then: a gap in the line, never zero.</summary>
public sealed record Sample(DateTimeOffset At, double? Value);

/// <summary>One line of a chart: the samples of one series in time order.</summary>
/// <param name="Label">Tells the lines of one chart apart; empty when there is only one.</param>
public sealed record SampleSeries(string Label, IReadOnlyList<Sample> Samples)
{
    /// <summary>The same values, so much later.</summary>
    public SampleSeries Later(TimeSpan time) => this with { Samples = [.. Samples.Select(sample => sample with { At = sample.At + time })] };

    /// <summary>
    /// The same series with a gap put in wherever two samples lie further apart than <paramref name="longest"/>:
    /// a chart must not draw a straight guess across a time in which nobody looked.
    /// </summary>
    public SampleSeries WithGaps(TimeSpan longest)
    {
        List<Sample> result = new(Samples.Count);
        foreach (var sample in Samples)
        {
            if (result.Count > 0 && result[^1].Value is not null && sample.At - result[^1].At > longest)
            {
                result.Add(new Sample(result[^1].At + longest, null));
            }

            result.Add(sample);
        }

        return this with { Samples = result };
    }
}
