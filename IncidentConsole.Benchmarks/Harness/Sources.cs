namespace IncidentConsole.Benchmarks.Harness;

/// <summary>The checkout this was built from.</summary>
internal static class Sources
{
    public static string Root { get; } = Find();

    /// <summary>The console built with the same settings as this program.</summary>
    public static string Console { get; } = Path.Combine(Root, "IncidentConsole.Web", Path.GetRelativePath(Path.Combine(Root, "IncidentConsole.Benchmarks"), AppContext.BaseDirectory), "IncidentConsole.Web.dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IncidentConsole.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The sources are not above this program: the benchmarks start the console from them.");
        }

        return folder.FullName;
    }
}
