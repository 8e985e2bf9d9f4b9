using System.Globalization;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>An exact value that was put in.</summary>
/// <param name="Path">By the keys of lists: <c>severities/levels/2/response</c> is the level of rank 2.</param>
/// <param name="Doubt">Why it may be meant for something else; null where it cannot.</param>
internal sealed record ExactStatement(string Path, string Value, int Line, string? Doubt = null);

/// <summary>An exact value that was not put in, because what it is meant for is not there.</summary>
/// <param name="Meant">What it is meant for, in words.</param>
internal sealed record ExactRefusal(string Path, string Meant, string Why, SourceLines Lines)
{
    private const int Longest = 120;

    /// <summary>An entry as short words: "p95 latency, above, 800, ms".</summary>
    public static string Words(JsonNode? was)
    {
        var words = string.Join(", ", Leaves(was));
        return words.Length <= Longest ? words : $"{words[..Longest]}…";
    }

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Leaves(member.Value)),
        JsonArray list => list.SelectMany(Leaves),
        _ => [node?.ToString() ?? "nothing"],
    };
}

/// <summary>Entries of one list stand elsewhere, since some were taken out.</summary>
/// <param name="Path">Of the list, by keys.</param>
/// <param name="To">Old place to new; what is missing was taken out.</param>
internal sealed record ExactMove(string Path, IReadOnlyDictionary<int, int> To)
{
    /// <returns>Null where the path was taken out.</returns>
    public string? Moved(string path)
    {
        if (!path.StartsWith(Path + "/", StringComparison.Ordinal))
        {
            return path;
        }

        var rest = path[(Path.Length + 1)..].Split('/', 2);
        return !int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? path
            : To.TryGetValue(at, out var to) ? string.Join('/', [Path, to.ToString(CultureInfo.InvariantCulture), .. rest.Skip(1)])
            : null;
    }
}
