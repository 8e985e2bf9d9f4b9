using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>The smallest override that turns one runbook into another; <see cref="ExactMerge"/> is its inverse.</summary>
internal static class ExactDifference
{
    /// <returns>Null where both are the same.</returns>
    public static JsonObject? Between(JsonObject below, JsonObject wanted) => Object(below, wanted, ExactTypes.Runbook, key: null);

    private static JsonObject? Object(JsonObject below, JsonObject wanted, JsonTypeInfo type, string? key)
    {
        var result = new JsonObject();
        foreach (var member in ExactTypes.Members(type).Where(member => member.Name != key))
        {
            if (JsonNode.DeepEquals(below[member.Name], wanted[member.Name]))
            {
                continue;
            }

            result[member.Name] = Value(below[member.Name], wanted[member.Name], ExactTypes.Of(member.PropertyType));
        }

        return result.Count == 0 ? null : result;
    }

    private static JsonNode? Value(JsonNode? below, JsonNode? wanted, JsonTypeInfo type) => (below, wanted) switch
    {
        (JsonObject old, JsonObject now) when type.Kind == JsonTypeInfoKind.Object => Object(old, now, type, key: null),
        (JsonArray old, JsonArray now) when ExactTypes.KeyOf(type) is { } key => List(old, now, ExactTypes.Of(type.ElementType!), key),
        _ => ExactTypes.Slim(wanted, type),
    };

    private static JsonNode List(JsonArray below, JsonArray wanted, JsonTypeInfo element, string key)
    {
        var old = below.Select(item => ExactTypes.KeyIn(item, key)).ToList();
        var now = wanted.Select(item => ExactTypes.KeyIn(item, key)).ToList();
        if (key == "rank" && !below.Select(level => ExactTypes.KeyIn(level, "label")).Intersect(wanted.Select(level => ExactTypes.KeyIn(level, "label"))).Any())
        {
            // Nothing of these levels stands in the words: they are other ones, not the same ones changed.
            return new JsonObject { [ExactReading.Replace] = new JsonArray([.. wanted.Select(item => ExactTypes.Slim(item, element))]) };
        }

        if (old.Distinct().Count() != old.Count || now.Distinct().Count() != now.Count || !old.Intersect(now).Any())
        {
            return new JsonObject { [ExactReading.Replace] = new JsonArray([.. wanted.Select(item => ExactTypes.Slim(item, element))]) };
        }

        // Kept entries in their old order with the new ones last need no more than what changed; any other order is said by naming all.
        var kept = now.ToHashSet(StringComparer.Ordinal);
        var sameOrder = old.Where(kept.Contains).Concat(now.Except(old)).SequenceEqual(now);
        var byKey = below.OfType<JsonObject>().ToDictionary(item => ExactTypes.KeyIn(item, key)!, StringComparer.Ordinal);
        var result = new JsonArray();
        foreach (var item in wanted.OfType<JsonObject>())
        {
            var name = ExactTypes.KeyIn(item, key);
            var before = byKey.GetValueOrDefault(name!);
            var change = before is null ? (JsonObject)ExactTypes.Slim(item, element)! : Object(before, item, element, key);
            if (change is not null || !sameOrder)
            {
                result.Add((JsonNode)Named(item, key, change, before is null ? null : ExactEntries.WasOf(before, key, below)));
            }
        }

        foreach (var gone in below.OfType<JsonObject>().Where(item => !kept.Contains(ExactTypes.KeyIn(item, key)!)))
        {
            result.Add((JsonNode)Named(gone, key, new JsonObject { [ExactReading.Remove] = true }, ExactEntries.WasOf(gone, key, below)));
        }

        return result;
    }

    private static JsonObject Named(JsonObject item, string key, JsonObject? change, JsonObject? was)
    {
        var result = new JsonObject { [key] = item[key]!.DeepClone() };
        if (was is not null)
        {
            result[ExactReading.Was] = was;
        }

        foreach (var (name, value) in change ?? [])
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }
}
