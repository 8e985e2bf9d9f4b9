namespace IncidentConsole.Domain.Application.Resolving;

/// <summary>Whether a figure of a runbook can be compared with a signal: the same unit, or another one for time.</summary>
internal static class Units
{
    private static readonly Dictionary<string, double> Seconds = new(StringComparer.OrdinalIgnoreCase) { ["ms"] = 0.001, ["s"] = 1, ["min"] = 60, ["h"] = 3600 };

    /// <summary>What a value in <paramref name="from"/> is multiplied with to be in <paramref name="to"/>; null where that cannot be said.</summary>
    public static double? Factor(string from, string to) =>
        string.Equals(from.Trim(), to.Trim(), StringComparison.OrdinalIgnoreCase) ? 1
        : Seconds.TryGetValue(from.Trim(), out var one) && Seconds.TryGetValue(to.Trim(), out var other) ? one / other
        : null;
}
