using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Puts an override over a runbook: objects member by member, lists of things with a key entry by entry, other lists as a whole, null takes a value out.
/// An override that names every entry of a list also says their order; else new entries come last.
/// </summary>
internal sealed class ExactMerge(IReadOnlyDictionary<JsonNode, int> lines)
{
    /// <summary>What of the override was put in, in words, with its path.</summary>
    public List<ExactStatement> Statements { get; } = [];

    /// <exception cref="ExactnessException">A new entry lacks what it needs.</exception>
    public JsonObject Merge(JsonObject below, JsonObject above) => Object(below, above, ExactTypes.Runbook, "", LineOf(above, 1));

    /// <summary>The same for one thing inside a runbook.</summary>
    public JsonObject MergeInto(JsonObject below, JsonObject above, JsonTypeInfo type) => Object(below, above, type, "", 1);

    private JsonObject Object(JsonObject below, JsonObject above, JsonTypeInfo type, string path, int line)
    {
        var result = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above)
        {
            var at = path.Length == 0 ? name : $"{path}/{name}";
            var here = LineOf(value, line);
            if (value is null)
            {
                result.Remove(name);
                Say(at, "nothing", here);
                continue;
            }

            var member = ExactTypes.Of(ExactTypes.Member(type, name)!.PropertyType);
            result[name] = (member.Kind, value) switch
            {
                (JsonTypeInfoKind.Enumerable, _) => List(below[name] as JsonArray ?? [], value, member, at, here),
                (JsonTypeInfoKind.Object, JsonObject changed) when below[name] is JsonObject old => Object(old, changed, member, at, here),
                _ => Whole(value, member, at, here),
            };
        }

        return result;
    }

    private JsonArray List(JsonArray below, JsonNode above, JsonTypeInfo type, string path, int line)
    {
        if (above is JsonObject stated)
        {
            return stated[ExactReading.Replace] is { } replace ? (JsonArray)Whole(replace, type, path, line) : Places(below, stated, ExactTypes.Of(type.ElementType!), path, line);
        }

        return ExactTypes.KeyOf(type) is { } key ? Keyed(below, (JsonArray)above, ExactTypes.Of(type.ElementType!), key, path) : (JsonArray)Whole(above, type, path, line);
    }

    // One place of a list says nothing of the others: a question about those stays open. The place after the last adds an entry.
    private JsonArray Places(JsonArray below, JsonObject places, JsonTypeInfo element, string path, int line)
    {
        var result = (JsonArray)below.DeepClone();
        var removed = new List<int>();
        foreach (var (place, change) in places.OrderBy(stated => stated.Key.Length).ThenBy(stated => stated.Key, StringComparer.Ordinal))
        {
            var here = LineOf(change, line);
            if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > result.Count)
            {
                throw new ExactnessException($"{path} has {below.Count} entries, counted from 0; there is no {place}. Look up the place, or write the whole list.", here);
            }

            if (change is null)
            {
                Say($"{path}/{at}", "nothing", here);
                removed.Add(at);
            }
            else if (at == result.Count)
            {
                result.Add(Whole(change, element, $"{path}/{at}", here));
            }
            else
            {
                result[at] = change is JsonObject changed && result[at] is JsonObject old ? Object(old, changed, element, $"{path}/{at}", here) : Whole(change, element, $"{path}/{at}", here);
            }
        }

        foreach (var at in removed.Where(at => at < result.Count).OrderDescending())
        {
            result.RemoveAt(at);
        }

        return result;
    }

    private JsonArray Keyed(JsonArray below, JsonArray above, JsonTypeInfo element, string key, string path)
    {
        var said = above.ToDictionary(item => ExactTypes.KeyIn(item, key)!, item => (JsonObject)item!);
        var merged = new List<(string? Key, JsonNode Item)>();
        foreach (var old in below.OfType<JsonObject>())
        {
            var name = ExactTypes.KeyIn(old, key);
            if (name is null || !said.TryGetValue(name, out var change))
            {
                merged.Add((name, old.DeepClone()));
            }
            else if (IsRemoval(change))
            {
                Say($"{path}/{name}", "taken out", LineOf(change, 1));
            }
            else
            {
                merged.Add((name, Object(old, change, element, $"{path}/{name}", LineOf(change, 1))));
            }
        }

        var kept = merged.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, added) in said.Where(entry => !IsRemoval(entry.Value) && !kept.Contains(entry.Key)))
        {
            merged.Add((name, Whole(added, element, $"{path}/{name}", LineOf(added, 1))));
        }

        var order = said.Keys.Select((name, place) => (name, place)).ToDictionary(entry => entry.name, entry => entry.place);
        var ordered = merged.All(item => item.Key is not null && said.ContainsKey(item.Key)) ? merged.OrderBy(item => order[item.Key!]) : merged.AsEnumerable();
        return new JsonArray([.. ordered.Select(item => item.Item)]);
    }

    private JsonNode Whole(JsonNode value, JsonTypeInfo type, string path, int line)
    {
        Complete(value, type, path, line);
        Say(path, value is JsonValue ? value.ToString() : value is JsonArray list ? $"{list.Count} entries" : "stated", line);
        var copy = value.DeepClone();
        (copy as JsonObject)?.Remove(ExactReading.Remove);
        return copy;
    }

    private void Complete(JsonNode? value, JsonTypeInfo type, string path, int line)
    {
        var here = LineOf(value, line);
        if (value is JsonArray list)
        {
            foreach (var (item, place) in list.Select((item, place) => (item, place)))
            {
                Complete(item, ExactTypes.Of(type.ElementType!), $"{path}/{place}", here);
            }
        }
        else if (value is JsonObject && type.Kind == JsonTypeInfoKind.Enumerable)
        {
            throw new ExactnessException($"{path} is new, there is nothing to replace. Write the list itself.", here);
        }
        else if (value is JsonObject entry && type.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var member in ExactTypes.Members(type))
            {
                if (member.IsRequired && entry[member.Name] is null)
                {
                    throw new ExactnessException($"{path} is new and needs its {member.Name}: {ExactTypes.Expected(member.PropertyType)}.", here);
                }

                Complete(entry[member.Name], ExactTypes.Of(member.PropertyType), $"{path}/{member.Name}", here);
            }
        }
    }

    private static bool IsRemoval(JsonObject item) => item[ExactReading.Remove]?.GetValue<bool>() is true;

    private void Say(string path, string value, int line) => Statements.Add(new ExactStatement(path, value, line));

    private int LineOf(JsonNode? node, int otherwise) => node is not null && lines.TryGetValue(node, out var line) ? line : otherwise;
}

/// <param name="Path">By the keys of lists: <c>severities/levels/2/response</c> is the level of rank 2.</param>
internal sealed record ExactStatement(string Path, string Value, int Line);
