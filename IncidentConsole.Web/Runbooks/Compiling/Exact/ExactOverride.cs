using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Changes one value in the exact values of a source: in its last <c>incident-console</c> block, which is added at the end where there is none.
/// The rest of the source keeps every character; comments inside that block are not kept.
/// </summary>
internal static class ExactOverride
{
    private const string Heading = "# Values stated exactly: they win over the words above.\n";

    /// <summary>The source without the block that <see cref="Set"/> changes; every line keeps its number.</summary>
    public static string Below(string markdown) => Own(ExactSource.Take(markdown)) is { } block ? Replace(markdown, block, "") : markdown;

    /// <param name="below">What the source without that block compiles to; a changed entry is written with what it says there.</param>
    /// <param name="path">By keys or 0-based places, in what the whole source compiles to.</param>
    /// <param name="value">JSON of the value.</param>
    /// <param name="open">Questions of the text that have no value yet.</param>
    /// <param name="asked">Which of them the value answers; null for a plain correction.</param>
    /// <exception cref="ExactnessException">The path or the value does not fit the model, or the block already there is broken.</exception>
    public static string Set(string markdown, Runbook below, string path, string value, IReadOnlySet<string>? open = null, string? asked = null)
    {
        var block = Own(ExactSource.Take(markdown));
        var stated = block is not null && YamlReader.Read(block.Yaml, block.FirstLine - 1) is YamlMap map ? new ExactReading().Read(map) : [];
        var current = block is null ? below : Exactness.Apply(below, [block], open).Runbook;
        ExactPut.Into(stated, ExactTypes.Tree(below), ExactTypes.Tree(current), path, Parse(value), open ?? new HashSet<string>(), asked);
        ExactRanks.ToLabels(stated, [.. current.Severities.Levels.Select(level => level.Label)]);

        var yaml = Heading + YamlWriter.Write(stated);
        // Read back: a value of the wrong kind is refused here rather than written into somebody's text.
        new ExactReading().Read((YamlMap)YamlReader.Read(yaml, 0)!);
        return block is null ? Append(markdown, yaml) : Replace(markdown, block, yaml);
    }

    private static ExactBlock? Own(ExactSource source) => source.Blocks.LastOrDefault(found => !found.IsFrontMatter);

    /// <summary>The source with a block of exact values at its end.</summary>
    public static string Append(string markdown, JsonObject stated) => Append(markdown, Heading + YamlWriter.Write(stated));

    private static JsonNode? Parse(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            throw new ExactnessException($"\"{value}\" is no JSON. Text stands in quotes: \"15 min\".", 1);
        }
    }

    private static string Append(string markdown, string yaml)
    {
        var mark = Mark(yaml);
        var added = $"\n\n{mark}{ExactSource.FenceName}\n{yaml}{mark}\n";
        return markdown.TrimEnd() + (markdown.Contains("\r\n", StringComparison.Ordinal) ? added.ReplaceLineEndings("\r\n") : added);
    }

    private static string Replace(string markdown, ExactBlock block, string yaml)
    {
        var lines = markdown.Split('\n');
        var end = lines[block.FenceLine - 1].EndsWith('\r') ? "\r" : "";
        var mark = Mark(yaml);
        var written = yaml.Length == 0 ? Enumerable.Repeat(end, block.LastLine + 2 - block.FenceLine)
            : $"{mark}{ExactSource.FenceName}\n{yaml}{mark}".Split('\n').Select(line => line + end);
        return string.Join('\n', lines[..(block.FenceLine - 1)].Concat(written).Concat(lines[Math.Min(lines.Length, block.LastLine + 1)..]));
    }

    // Longer than any fence inside, so that a command or a template with one does not end the block.
    private static string Mark(string yaml)
    {
        var mark = "```";
        while (yaml.Contains(mark, StringComparison.Ordinal))
        {
            mark += "`";
        }

        return mark;
    }
}
