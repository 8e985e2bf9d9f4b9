using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>The runbooks as their teams wrote them; they lie beside the repository and are no part of it.</summary>
internal static class Originals
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Sources.Root.TrimEnd(Path.DirectorySeparatorChar))!, "shared", "runbooks");

    public static string Text(string name)
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"The original runbooks are not there: {Folder}");
        return File.ReadAllText(Path.Combine(Folder, $"{name}.md"));
    }

    public static RunbookCompilation Compiled(string name) => Read.Compiled(Text(name));
}
