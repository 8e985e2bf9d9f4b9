using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Which entry of a list an exact value is meant for, told by what the entry says rather than by where it stands: lines that are inserted
/// above it move it, and the value follows; an entry that is gone, changed or there twice is hit by nothing.
/// </summary>
internal static class ExactEntries
{
    /// <summary>Places of the entries that say what <paramref name="was"/> says: all of it, and perhaps more.</summary>
    public static IReadOnlyList<int> Find(JsonArray list, JsonNode was) => [.. Enumerable.Range(0, list.Count).Where(at => Says(list[at], was))];

    /// <summary>The place of the entry that a stated member of a list with keys is meant for.</summary>
    /// <returns>No place and no reason where it is a new entry.</returns>
    public static (int? At, string? Why) Target(JsonArray below, JsonObject stated, string key)
    {
        if (stated[ExactReading.Was] is { } was)
        {
            return Find(below, was) is var found && found is [var only] ? (only, null) : (null, Why(found.Count));
        }

        var name = ExactTypes.KeyIn(stated, key);
        for (var at = 0; at < below.Count; at++)
        {
            if (ExactTypes.KeyIn(below[at], key) == name)
            {
                return (at, null);
            }
        }

        return (null, null);
    }

    /// <summary>What a member of a list with keys is to be known by beside its key; null where the key says it all.</summary>
    /// <param name="old">The entry; null for a new one.</param>
    public static JsonObject? WasOf(JsonNode? old, string key, JsonArray below)
    {
        // A rank is a place among the levels, and "restart-2" the second of that name: another line above makes it another.
        var name = ExactTypes.KeyIn(old, key) ?? "";
        string[] telling = key == "rank" ? ["label"] : key == "id" && char.IsAsciiDigit(name.LastOrDefault()) && name.Contains('-', StringComparison.Ordinal) ? ["title", "text", "name", "target"] : [];
        var was = new JsonObject();
        foreach (var member in telling.Where(member => old?[member] is JsonValue))
        {
            was[member] = old![member]!.DeepClone();
        }

        return was.Count > 0 && Find(below, was).Count == 1 ? was : null;
    }

    /// <summary>Why a value that says what it is meant for changes nothing.</summary>
    public static string Why(int found) => found == 0 ? "the text says that nowhere now" : $"{found} entries say that: add what tells them apart";

    /// <summary>What tells an entry apart from its neighbours today.</summary>
    public static JsonNode? Was(JsonNode? entry, JsonTypeInfo element) => ExactTypes.Slim(entry, element);

    private static bool Says(JsonNode? entry, JsonNode? was) => (entry, was) switch
    {
        (JsonObject has, JsonObject named) => named.All(member => Says(has[member.Key], member.Value)),
        _ => JsonNode.DeepEquals(entry, was),
    };
}

/// <summary>A list with entries changed, taken out and added: each entry of the result with where it comes from.</summary>
/// <param name="Places">In the order of the result.</param>
/// <param name="Refused">Changes that fit no entry, or more than one; they change nothing.</param>
internal sealed record ExactLayout(IReadOnlyList<ExactPlace> Places, IReadOnlyList<(JsonObject Change, string Why)> Refused)
{
    /// <param name="changes">Each with <c>now</c>, and <c>was</c> or <c>asked</c> where it is no new entry.</param>
    /// <param name="open">Questions of the text that have no value yet, by their words.</param>
    public static ExactLayout Of(JsonArray below, JsonArray changes, IReadOnlySet<string> open)
    {
        var refused = new List<(JsonObject, string)>();
        var changed = new Dictionary<int, JsonObject>();
        var added = new List<ExactPlace>();
        foreach (var change in changes.OfType<JsonObject>())
        {
            if (change[ExactReading.Was] is { } was)
            {
                var found = ExactEntries.Find(below, was);
                if (found is not [var at])
                {
                    refused.Add((change, ExactEntries.Why(found.Count)));
                }
                else if (!changed.TryAdd(at, change))
                {
                    refused.Add((change, "another value is stated for the same entry"));
                }
            }
            else if (change[ExactReading.Asked]?.ToString() is { } asked && !open.Contains(asked))
            {
                refused.Add((change, "the text no longer asks that"));
            }
            else if (change[ExactReading.Now] is JsonArray several)
            {
                added.AddRange(several.Select((_, within) => new ExactPlace(null, change) { Within = within }));
            }
            else if (change[ExactReading.Now] is { } now && (change.ContainsKey(ExactReading.Asked) || ExactEntries.Find(below, now).Count == 0))
            {
                added.Add(new ExactPlace(null, change));
            }
        }

        var kept = Enumerable.Range(0, below.Count).Select(at => new ExactPlace(at, changed.GetValueOrDefault(at))).Where(place => !place.IsTakenOut);
        return new ExactLayout([.. kept, .. added], refused);
    }
}

/// <param name="From">Its place in the list below; null for an entry that is new.</param>
/// <param name="Change">Null where nothing is said about it.</param>
internal sealed record ExactPlace(int? From, JsonObject? Change)
{
    /// <summary>Its place in <c>now</c>, where that holds several new entries.</summary>
    public int? Within { get; init; }

    public bool IsTakenOut => Change is not null && Change[ExactReading.Now] is null;

    public JsonNode? Now => Within is { } at ? Change![ExactReading.Now]![at] : Change?[ExactReading.Now];
}
