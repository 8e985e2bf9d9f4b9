namespace IncidentConsole.Tests.Harness;

/// <summary>Programs that some tests drive: where one is missing, the test says Skipped with the reason.</summary>
internal static class Needs
{
    public static string Chromium() => Program("chromium", Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium");

    public static string Program(string name, string? path = null)
    {
        var found = path is not null && File.Exists(path) ? path : Find(name);
        if (found is null)
        {
            Assert.Skip($"{name} is not installed here; .ci/run installs it.");
        }

        return found;
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
