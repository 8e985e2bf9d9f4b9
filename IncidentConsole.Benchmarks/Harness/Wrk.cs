using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>Load over HTTP from wrk: two threads, 32 connections.</summary>
internal static partial class Wrk
{
    /// <exception cref="InvalidOperationException">Some answers were errors: the figure would say nothing.</exception>
    public static async Task<(double PerSecond, double P99)> RunAsync(Uri address, string header, CancellationToken cancellationToken)
    {
        var output = await Tool.RunAsync(Machine.Program("wrk"), ["-t2", "-c32", "-d3s", "--latency", "-H", header, address.ToString()], cancellationToken);
        if (output.Contains("Non-2xx or 3xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{address} answered with errors: {output}");
        }

        var slowest = P99().Match(output);
        var unit = slowest.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return (double.Parse(PerSecond().Match(output).Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(slowest.Groups[1].Value, CultureInfo.InvariantCulture) * unit);
    }

    /// <summary>Several runs.</summary>
    internal sealed class Result
    {
        public Samples PerSecond { get; } = new();

        /// <summary>Milliseconds.</summary>
        public Samples P99 { get; } = new();

        public void Add((double PerSecond, double P99) run)
        {
            PerSecond.Add(run.PerSecond);
            P99.Add(run.P99);
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
