using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Exact;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>
/// Markdown -> <see cref="Runbook"/>: the text becomes a tree of sections, small recognisers read one kind of thing each and claim the lines
/// they understood, and what is left is kept as reference text. Nothing is guessed in silence; the same text always gives the same result.
/// </summary>
public sealed class RunbookCompiler : IRunbookCompiler
{
    /// <summary>Bytes of UTF-8.</summary>
    public const int LargestText = 1_000_000;

    private const int MostLines = 20_000;
    private const int LongestLine = 10_000;
    private const int DeepestQuote = 50;

    public RunbookReading Compile(string markdown, string? slug = null)
    {
        var text = Normalise(markdown);
        if (Refusal(text) is { } refusal)
        {
            return RunbookReading.Of(refusal);
        }

        SourceTree source;
        var exact = ExactSource.Take(text);
        try
        {
            source = TreeBuilder.Build(exact.Words);
        }
        catch (ArgumentException)
        {
            // Markdig's own guard against nesting bombs.
            return RunbookReading.Of(new RunbookUnreadable("Lists or quotes are nested more than a hundred deep. A runbook needs three or four levels: flatten it.", null));
        }

        var reading = new Reading(source);
        try
        {
            foreach (var recogniser in Recognisers.InOrder)
            {
                recogniser.Read(reading);
            }
        }
        catch (RunbookTooLargeException)
        {
            return RunbookReading.Of(new RunbookUnreadable($"The text names more than {Reading.Most} steps, contacts and the like; a runbook has a few hundred. Split it into one runbook per service.", null));
        }

        return Overrides.Apply(Assemble(reading, slug), exact.Blocks);
    }

    public string ToMarkdown(Runbook runbook) => CanonicalMarkdown.Write(runbook, text => Compile(text).Compilation?.Runbook);

    public string WithOverride(string markdown, string path, string value) => Overrides.Write(markdown, path, value, text => Compile(text));

    private static string Normalise(string markdown) =>
        Whole(markdown).TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\u2028", "\n", StringComparison.Ordinal);

    // Half an emoji (a text cut in the middle of one) cannot be stored: it becomes the sign for a lost character here, where the reading begins.
    private static string Whole(string markdown) =>
        markdown.Any(char.IsSurrogate) ? string.Concat(markdown.EnumerateRunes().Select(rune => rune.ToString())) : markdown;

    private static RunbookUnreadable? Refusal(string text)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > LargestText)
        {
            return new("The text is larger than 1 MB. Leave logs and pictures out, or split it into one runbook per service.", null);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new("The text is empty. Paste the Markdown of the runbook.", null);
        }

        var lines = text.Split('\n');
        if (text.IndexOf('\0', StringComparison.Ordinal) >= 0)
        {
            return new("This is no text file. Choose the runbook's Markdown file (.md).", Array.FindIndex(lines, line => line.Contains('\0', StringComparison.Ordinal)) + 1);
        }

        if (lines.Length > MostLines)
        {
            return new($"The text has {lines.Length} lines; a runbook has at most {MostLines}. Split it into one runbook per service.", null);
        }

        var deepest = Array.FindIndex(lines, line => line.AsSpan(0, Math.Min(line.Length, 4 * DeepestQuote)).Count('>') > DeepestQuote);
        if (deepest >= 0)
        {
            return new($"Quotes are nested more than {DeepestQuote} deep in this line: flatten it.", deepest + 1);
        }

        var longest = Array.FindIndex(lines, line => line.Length > LongestLine);
        return longest < 0 ? null : new($"This line has {lines[longest].Length} characters; at most {LongestLine} are read. Break it, or leave the data out.", longest + 1);
    }

    private static RunbookCompilation Assemble(Reading reading, string? slug)
    {
        var unread = Leftovers.Of(reading);
        var runbook = reading.Runbook with
        {
            Slug = slug ?? Ids.Of(reading.Runbook.Title),
            References = [.. unread.Select(text => new ReferenceText(text.Heading, text.Markdown))],
        };
        return new RunbookCompilation(runbook)
        {
            // A stable sort: facts of one line stay in the order they were read.
            Facts = [.. reading.Facts.OrderBy(fact => fact.Lines.First)],
            Unread = unread,
            Questions = [.. reading.Questions],
            Missing = [.. reading.Missing],
        };
    }
}
