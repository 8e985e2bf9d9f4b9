namespace IncidentConsole.Tests.Harness;

/// <summary>The checkout these tests were built from.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncidentConsole.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The sources are not above the test's output: these tests read them.");
        }

        return folder.FullName;
    }
}
