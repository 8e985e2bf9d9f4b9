using System.Globalization;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>What the figures were taken on: a figure without its load says little.</summary>
internal static class Machine
{
    /// <summary>Runnable processes over the last minute; about the number of cores and below is quiet.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024 / 1024} GB, {Environment.OSVersion}, .NET {Environment.Version}, load {Load()}");

    /// <exception cref="NotRunException">It is not installed.</exception>
    public static string Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new NotRunException($"{name} is not installed");

    /// <summary>Resident memory of a process in bytes.</summary>
    public static long Resident(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(status => status.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Processes that this one started.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
        [.. Directory.GetDirectories($"/proc/{processId}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];
}
