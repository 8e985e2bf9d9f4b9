using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Markdown → runbook and back. Pure: the same text always gives the same result.</summary>
public interface IRunbookCompiler
{
    /// <summary>Reads a Markdown runbook.</summary>
    /// <param name="slug">Short name of the runbook; null = made from its title.</param>
    RunbookReading Compile(string markdown, string? slug = null);

    /// <summary>Canonical Markdown that compiles to this same runbook again.</summary>
    string ToMarkdown(Runbook runbook);

    /// <summary>The same source with one value of the runbook overridden in its <c>incident-console</c> block, which is added where there is none.</summary>
    /// <param name="path">As in <see cref="CompiledFact.Path"/>.</param>
    /// <param name="value">JSON of the value.</param>
    /// <exception cref="ArgumentException">The source does not compile, or the path or the value does not fit a runbook; the message says which.</exception>
    string WithOverride(string markdown, string path, string value);
}

/// <summary>Either the compilation or why there is none; exactly one is set.</summary>
public sealed record RunbookReading
{
    private RunbookReading()
    {
    }

    public RunbookCompilation? Compilation { get; private init; }

    public RunbookUnreadable? Unreadable { get; private init; }

    public static RunbookReading Of(RunbookCompilation compilation) => new() { Compilation = compilation };

    public static RunbookReading Of(RunbookUnreadable unreadable) => new() { Unreadable = unreadable };
}
