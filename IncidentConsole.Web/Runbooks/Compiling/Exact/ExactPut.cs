using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Puts one value into the tree of an override. What it is meant for is written beside it wherever a name alone does not say so:
/// at entries of lists without keys, at levels, and at entries whose id only counts ("restart-2").
/// </summary>
internal sealed class ExactPut
{
    private readonly IReadOnlySet<string> open;
    private readonly string? asked;

    private ExactPut(IReadOnlySet<string> open, string? asked) => (this.open, this.asked) = (open, asked);

    /// <param name="below">What the override is put over.</param>
    /// <param name="current">What that gives now; <paramref name="path"/> is one in here.</param>
    /// <exception cref="ExactnessException">The path does not fit.</exception>
    public static void Into(JsonObject stated, JsonObject below, JsonObject current, string path, JsonNode? value, IReadOnlySet<string> open, string? asked) =>
        new ExactPut(open, asked).Put(stated, below, current, ExactTypes.Runbook, path.Split('/', StringSplitOptions.RemoveEmptyEntries), value);

    private void Put(JsonObject stated, JsonNode? below, JsonNode current, JsonTypeInfo type, ReadOnlySpan<string> path, JsonNode? value)
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
            Put(Child(stated, name), below?[name], current[name] ?? new JsonObject(), inner, path[1..], value);
        }
        else if (inner.Kind == JsonTypeInfoKind.Enumerable)
        {
            InList(stated, name, below?[name] as JsonArray ?? [], current[name] as JsonArray ?? [], inner, path[1..], value);
        }
        else
        {
            throw new ExactnessException($"\"{name}\" is a single value; there is no \"{path[1]}\" in it.", 1);
        }
    }

    private void InList(JsonObject stated, string name, JsonArray below, JsonArray current, JsonTypeInfo list, ReadOnlySpan<string> path, JsonNode? value)
    {
        var key = ExactTypes.KeyOf(list);
        var element = ExactTypes.Of(list.ElementType!);
        var place = (asked is not null && path.Length == 1 ? current.Count : Place(current, key, path[0])) ?? throw new ExactnessException($"There is no \"{path[0]}\" in {name}.", 1);
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
        }
        else if (key is null)
        {
            InPlaces(stated, name, below, current, element, place, path, value);
        }
        else
        {
            InEntries(stated, name, (key, below, current), element, place, path, value);
        }
    }

    private void InPlaces(JsonObject stated, string name, JsonArray below, JsonArray current, JsonTypeInfo element, int place, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (stated[name] is JsonObject { Count: > 0 } numbered && numbered[ExactReading.Change] is null)
        {
            throw new ExactnessException($"The incident-console block names entries of {name} by their place alone. Write change: with was: and now: there first, so that it is clear which are meant.", 1);
        }

        var changes = Child(stated, name)[ExactReading.Change] as JsonArray ?? [];
        stated[name]![ExactReading.Change] ??= changes;
        var places = ExactLayout.Of(below, changes, open).Places;
        if (asked is not null && path.Length == 1)
        {
            changes.Add((JsonNode)new JsonObject { [ExactReading.Asked] = asked, [ExactReading.Now] = value });
        }
        else if (place >= places.Count)
        {
            // The answer to a question may be several entries: they follow each other.
            Added(value, path, name).ForEach(added => changes.Add((JsonNode)new JsonObject { [ExactReading.Now] = added }));
        }
        else if (places[place] is { Change: { } mine } known)
        {
            var now = known.Now is JsonObject changed && path.Length > 1 ? changed : null;
            if (now is null)
            {
                Replace(mine, known.Within, value);
                return;
            }

            Put(now, known.From is { } from ? below[from] : null, current[place]!, element, path[1..], value);
        }
        else
        {
            var was = ExactEntries.Was(below[places[place].From!.Value], element)!;
            if (ExactEntries.Find(below, was).Count > 1)
            {
                throw new ExactnessException($"{name} says \"{ExactRefusal.Words(was)}\" more than once: change it in the text, where it is clear which is meant.", 1);
            }

            var change = new JsonObject { [ExactReading.Was] = was };
            changes.Add((JsonNode)change);
            if (path.Length == 1)
            {
                change[ExactReading.Now] = value;
                return;
            }

            change[ExactReading.Now] = new JsonObject();
            Put((JsonObject)change[ExactReading.Now]!, below[places[place].From!.Value], current[place]!, element, path[1..], value);
        }
    }

    private void InEntries(JsonObject stated, string name, (string Key, JsonArray Below, JsonArray Current) list, JsonTypeInfo element, int place, ReadOnlySpan<string> path, JsonNode? value)
    {
        var (key, below, current) = list;
        var entries = stated[name] as JsonArray ?? [];
        stated[name] ??= entries;
        foreach (var entry in entries.OfType<JsonObject>())
        {
            // Where lines moved what it is meant for, its number follows.
            if (entry[ExactReading.Was] is not null && ExactEntries.Target(below, entry, key).At is { } moved)
            {
                entry[key] = below[moved]![key]!.DeepClone();
            }
        }

        var known = current[place]![key]!;
        var old = below.FirstOrDefault(entry => ExactTypes.KeyIn(entry, key) == known.ToString());
        if (entries.FirstOrDefault(entry => ExactTypes.KeyIn(entry, key) == known.ToString()) is not JsonObject mine)
        {
            mine = new JsonObject { [key] = known.DeepClone() };
            if (ExactEntries.WasOf(old, key, below) is { } was)
            {
                mine[ExactReading.Was] = was;
            }

            entries.Add((JsonNode)mine);
        }

        if (path.Length > 1)
        {
            Put(mine, old, current[place]!, element, path[1..], value);
            return;
        }

        foreach (var (changed, to) in value as JsonObject ?? throw new ExactnessException($"An entry of {name} is written with its names, like {{\"{key}\": …}}.", 1))
        {
            mine[changed] = to?.DeepClone();
        }
    }

    private static void Replace(JsonObject change, int? within, JsonNode? value)
    {
        if (within is { } at)
        {
            change[ExactReading.Now]![at] = value;
            return;
        }

        change[ExactReading.Now] = value;
    }

    private static List<JsonNode?> Added(JsonNode? value, ReadOnlySpan<string> path, string name) =>
        path.Length > 1 ? throw new ExactnessException($"There is no \"{path[0]}\" in {name}.", 1)
        : value is JsonArray several ? [.. several.Select(one => one?.DeepClone())]
        : [value];

    private JsonObject Changed(JsonObject item, JsonTypeInfo type, ReadOnlySpan<string> path, JsonNode? value)
    {
        var change = new JsonObject();
        Put(change, item, item, type, path, value);
        return new ExactMerge(new Dictionary<JsonNode, int>(), open, new HashSet<JsonNode>()).MergeInto(item, change, type);
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
}
