using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Puts an override over a runbook: objects member by member, lists of things with a key entry by entry, other lists as a whole, null takes a value out.
/// An override that names every entry of a list also says their order; else new entries come last. What is meant for an entry that is not there
/// (any more) changes nothing and is listed; what names an entry by its place alone is put in and said to be uncertain.
/// </summary>
/// <param name="open">Questions of the text that have no value yet, by their words.</param>
/// <param name="numbered">Lists of levels that were written as numbers.</param>
internal sealed class ExactMerge(IReadOnlyDictionary<JsonNode, int> lines, IReadOnlySet<string> open, IReadOnlySet<JsonNode> numbered)
{
    private string? doubt;

    /// <summary>What of the override was put in, in words, with its path.</summary>
    public List<ExactStatement> Statements { get; } = [];

    /// <summary>What of it was not, and why.</summary>
    public List<ExactRefusal> Refusals { get; } = [];

    /// <summary>Lists whose entries stand elsewhere now.</summary>
    public List<ExactMove> Moves { get; } = [];

    /// <summary>Questions it answers.</summary>
    public HashSet<string> Answered { get; } = new(StringComparer.Ordinal);

    /// <exception cref="ExactnessException">A new entry lacks what it needs.</exception>
    public JsonObject Merge(JsonObject below, JsonObject above) => Object(below, above, ExactTypes.Runbook, "", LineOf(above, 1));

    /// <summary>Only the severity levels with what is stated of them.</summary>
    public JsonArray Levels(JsonObject below, JsonObject above)
    {
        var scheme = (JsonObject)below["severities"]!;
        var merged = above["severities"] is JsonObject stated ? Object(scheme, stated, ExactTypes.Of(ExactTypes.Member(ExactTypes.Runbook, "severities")!.PropertyType), "severities", LineOf(stated, 1)) : scheme;
        return (JsonArray)merged["levels"]!;
    }

    /// <summary>The same for one thing inside a runbook.</summary>
    public JsonObject MergeInto(JsonObject below, JsonObject above, JsonTypeInfo type) => Object(below, above, type, "", 1);

    private JsonObject Object(JsonObject below, JsonObject above, JsonTypeInfo type, string path, int line, string? key = null)
    {
        var result = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above.Where(member => member.Key != ExactReading.Was && member.Key != key))
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
            return stated[ExactReading.Replace] is { } replace ? (JsonArray)Whole(replace, type, path, line)
                : stated[ExactReading.Change] is JsonArray changes ? Changes(below, changes, ExactTypes.Of(type.ElementType!), path)
                : Doubtful($"It goes by place alone: a line inserted above would make it another entry. Write change: with was: and now: instead of the number.", () => Places(below, stated, ExactTypes.Of(type.ElementType!), path, line));
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

        if (removed.Count > 0)
        {
            Moves.Add(new ExactMove(path, Enumerable.Range(0, below.Count).Except(removed).Select((from, to) => (from, to)).ToDictionary(pair => pair.from, pair => pair.to)));
        }

        foreach (var at in removed.Where(at => at < result.Count).OrderDescending())
        {
            result.RemoveAt(at);
        }

        return result;
    }

    private JsonArray Changes(JsonArray below, JsonArray changes, JsonTypeInfo element, string path)
    {
        var layout = ExactLayout.Of(below, changes, open);
        foreach (var (change, why) in layout.Refused)
        {
            Refusals.Add(new ExactRefusal(path, ExactRefusal.Words(change[ExactReading.Was] ?? change[ExactReading.Asked]), why, LinesOf(change)));
        }

        Answered.UnionWith(changes.Select(change => change![ExactReading.Asked]?.ToString()).OfType<string>().Where(open.Contains));
        var result = new JsonArray();
        foreach (var (place, at) in layout.Places.Select((place, at) => (place, at)))
        {
            var (old, here) = (place.From is { } from ? below[from] : null, LineOf(place.Change, 1));
            result.Add(place.Change is null ? old?.DeepClone()
                : old is JsonObject thing && place.Now is JsonObject changed ? Object(thing, changed, element, $"{path}/{at}", here)
                : Whole(place.Now!, element, $"{path}/{at}", here));
        }

        if (below.Where((_, from) => layout.Places.All(place => place.From != from)).Any())
        {
            Moves.Add(new ExactMove(path, layout.Places.Select((place, to) => (place.From, To: to)).Where(pair => pair.From is not null).ToDictionary(pair => pair.From!.Value, pair => pair.To)));
            foreach (var gone in changes.OfType<JsonObject>().Where(change => change[ExactReading.Was] is not null && change[ExactReading.Now] is null && layout.Refused.All(refused => refused.Change != change)))
            {
                Say($"{path}/-", $"without {ExactRefusal.Words(gone[ExactReading.Was])}", LineOf(gone, 1));
            }
        }

        return result;
    }

    private JsonArray Keyed(JsonArray below, JsonArray above, JsonTypeInfo element, string key, string path)
    {
        var said = new Dictionary<int, JsonObject>();
        var added = new List<JsonObject>();
        foreach (var stated in above.OfType<JsonObject>())
        {
            var (at, why) = ExactEntries.Target(below, stated, key);
            if (why is null && at is { } place && !said.TryAdd(place, stated))
            {
                why = "another value is stated for the same entry";
            }

            if (why is not null)
            {
                Refusals.Add(new ExactRefusal(path, ExactRefusal.Words(stated[ExactReading.Was]), why, LinesOf(stated)));
            }
            else if (at is null && !IsRemoval(stated))
            {
                added.Add(stated);
            }
        }

        var merged = new List<(JsonObject? Stated, JsonNode Item)>();
        foreach (var (old, at) in below.OfType<JsonObject>().Select((old, at) => (old, at)))
        {
            if (!said.TryGetValue(at, out var change))
            {
                merged.Add((null, old.DeepClone()));
                continue;
            }

            var (name, here) = (ExactTypes.KeyIn(old, key), LineOf(change, 1));
            merged.AddRange(Doubtful(IsByRankAlone(old, change, key) ? ByRankAlone(old) : null, () =>
            {
                if (!IsRemoval(change))
                {
                    return new (JsonObject? Stated, JsonNode Item)[] { (change, Object(old, change, element, $"{path}/{name}", here, key)) };
                }

                Say($"{path}/{name}", "taken out", here);
                return [];
            }));
        }

        merged.AddRange(added.Select(entry => ((JsonObject?)entry, Whole(entry, element, $"{path}/{ExactTypes.KeyIn(entry, key)}", LineOf(entry, 1)))));
        var order = above.OfType<JsonObject>().Select((stated, place) => (stated, place)).ToDictionary(pair => pair.stated, pair => pair.place);
        var ordered = merged.All(item => item.Stated is not null) ? [.. merged.OrderBy(item => order[item.Stated!])] : merged;
        if (!ordered.SequenceEqual(merged))
        {
            Say($"{path}/-", "in the order stated", LineOf(ordered[0].Stated, 1));
        }

        return new JsonArray([.. ordered.Select(item => item.Item)]);
    }

    // A rank is a place in the severity table. An entry that says the level's label as well cannot mean another.
    private static bool IsByRankAlone(JsonObject old, JsonObject stated, string key) =>
        key == "rank" && stated[ExactReading.Was] is null && ExactTypes.KeyIn(stated, "label") != ExactTypes.KeyIn(old, "label");

    private static string ByRankAlone(JsonObject old) =>
        $"It goes by rank alone, which is {ExactTypes.KeyIn(old, "label")} today: a level inserted above would make it another. Write was: {{ label: {ExactTypes.KeyIn(old, "label")} }} under the rank.";

    private T Doubtful<T>(string? because, Func<T> merge)
    {
        var before = doubt;
        doubt ??= because;
        var merged = merge();
        doubt = before;
        return merged;
    }

    private JsonNode Whole(JsonNode value, JsonTypeInfo type, string path, int line)
    {
        Complete(value, type, path, line);
        Doubtful(ExactRanks.In(value).Any(numbered.Contains) || numbered.Contains(value) ? "It names levels by rank: a level inserted above would make them others. Write their labels instead of the numbers." : null, () =>
        {
            Say(path, value is JsonValue ? value.ToString() : value is JsonArray list ? $"{list.Count} entries" : "stated", line);
            return 0;
        });
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

    private void Say(string path, string value, int line) => Statements.Add(new ExactStatement(path, value, line, doubt));

    private SourceLines LinesOf(JsonObject stated)
    {
        var first = LineOf(stated, 1);
        return new SourceLines(first, Last(stated, first));
    }

    private int Last(JsonNode? node, int otherwise) => node switch
    {
        JsonObject map => map.Select(member => Last(member.Value, LineOf(node, otherwise))).Append(LineOf(node, otherwise)).Max(),
        JsonArray list => list.Select(item => Last(item, LineOf(node, otherwise))).Append(LineOf(node, otherwise)).Max(),
        _ => LineOf(node, otherwise),
    };

    private int LineOf(JsonNode? node, int otherwise) => node is not null && lines.TryGetValue(node, out var line) ? line : otherwise;
}

