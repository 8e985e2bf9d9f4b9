using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace IncidentConsole.Web.Runbooks;

/// <summary>A duration as ISO-8601 text (<c>PT15M</c>, <c>P2D</c>); a plain number is read as seconds. Written as text only.</summary>
public sealed class IsoDurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return TimeSpan.FromSeconds(reader.GetDouble());
        }

        var text = reader.GetString();
        try
        {
            return XmlConvert.ToTimeSpan(text!);
        }
        catch (FormatException)
        {
            throw new JsonException($"\"{text}\" is no duration. Write it like PT15M, PT1H30M or P2D, or as a number of seconds.");
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(XmlConvert.ToString(value));
}
