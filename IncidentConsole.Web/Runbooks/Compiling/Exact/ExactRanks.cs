using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Levels in rules ("ranks") are written by their labels: a number would mean another level as soon as somebody inserts one above.
/// Numbers are still read, and said to be uncertain.
/// </summary>
internal static class ExactRanks
{
    public const string Member = "ranks";

    /// <summary>Numbers turned into labels, where every level has one of its own.</summary>
    public static void ToLabels(JsonNode? node, IReadOnlyList<string> labels)
    {
        if (labels.Distinct(StringComparer.Ordinal).Count() == labels.Count)
        {
            Each(node, (list, at, _) => list[at] is JsonValue rank && rank.GetValueKind() == JsonValueKind.Number && rank.GetValue<int>() is var number && number >= 1 && number <= labels.Count ? labels[number - 1] : null);
        }
    }

    /// <summary>Labels turned into the ranks they have in this runbook.</summary>
    /// <exception cref="ExactnessException">There is no such level.</exception>
    public static void ToNumbers(JsonNode? node, IReadOnlyList<string> labels, Func<JsonNode, int> lineOf) =>
        Each(node, (list, at, isWas) => list[at] is not JsonValue label || label.GetValueKind() != JsonValueKind.String ? null
            : labels.ToList().IndexOf(label.GetValue<string>()) is >= 0 and var place ? place + 1
            : isWas ? 0 // No such level any more: what was meant is found nowhere, and that is said.
            : throw new ExactnessException($"\"{label}\" is no level of this runbook. It has: {string.Join(", ", labels)}.", lineOf(list)));

    /// <summary>The lists of levels that are written as numbers.</summary>
    public static IReadOnlySet<JsonNode> Numbered(JsonNode? node)
    {
        var numbered = new HashSet<JsonNode>(ReferenceEqualityComparer.Instance);
        Each(node, (list, at, isWas) =>
        {
            if (!isWas && list[at]?.GetValueKind() == JsonValueKind.Number)
            {
                numbered.Add(list);
            }

            return null;
        });
        return numbered;
    }

    /// <summary>All lists of levels in a value.</summary>
    public static IEnumerable<JsonArray> In(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(In),
        JsonObject map => map.SelectMany(member => member.Key == Member && member.Value is JsonArray ranks ? [ranks] : In(member.Value)),
        _ => [],
    };

    private static void Each(JsonNode? node, Func<JsonArray, int, bool, JsonNode?> change, bool isWas = false)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Each(item, change, isWas);
            }

            return;
        }

        foreach (var (name, value) in node as JsonObject ?? [])
        {
            if (name != Member || value is not JsonArray ranks)
            {
                Each(value, change, isWas || name == ExactReading.Was);
                continue;
            }

            for (var at = 0; at < ranks.Count; at++)
            {
                if (change(ranks, at, isWas) is { } other)
                {
                    ranks[at] = other;
                }
            }
        }
    }
}
