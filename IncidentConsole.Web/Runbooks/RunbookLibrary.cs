using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Web.Runbooks;

/// <summary>
/// The runbooks that ship inside the program, as Markdown that people read, compiled when one is first asked for. A store publishes each
/// where its key is new, so that a changed file becomes a new version and running incidents keep theirs.
/// </summary>
public static class RunbookLibrary
{
    private static readonly Lazy<ImmutableArray<RunbookVersion>> Compiled = new(CompileAll);

    /// <summary>Their short names, the standard one first.</summary>
    public static ImmutableArray<string> Slugs { get; } = ["standard", "inferadb", "hauski", "wp-chat", "hafnium", "kaizen"];

    /// <summary>Runs the incidents of a service that nobody configured.</summary>
    public static RunbookVersion Standard => Find("standard");

    public static RunbookVersion InferaDb => Find("inferadb");

    /// <summary>In the order of <see cref="Slugs"/>.</summary>
    public static ImmutableArray<RunbookVersion> All => Compiled.Value;

    /// <exception cref="ArgumentOutOfRangeException">No runbook of this name ships.</exception>
    public static RunbookVersion Find(string slug) => All[IndexOf(slug)];

    /// <summary>The Markdown of a runbook that ships.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No runbook of this name ships.</exception>
    public static string Source(string slug)
    {
        var name = $"{typeof(RunbookLibrary).Namespace}.Library.{Slugs[IndexOf(slug)]}.md";
        using var stream = typeof(RunbookLibrary).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without its runbook {name}.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }

    /// <exception cref="InvalidOperationException">A shipped file is no runbook: the program was built from a broken one.</exception>
    internal static RunbookCompilation Compile(string slug)
    {
        var reading = new RunbookCompiler().Compile(Source(slug), slug);
        return reading.Compilation ?? throw new InvalidOperationException($"The shipped runbook {slug} does not compile: {reading.Unreadable!.Problem} (line {reading.Unreadable.Line})");
    }

    // Side by side: six of them are a noticeable part of a start.
    private static ImmutableArray<RunbookVersion> CompileAll() => [.. Slugs.AsParallel().AsOrdered().Select(slug =>
    {
        var runbook = Compile(slug).Runbook;
        return new RunbookVersion(RunbookJson.KeyOf(runbook), runbook);
    })];

    private static int IndexOf(string slug) => Slugs.IndexOf(slug) is >= 0 and var place ? place : throw new ArgumentOutOfRangeException(nameof(slug), slug, "No runbook of this name ships with the program.");
}
