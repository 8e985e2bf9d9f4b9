using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>The shape of a runbook's stored form, taken from the model itself: names, kinds, and by what the members of a list are known.</summary>
internal static class ExactTypes
{
    public static JsonTypeInfo Runbook { get; } = Of(typeof(Runbook));

    public static JsonTypeInfo Of(Type type) => RunbookJson.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>The members that are data; what a record computes from them is not.</summary>
    public static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo type) => type.Properties.Where(property => property.Set is not null);

    public static JsonPropertyInfo? Member(JsonTypeInfo type, string name) => Members(type).FirstOrDefault(property => property.Name == name);

    /// <summary>What tells the members of a list apart: levels by <c>rank</c>, templates by <c>kind</c>, else by <c>id</c>; null for a list of plain values, which is replaced as a whole.</summary>
    public static string? KeyOf(JsonTypeInfo list)
    {
        var element = list.ElementType!;
        return element == typeof(SeverityLevel) ? "rank"
            : element == typeof(MessageTemplate) ? "kind"
            : Of(element) is { Kind: JsonTypeInfoKind.Object } type && Member(type, "id") is not null ? "id"
            : null;
    }

    /// <summary>The key of one member of a list as text; null where it has none.</summary>
    public static string? KeyIn(JsonNode? item, string key) => (item as JsonObject)?[key]?.ToString();

    /// <summary>A runbook as a tree that may be changed.</summary>
    public static JsonObject Tree(Runbook runbook) => JsonSerializer.SerializeToNode(runbook, RunbookJson.Options)!.AsObject();

    /// <summary>A copy without what the model fills in by itself where nothing is written.</summary>
    public static JsonNode? Slim(JsonNode? node, JsonTypeInfo type)
    {
        if (node is JsonArray list && type.Kind == JsonTypeInfoKind.Enumerable)
        {
            return new JsonArray([.. list.Select(item => Slim(item, Of(type.ElementType!)))]);
        }

        if (node is not JsonObject whole || type.Kind != JsonTypeInfoKind.Object)
        {
            return node?.DeepClone();
        }

        var required = new JsonObject();
        foreach (var member in Members(type).Where(member => member.IsRequired && whole[member.Name] is not null))
        {
            required[member.Name] = whole[member.Name]!.DeepClone();
        }

        var filled = JsonSerializer.SerializeToNode(required.Deserialize(type.Type, RunbookJson.Options), type.Type, RunbookJson.Options)!.AsObject();
        var result = new JsonObject();
        foreach (var (name, value) in whole.Where(member => Member(type, member.Key)!.IsRequired || !JsonNode.DeepEquals(member.Value, filled[member.Key])))
        {
            result[name] = Slim(value, Of(Member(type, name)!.PropertyType));
        }

        return result;
    }

    /// <summary>What a value of this kind looks like, for people.</summary>
    public static string Expected(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "a whole number"
            : type == typeof(double) ? "a number"
            : type == typeof(TimeSpan) ? "a time like PT15M, PT1H30M or P2D, or a number of seconds"
            : type == typeof(ResponseTarget) ? "a time like PT15M (PT0S = at once), nextBusinessDay or none"
            : type.IsEnum ? "one of " + string.Join(", ", Words(type))
            : "text";
    }

    private static ImmutableArray<string> Words(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
}
