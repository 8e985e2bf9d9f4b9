using System.Globalization;

namespace IncidentConsole.Benchmarks;

/// <summary>Measured values of one kind, and what people quote of them.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];

    public int Count => values.Count;

    public double Median => Percentile(50);

    public void Add(double value)
    {
        lock (values)
        {
            values.Add(value);
        }
    }

    public void Add(TimeSpan took) => Add(took.TotalMilliseconds);

    /// <summary>Nearest rank: a value that was really measured.</summary>
    public double Percentile(double percent)
    {
        lock (values)
        {
            var sorted = values.Order().ToList();
            return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
        }
    }
}

/// <summary>Numbers as people read them: three digits that count.</summary>
internal static class Say
{
    public static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "N0", >= 10 => "N1", _ => "N2" }, CultureInfo.InvariantCulture);

    public static string Ms(double milliseconds) => $"{Number(milliseconds)} ms";

    public static string Times(double ratio) => $"{Number(ratio)}x";

    public static string Bytes(double bytes) => bytes switch
    {
        >= 1024 * 1024 => $"{Number(bytes / 1024 / 1024)} MB",
        >= 10 * 1024 => $"{Number(bytes / 1024)} KB",
        _ => $"{Number(bytes)} B",
    };
}
