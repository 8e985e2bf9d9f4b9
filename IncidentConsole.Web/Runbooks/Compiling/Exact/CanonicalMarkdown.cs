using System.Text.Json.Nodes;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// A runbook as Markdown that compiles to the same runbook again: first as a person would write it, then, for what those words do not say
/// exactly, a block of exact values. The block holds the difference between the runbook and what the words compile to, so the two can
/// never contradict each other.
/// </summary>
internal static class CanonicalMarkdown
{
    /// <param name="recognise">The compiler itself, on words alone.</param>
    public static string Write(Runbook runbook, Func<string, Runbook> recognise)
    {
        var words = $"# {runbook.Title.ReplaceLineEndings(" ").Trim()}\n";
        JsonObject? difference = ExactDifference.Between(ExactTypes.Tree(recognise(words)), ExactTypes.Tree(runbook));
        return difference is null ? words : ExactOverride.Append(words, difference);
    }
}
