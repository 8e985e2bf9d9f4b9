using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Changes one value in the exact values of a source: in its last <c>incident-console</c> block, which is added at the end where there is none.
/// The rest of the source keeps every character; comments inside that block are not kept.
/// </summary>
internal static class ExactOverride
{
    private const string Heading = "# Values stated exactly: they win over the words above.\n";

    /// <param name="current">What the source compiles to now: a place in a list is one in its lists.</param>
    /// <param name="path">By keys or 0-based places.</param>
    /// <param name="value">JSON of the value.</param>
    /// <exception cref="ExactnessException">The path or the value does not fit the model, or the block already there is broken.</exception>
    public static string Set(string markdown, Runbook current, string path, string value)
    {
        var source = ExactSource.Take(markdown);
        var block = source.Blocks.LastOrDefault(found => !found.IsFrontMatter);
        var stated = block is not null && YamlReader.Read(block.Yaml, block.FirstLine - 1) is YamlMap map ? new ExactReading().Read(map) : [];
        Put(stated, ExactTypes.Tree(current), ExactTypes.Runbook, path.Split('/', StringSplitOptions.RemoveEmptyEntries), Parse(value));

        var yaml = Heading + YamlWriter.Write(stated);
        // Read back: a value of the wrong kind is refused here rather than written into somebody's text.
        new ExactReading().Read((YamlMap)YamlReader.Read(yaml, 0)!);
        return block is null ? Append(markdown, yaml) : Replace(markdown, block, yaml);
    }

    /// <summary>The source with a block of exact values at its end.</summary>
    public static string Append(string markdown, JsonObject stated) => Append(markdown, Heading + YamlWriter.Write(stated));

    private static void Put(JsonObject stated, JsonNode current, JsonTypeInfo type, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.IsEmpty || ExactTypes.Member(type, path[0]) is not { } member)
        {
            throw new ExactnessException(path.IsEmpty ? "Say which value is meant." : $"A runbook has no \"{path[0]}\" there.", 1);
        }

        var name = path[0];
        var inner = ExactTypes.Of(member.PropertyType);
        if (path.Length == 1)
        {
            stated[name] = value;
        }
        else if (inner.Kind == JsonTypeInfoKind.Object)
        {
            Put(Child(stated, name), current[name] ?? new JsonObject(), inner, path[1..], value);
        }
        else if (inner.Kind == JsonTypeInfoKind.Enumerable)
        {
            PutInList(stated, name, current[name] as JsonArray ?? [], inner, path[1..], value);
        }
        else
        {
            throw new ExactnessException($"\"{name}\" is a single value; there is no \"{path[1]}\" in it.", 1);
        }
    }

    private static void PutInList(JsonObject stated, string name, JsonArray current, JsonTypeInfo list, ReadOnlySpan<string> path, JsonNode? value)
    {
        var element = ExactTypes.Of(list.ElementType!);
        var key = ExactTypes.KeyOf(list);
        var place = Place(current, key, path[0]) ?? throw new ExactnessException($"There is no \"{path[0]}\" in {name}.", 1);
        if ((key is null && stated[name] is JsonArray) || (stated[name] as JsonObject)?[ExactReading.Replace] is not null)
        {
            // Somebody stated the list as a whole: it stays whole, with the one value changed.
            var whole = (JsonArray)current.DeepClone();
            if (place < whole.Count)
            {
                whole[place] = path.Length == 1 ? value : Changed((JsonObject)whole[place]!, element, path[1..], value);
            }
            else
            {
                Added(value, path, name).ForEach(whole.Add);
            }

            stated[name] = key is null ? whole : new JsonObject { [ExactReading.Replace] = whole };
            return;
        }

        if (key is null)
        {
            var places = Child(stated, name);
            if (place < current.Count && path.Length > 1)
            {
                Put(Child(places, Name(place)), current[place]!, element, path[1..], value);
                return;
            }

            // The answer to a question may be several entries: they follow each other from this place on.
            foreach (var (added, at) in Added(value, path, name).Select((added, at) => (added, at)))
            {
                places[Name(place + at)] = added;
            }

            return;
        }

        var entries = stated[name] as JsonArray ?? [];
        stated[name] ??= entries;
        var known = current[place]![key]!;
        if (entries.FirstOrDefault(entry => ExactTypes.KeyIn(entry, key) == known.ToString()) is not JsonObject mine)
        {
            mine = new JsonObject { [key] = known.DeepClone() };
            entries.Add((JsonNode)mine);
        }

        if (path.Length > 1)
        {
            Put(mine, current[place]!, element, path[1..], value);
            return;
        }

        foreach (var (changed, to) in value as JsonObject ?? throw new ExactnessException($"An entry of {name} is written with its names, like {{\"{key}\": …}}.", 1))
        {
            mine[changed] = to?.DeepClone();
        }
    }

    private static string Name(int place) => place.ToString(CultureInfo.InvariantCulture);

    private static List<JsonNode?> Added(JsonNode? value, ReadOnlySpan<string> path, string name) =>
        path.Length > 1 ? throw new ExactnessException($"There is no \"{path[0]}\" in {name}.", 1)
        : value is JsonArray several ? [.. several.Select(one => one?.DeepClone())]
        : [value];

    private static JsonObject Changed(JsonObject item, JsonTypeInfo type, ReadOnlySpan<string> path, JsonNode? value)
    {
        var change = new JsonObject();
        Put(change, item, type, path, value);
        return new ExactMerge(new Dictionary<JsonNode, int>()).MergeInto(item, change, type);
    }

    private static int? Place(JsonArray list, string? key, string said)
    {
        for (var i = 0; key is not null and not "rank" && i < list.Count; i++)
        {
            if (ExactTypes.KeyIn(list[i], key) == said)
            {
                return i;
            }
        }

        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < list.Count + (key is null ? 1 : 0) ? place : null;
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

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
        var written = $"{mark}{ExactSource.FenceName}\n{yaml}{mark}".Split('\n').Select(line => line + end);
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
