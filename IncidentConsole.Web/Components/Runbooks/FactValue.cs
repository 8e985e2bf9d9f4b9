using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Components.Runbooks;

/// <summary>The value behind a fact, as one line a person can correct: "15 min", "5", "Page the manager".</summary>
/// <param name="Path">As an override names it.</param>
/// <param name="Name">Which of the fact's values it is: "response", "title".</param>
/// <param name="Said">In words.</param>
internal sealed partial record FactValue(string Path, string Name, string Said)
{
    // What of a whole entry one most likely wants to correct.
    private static readonly string[] Mains = ["value", "text", "title", "label", "target", "name", "channel"];

    private JsonNode Node { get; init; } = default!;

    /// <summary>Null where the fact has no value that fits one line.</summary>
    public static FactValue? Find(Runbook runbook, string path)
    {
        JsonNode? node = JsonSerializer.SerializeToNode(runbook, RunbookJson.Options);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node switch
            {
                JsonObject map => map[name],
                JsonArray list => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < list.Count ? list[place] : list.FirstOrDefault(entry => Id(entry) == name),
                _ => null,
            };
        }

        if (node is JsonObject entry && Mains.FirstOrDefault(name => entry[name] is JsonValue) is { } main)
        {
            (node, path) = (entry[main], $"{path}/{main}");
        }

        return node is JsonValue value && Words(value) is { } said && !said.Contains('\n', StringComparison.Ordinal)
            ? new FactValue(path, path.Split('/')[^1] is var last && last.All(char.IsAsciiDigit) ? "text" : last, said) { Node = value }
            : null;
    }

    /// <summary>JSON of what a person typed instead; null where it is no value of this kind.</summary>
    public string? Read(string typed)
    {
        var text = typed.Trim();
        return Node.GetValueKind() switch
        {
            JsonValueKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonSerializer.Serialize(number, RunbookJson.Options) : null,
            JsonValueKind.True or JsonValueKind.False => text.ToUpperInvariant() switch { "YES" => "true", "NO" => "false", _ => null },
            _ when IsTime(Node.GetValue<string>()) => Time(text) is { } time ? JsonSerializer.Serialize(time, RunbookJson.Options) : null,
            _ => text.Length == 0 ? null : JsonSerializer.Serialize(text, RunbookJson.Options),
        };
    }

    private static string? Id(JsonNode? entry) => entry is JsonObject map && map["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null;

    private static string? Words(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<double>().ToString("0.######", CultureInfo.InvariantCulture),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => value.GetValue<string>() switch
        {
            NextBusinessDay => "next business day",
            "PT0S" => "at once",
            var text when IsTime(text) => RunbookWords.Span(XmlConvert.ToTimeSpan(text)).Replace('\u00a0', ' '),
            var text => text,
        },
        _ => null,
    };

    private const string NextBusinessDay = "nextBusinessDay";

    private static bool IsTime(string text) => text == NextBusinessDay || IsoTime().IsMatch(text);

    private static string? Time(string text)
    {
        if (text.Equals("at once", StringComparison.OrdinalIgnoreCase))
        {
            return "PT0S";
        }

        if (text.Equals("next business day", StringComparison.OrdinalIgnoreCase))
        {
            return NextBusinessDay;
        }

        if (!SaidTime().IsMatch(text))
        {
            return null;
        }

        var hours = 0.0;
        var hasHours = false;
        foreach (var part in TimePart().Matches(text).Cast<Match>())
        {
            var number = double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture);
            hours += number * part.Groups[2].Value.ToUpperInvariant() switch
            {
                "S" => 1 / 3600.0,
                "M" => 1 / 60.0,
                "H" => 1,
                "D" => 24,
                "" when hasHours => 1 / 60.0,   // "1 h 30"
                _ => 1 / 60.0,
            };
            hasHours = true;
        }

        return XmlConvert.ToString(TimeSpan.FromSeconds(Math.Round(hours * 3600)));
    }

    [GeneratedRegex(@"\AP(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\z")]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"\A(\d+(\.\d+)?\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)?\s*)+\z", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 100)]
    private static partial Regex SaidTime();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*([smhd]?)[a-z]*", RegexOptions.IgnoreCase)]
    private static partial Regex TimePart();
}
