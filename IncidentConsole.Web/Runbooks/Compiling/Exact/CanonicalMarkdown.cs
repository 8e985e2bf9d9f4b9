using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>A runbook as Markdown that compiles to the same runbook again.</summary>
internal static class CanonicalMarkdown
{
    public static string Write(Runbook runbook) => $"# {runbook.Title}\n\n```incident-console\n{System.Text.Encoding.UTF8.GetString(RunbookJson.Write(runbook))}\n```\n";
}
