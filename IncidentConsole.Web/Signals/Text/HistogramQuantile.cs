namespace IncidentConsole.Web.Signals.Text;

/// <param name="Bound">Upper bound (le), +Inf for the last.</param>
/// <param name="Count">Observations at or below the bound: a count or a rate.</param>
public readonly record struct Bucket(double Bound, double Count);

/// <summary>The quantile of a histogram as Prometheus computes it: linear interpolation inside the bucket that holds it.</summary>
public static class HistogramQuantile
{
    /// <param name="quantile">Between 0 and 1.</param>
    /// <param name="buckets">Cumulative, in any order; without a +Inf bucket nothing can be said.</param>
    /// <returns>NaN when nothing was observed or nothing can be said.</returns>
    public static double Of(double quantile, IEnumerable<Bucket> buckets)
    {
        var sorted = buckets.GroupBy(bucket => bucket.Bound).OrderBy(same => same.Key).Select(same => new Bucket(same.Key, same.Sum(bucket => bucket.Count))).ToList();
        if (sorted.Count < 2 || !double.IsPositiveInfinity(sorted[^1].Bound))
        {
            return double.NaN;
        }

        // Buckets are scraped one after another, so that a later one can hold less than an earlier one: never go down.
        for (var i = 1; i < sorted.Count; i++)
        {
            sorted[i] = sorted[i] with { Count = Math.Max(sorted[i].Count, sorted[i - 1].Count) };
        }

        var total = sorted[^1].Count;
        if (!(total > 0))
        {
            return double.NaN;
        }

        var rank = quantile * total;
        var index = sorted.FindIndex(bucket => bucket.Count >= rank);
        if (index == sorted.Count - 1)
        {
            return sorted[^2].Bound;
        }

        var upper = sorted[index];
        if (index == 0 && upper.Bound <= 0)
        {
            return upper.Bound;
        }

        var lower = index == 0 ? new Bucket(0, 0) : sorted[index - 1];
        return lower.Bound + (upper.Bound - lower.Bound) * (rank - lower.Count) / (upper.Count - lower.Count);
    }
}
