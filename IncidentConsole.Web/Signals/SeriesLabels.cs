using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals;

/// <summary>Short names for the lines of one chart: only what tells them apart, in a stable order.</summary>
public static class SeriesLabels
{
    public static IReadOnlyList<SampleSeries> Label(IReadOnlyList<PrometheusSeries> series)
    {
        var differing = series.SelectMany(one => one.Labels.Keys).Distinct(StringComparer.Ordinal)
            .Where(key => series.Select(one => one.Labels.GetValueOrDefault(key)).Distinct(StringComparer.Ordinal).Count() > 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        return series
            .Select(one => new SampleSeries(Name(one), one.Samples))
            .OrderBy(one => one.Label, StringComparer.Ordinal)
            .ToList();

        string Name(PrometheusSeries one) => differing.Count == 1
            ? one.Labels.GetValueOrDefault(differing[0]) ?? ""
            : string.Join(", ", differing.Where(one.Labels.ContainsKey).Select(key => $"{key}={one.Labels[key]}"));
    }
}
