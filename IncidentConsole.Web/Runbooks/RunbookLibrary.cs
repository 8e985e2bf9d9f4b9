using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Runbooks;

/// <summary>
/// The runbooks that ship inside the program. A store publishes each on start where its key is new, so that a changed library file
/// becomes a new version and running incidents keep theirs.
/// </summary>
public static class RunbookLibrary
{
    /// <summary>Runs the incidents of a service that nobody configured.</summary>
    public static RunbookVersion Standard { get; } = Load("standard");

    public static RunbookVersion InferaDb { get; } = Load("inferadb");

    public static ImmutableArray<RunbookVersion> All { get; } = [Standard, InferaDb];

    private static RunbookVersion Load(string slug)
    {
        var name = $"{typeof(RunbookLibrary).Namespace}.Library.{slug}.json";
        using var stream = typeof(RunbookLibrary).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without its runbook {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var runbook = RunbookJson.Read(bytes.ToArray());
        return new RunbookVersion(RunbookJson.KeyOf(runbook), runbook);
    }
}
