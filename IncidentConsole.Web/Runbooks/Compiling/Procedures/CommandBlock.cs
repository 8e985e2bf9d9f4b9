using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>One command of a code block, under the comment that says what it is for.</summary>
/// <param name="Title">The comment, or the command itself where it has none.</param>
/// <param name="Command">Null where the comment stands alone: something to do or to see by hand.</param>
internal sealed record BlockCommand(string Title, string? Command, SourceLines Lines);

/// <summary>Takes a code block apart: a comment begins a step, a step of several independent commands becomes several.</summary>
internal static partial class CommandBlock
{
    private const int LongestTitle = 100;

    private static readonly ImmutableArray<string> Languages = ["", "bash", "sh", "shell", "zsh", "console", "powershell", "ps1", "sql", "http"];

    /// <summary>True where the block holds commands, not a text or data.</summary>
    public static bool Holds(Fence fence) => fence.Language.Length > 0
        ? Languages.Contains(fence.Language)
        : fence.Content.Any(line => CommandText.IsCommand(line.Text.Trim()));

    public static IEnumerable<BlockCommand> Of(Fence fence)
    {
        var comments = new List<string>();
        var lines = new List<TextLine>();
        var first = 0;
        foreach (var line in fence.Content.Append(new TextLine(fence.Lines.Last, "# ")))
        {
            var comment = Comment().Match(line.Text);
            var hasCommand = lines.Exists(command => command.Text.Trim().Length > 0);
            if (line.Text.Trim().Length == 0 && comments.Count > 0 && !hasCommand)
            {
                // A comment with a blank line under it stands for itself.
                foreach (var step in Steps(comments, [], first))
                {
                    yield return step;
                }

                comments.Clear();
                first = 0;
                continue;
            }

            if (!comment.Success)
            {
                first = first == 0 ? line.Number : first;
                lines.Add(line);
                continue;
            }

            if (hasCommand || line.Number == fence.Lines.Last)
            {
                foreach (var step in Steps(comments, lines, first))
                {
                    yield return step;
                }

                comments.Clear();
                first = 0;
            }

            lines.Clear();
            first = first == 0 ? line.Number : first;
            if (comment.Groups["words"].Value.Trim() is { Length: > 0 } words)
            {
                comments.Add(words);
            }
        }
    }

    private static IEnumerable<BlockCommand> Steps(List<string> comments, List<TextLine> lines, int first)
    {
        var title = string.Join(": ", comments);
        var commands = Independent([.. lines.SkipWhile(line => line.Text.Trim().Length == 0)]);
        if (commands.Count == 0)
        {
            if (title.Length > 0 && !title.Contains("http", StringComparison.Ordinal))
            {
                yield return new BlockCommand(Short(title), null, new(first, first));
            }

            yield break;
        }

        foreach (var ((text, at), place) in commands.Select((command, place) => (command, place)))
        {
            if (title.Length == 0 && Trailing().Match(text) is { Success: true } said)
            {
                yield return new BlockCommand(Short(said.Groups["words"].Value), said.Groups["command"].Value, at);
                continue;
            }

            var own = title.Length == 0 ? text.Split('\n')[0] : commands.Count == 1 ? title : $"{title}: {text.Split('\n')[0]}";
            yield return new BlockCommand(Short(own), text, new(place == 0 ? Math.Min(first, at.First) : at.First, at.Last));
        }
    }

    // One command a line, unless a line goes on in the next or stands inside a loop.
    private static List<(string Text, SourceLines Lines)> Independent(ImmutableArray<TextLine> lines)
    {
        var commands = new List<(string, SourceLines)>();
        var open = new List<TextLine>();
        var depth = 0;
        foreach (var line in lines)
        {
            var words = line.Text.TrimEnd();
            if (words.Length == 0 && open.Count == 0)
            {
                continue;
            }

            open.Add(line with { Text = words });
            depth += Opens().Count(words) - Closes().Count(words);
            if (depth <= 0 && !words.EndsWith('\\') && !words.EndsWith('|'))
            {
                commands.Add((string.Join('\n', open.Select(part => part.Text)), new(open[0].Number, open[^1].Number)));
                open.Clear();
                depth = 0;
            }
        }

        if (open.Exists(line => line.Text.Length > 0))
        {
            commands.Add((string.Join('\n', open.Select(part => part.Text)).TrimEnd(), new(open[0].Number, open[^1].Number)));
        }

        return commands;
    }

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 2)].TrimEnd() + " …";

    [GeneratedRegex(@"^\s{0,20}(?:#|--|//|REM\b)(?!!)(?:\s{1,8}(?<words>.*)|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?<command>[^\n#]{1,400}?)\s{2,40}#\s(?<words>[^\n]{1,200})$", RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"(?:^|[\s;])do\b|(?:^|[\s;])then\b", RegexOptions.CultureInvariant)]
    private static partial Regex Opens();

    [GeneratedRegex(@"(?:^|[\s;])done\b|(?:^|[\s;])fi\b", RegexOptions.CultureInvariant)]
    private static partial Regex Closes();
}
