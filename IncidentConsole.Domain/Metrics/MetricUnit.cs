namespace IncidentConsole.Domain.Metrics;

/// <summary>Figures of one unit in another, as runbooks and signals write them.</summary>
public static class MetricUnit
{
    private static readonly Dictionary<string, double> Seconds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["us"] = 1e-6,
        ["µs"] = 1e-6,
        ["ms"] = 1e-3,
        ["s"] = 1,
        ["sec"] = 1,
        ["min"] = 60,
        ["h"] = 3600,
    };

    /// <summary>The value in the other unit; null where the two cannot be compared. A plain number may be any unit but a percentage, which may be meant as a share.</summary>
    public static double? Convert(double value, string from, string to)
    {
        var (one, other) = (from.Trim(), to.Trim());
        if (one.Equals(other, StringComparison.OrdinalIgnoreCase))
        {
            return value;
        }

        if (Seconds.TryGetValue(one, out var fromSeconds) && Seconds.TryGetValue(other, out var toSeconds))
        {
            return value * fromSeconds / toSeconds;
        }

        return (one.Length == 0 || other.Length == 0) && one != "%" && other != "%" ? value : null;
    }
}
