using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Web.Endpoints;

/// <summary>The API's JSON: camelCase, enums as camelCase words, unknown properties refused so that a misspelt field is not silently lost.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>An enum word in any spelling: case, spaces, hyphens and underscores do not matter.</summary>
    public static T? Word<T>(string? said)
        where T : struct, Enum
    {
        var key = Squeeze(said);
        foreach (var value in Enum.GetValues<T>())
        {
            if (key.Length > 0 && Squeeze(value.ToString()) == key)
            {
                return value;
            }
        }

        return null;
    }

    public static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string Squeeze(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, NumberHandling = JsonNumberHandling.Strict };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
