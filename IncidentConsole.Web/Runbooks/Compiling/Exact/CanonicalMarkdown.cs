using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// A runbook as Markdown that compiles to the same runbook again: first as a person would write it, then, for what those words do not say
/// exactly, a block of exact values. The block holds the difference between the runbook and what the words compile to, so the two can
/// never contradict each other.
/// </summary>
internal static class CanonicalMarkdown
{
    /// <param name="compile">The compiler itself; null where a text does not compile.</param>
    public static string Write(Runbook runbook, Func<string, Runbook?> compile)
    {
        var stored = RunbookJson.KeyOf(runbook);
        string[] words = [CanonicalWords.Of(runbook, withReferences: true), CanonicalWords.Of(runbook, withReferences: false), $"# {MarkdownText.Line(runbook.Title)}\n"];
        var whole = words.Select(text => Complete(text, runbook, compile)).OfType<string>().Where(text => compile(text) is { } back && RunbookJson.KeyOf(back) == stored);

        // Reference text that was understood after all would stand there twice, once more in the block: the shorter text is the better one.
        return whole.MinBy(text => text.Length) ?? throw new InvalidOperationException($"The runbook {runbook.Slug} cannot be written as Markdown.");
    }

    private static string? Complete(string words, Runbook runbook, Func<string, Runbook?> compile)
    {
        if (compile(words) is not { } recognised)
        {
            return null;
        }

        var difference = ExactDifference.Between(ExactTypes.Tree(recognised), ExactTypes.Tree(runbook));
        ExactRanks.ToLabels(difference, [.. runbook.Severities.Levels.Select(level => level.Label)]);
        return difference is null ? words : ExactOverride.Append(words, difference);
    }
}
