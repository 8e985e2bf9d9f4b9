using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Paths into one runbook with the keys of lists in place of numbers: "severities/levels/0/response" is that of rank 1.</summary>
internal sealed class ExactPaths(Runbook runbook)
{
    private readonly JsonObject tree = ExactTypes.Tree(runbook);
    private readonly Dictionary<JsonArray, Dictionary<string, JsonNode>> byKey = new(ReferenceEqualityComparer.Instance);

    public string ByKey(string path)
    {
        var parts = path.Split('/');
        var (type, node) = (ExactTypes.Runbook, (JsonNode?)tree);
        for (var at = 0; at < parts.Length; at++)
        {
            if (type.Kind == JsonTypeInfoKind.Object && ExactTypes.Member(type, parts[at]) is { } member)
            {
                (type, node) = (ExactTypes.Of(member.PropertyType), (node as JsonObject)?[parts[at]]);
            }
            else if (type.Kind == JsonTypeInfoKind.Enumerable && node is JsonArray list)
            {
                var key = ExactTypes.KeyOf(type);
                node = (key is null or "rank" ? null : Keys(list, key).GetValueOrDefault(parts[at])) ?? Place(list, parts[at]);
                parts[at] = key is null ? parts[at] : ExactTypes.KeyIn(node, key) ?? parts[at];
                type = ExactTypes.Of(type.ElementType!);
            }
            else
            {
                break;
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>The path itself and everything it stands in.</summary>
    public static IEnumerable<string> WithParents(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private Dictionary<string, JsonNode> Keys(JsonArray list, string key)
    {
        if (!byKey.TryGetValue(list, out var keys))
        {
            byKey[list] = keys = new(StringComparer.Ordinal);
            foreach (var item in list.OfType<JsonNode>())
            {
                keys.TryAdd(ExactTypes.KeyIn(item, key) ?? "", item);
            }
        }

        return keys;
    }

    private static JsonNode? Place(JsonArray list, string said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < list.Count ? list[place] : null;
}
