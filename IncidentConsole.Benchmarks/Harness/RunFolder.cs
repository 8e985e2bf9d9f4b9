using System.Diagnostics;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>
/// Where everything of one run lies that is gone with it: the rows' folders, and what consoles and browsers leave in the folder for temporary
/// files when they are killed. What a killed run left behind goes with the next one.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string Prefix = "incident-console-bench-";
    private const string Variable = "TMPDIR";

    private readonly string? before = Environment.GetEnvironmentVariable(Variable);
    private readonly Folder folder;

    public RunFolder()
    {
        foreach (var left in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}*").Where(left => !IsNeeded(left)))
        {
            Folder.Delete(left);
        }

        folder = new Folder($"{Prefix}{Environment.ProcessId}-");   // the number says to another run that somebody needs it
        Environment.SetEnvironmentVariable(Variable, folder.Path);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, before);
        folder.Dispose();
    }

    private static bool IsNeeded(string path)
    {
        try
        {
            using var owner = int.TryParse(Path.GetFileName(path)[Prefix.Length..].Split('-')[0], out var id) ? Process.GetProcessById(id) : null;
            return owner is { HasExited: false };
        }
        catch (ArgumentException)
        {
            return false;   // nobody has this number
        }
    }
}
