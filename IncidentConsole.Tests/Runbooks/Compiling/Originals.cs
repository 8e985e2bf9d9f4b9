using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>The runbooks as their teams wrote them; they lie beside the repository (or above a second work tree of it) and are no part of it.</summary>
internal static class Originals
{
    /// <summary>Null where they are not there.</summary>
    public static string? Folder { get; } = Find();

    public static string Text(string name)
    {
        Assert.SkipUnless(Folder is not null, "The original runbooks are not there: shared/runbooks beside the repository.");
        return File.ReadAllText(Path.Combine(Folder!, $"{name}.md"));
    }

    public static RunbookCompilation Compiled(string name) => Read.Compiled(Text(name));

    private static string? Find()
    {
        for (var folder = Directory.GetParent(Sources.Root.TrimEnd(Path.DirectorySeparatorChar)); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "runbooks") is var originals && Directory.Exists(originals))
            {
                return originals;
            }
        }

        return null;
    }
}
