using System.Collections.Immutable;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>A Markdown text parted into what is read as words and what states values exactly.</summary>
/// <param name="Words">The text with the lines of all exact values blank, so that every other line keeps its number.</param>
internal sealed record ExactSource(string Words, ImmutableArray<ExactBlock> Blocks)
{
    public const string FenceName = "incident-console";

    public static ExactSource Take(string markdown)
    {
        var lines = markdown.Split('\n');
        var blocks = ImmutableArray.CreateBuilder<ExactBlock>();
        var next = 0;
        if (FrontMatterEnd(lines) is { } end)
        {
            blocks.Add(Blank(lines, 1, end, isFrontMatter: true));
            lines[0] = lines[end] = "";
            next = end + 1;
        }

        while (next < lines.Length)
        {
            if (Fence(lines[next]) is not { } fence)
            {
                next++;
                continue;
            }

            var close = next + 1;
            while (close < lines.Length && !Closes(lines[close], fence.Mark))
            {
                close++;
            }

            if (fence.Info == FenceName)
            {
                blocks.Add(Blank(lines, next + 1, close, isFrontMatter: false) with { FenceLine = next + 1 });
                lines[next] = "";
                if (close < lines.Length)
                {
                    lines[close] = "";
                }
            }

            next = close + 1;
        }

        return new ExactSource(string.Join('\n', lines), blocks.ToImmutable());
    }

    private static ExactBlock Blank(string[] lines, int from, int to, bool isFrontMatter)
    {
        var yaml = string.Join('\n', lines[from..to].Select(line => line.TrimEnd('\r'))) + '\n';
        Array.Fill(lines, "", from, to - from);
        return new ExactBlock(yaml, from + 1, to, isFrontMatter);
    }

    /// <returns>Place of the closing line. A rule at the top of a text, with prose after it, is no front matter.</returns>
    private static int? FrontMatterEnd(string[] lines)
    {
        if (lines[0].TrimStart('\uFEFF').TrimEnd() != "---" || lines.Length < 3 || !(lines[1].Contains(':', StringComparison.Ordinal) || lines[1].StartsWith('#')))
        {
            return null;
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        return end > 0 ? end : null;
    }

    private static (string Mark, string Info)? Fence(string line)
    {
        var text = line.TrimStart(' ');
        if (line.Length - text.Length > 3 || text.Length < 3 || text[0] is not ('`' or '~'))
        {
            return null;
        }

        var mark = text[..(text.Length - text.TrimStart(text[0]).Length)];
        var info = text[mark.Length..].Trim();
        return mark.Length >= 3 && !(mark[0] == '`' && info.Contains('`', StringComparison.Ordinal)) ? (mark, info.Split(' ')[0]) : null;
    }

    private static bool Closes(string line, string mark)
    {
        var text = line.Trim();
        return text.Length >= mark.Length && text.All(character => character == mark[0]);
    }
}

/// <param name="Yaml">Without the lines around it.</param>
/// <param name="FirstLine">1-based line of the first line of <paramref name="Yaml"/> in the whole text.</param>
/// <param name="LastLine">1-based; before <paramref name="FirstLine"/> where the block is empty.</param>
/// <param name="IsFrontMatter">Other programs write there too: names nobody here knows are theirs.</param>
internal sealed record ExactBlock(string Yaml, int FirstLine, int LastLine, bool IsFrontMatter)
{
    /// <summary>1-based line of the opening fence; 0 in front matter.</summary>
    public int FenceLine { get; init; }
}
