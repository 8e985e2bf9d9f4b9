using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Runbooks;

/// <summary>A response target in one word: a duration (<c>PT15M</c>, zero = at once), <c>nextBusinessDay</c> or <c>none</c>.</summary>
public sealed class ResponseTargetConverter : JsonConverter<ResponseTarget>
{
    private const string NextBusinessDay = "nextBusinessDay";
    private const string None = "none";

    private static readonly IsoDurationConverter Durations = new();

    public override ResponseTarget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(NextBusinessDay))
        {
            return ResponseTarget.NextBusinessDay;
        }

        return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(None)
            ? ResponseTarget.None
            : ResponseTarget.Elapsed(Durations.Read(ref reader, typeof(TimeSpan), options));
    }

    public override void Write(Utf8JsonWriter writer, ResponseTarget value, JsonSerializerOptions options)
    {
        if (value.Within is { } within)
        {
            Durations.Write(writer, within, options);
        }
        else
        {
            writer.WriteStringValue(value.IsNextBusinessDay ? NextBusinessDay : None);
        }
    }
}
