using System.Text;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Markdown while it is written: one blank line between blocks, every value on one line.</summary>
internal sealed class MarkdownText(bool isGerman)
{
    private readonly StringBuilder text = new();

    public void Heading(int level, string english, string german) => Heading(level, isGerman ? german : english);

    public void Heading(int level, string words) => Block($"{new string('#', level)} {Line(words)}");

    public void Label(string english, string german) => Block($"**{(isGerman ? german : english)}:**");

    public void Paragraph(string words) => Block(words);

    public void Items(IEnumerable<string> items, bool isOrdered = false)
    {
        var list = string.Join('\n', items.Select((item, at) => $"{(isOrdered ? $"{at + 1}." : "-")} {item}"));
        if (list.Length > 0)
        {
            Block(list);
        }
    }

    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).Prepend($"|{string.Concat(header.Select(_ => "---|"))}").Prepend(Row(header));
        Block(string.Join('\n', lines));
    }

    public void Fence(string language, string content) => Block(Fenced(language, content, ""));

    /// <summary>A code block; its mark is longer than any inside it.</summary>
    public static string Fenced(string language, string content, string indent)
    {
        var mark = "```";
        while (content.Contains(mark, StringComparison.Ordinal))
        {
            mark += "`";
        }

        var lines = $"{mark}{language}\n{content.TrimEnd('\n')}\n{mark}".Split('\n');
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : indent + line));
    }

    /// <summary>As one line.</summary>
    public static string Line(string words) => string.Join(' ', words.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public override string ToString() => text.ToString();

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(cell => Line(cell).Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private void Block(string block)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }

        text.Append(block).Append('\n');
    }
}
