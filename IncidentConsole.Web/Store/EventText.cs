using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>Free text of an event as it stands beside the log. Deleting the row deletes the text and leaves a hash nobody can turn back.</summary>
/// <param name="Field">The event's property in camelCase, or <see cref="Reason"/>.</param>
/// <param name="Salt">Random, hex.</param>
internal sealed record EventText(string Field, string Salt, string Text)
{
    /// <summary>The envelope's reason; no event may have a text property of that name.</summary>
    public const string Reason = "reason";

    private const int SaltBytes = 16;

    /// <summary>What the payload holds: lower-case SHA-256 hex of salt and text.</summary>
    public string Hash => HashOf(Salt, Text);

    public static EventText Seal(string field, string text) => new(field, RandomNumberGenerator.GetHexString(2 * SaltBytes, lowercase: true), text);

    public static string HashOf(string salt, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + text)));
}

/// <summary>
/// Where the texts of the event being written or read go, or come from. Serialisation is synchronous and a converter gets no state of its own,
/// so it is per thread, for the time of one event.
/// </summary>
internal static class EventTexts
{
    /// <summary>In place of the hash of a text that was redacted before this event repeated it.</summary>
    public const string Gone = "redacted";

    [ThreadStatic]
    private static List<EventText>? sealedTexts;

    [ThreadStatic]
    private static IReadOnlyDictionary<string, string>? known;

    public static string Serialize(DomainEvent happened, EventType type, List<EventText> into)
    {
        sealedTexts = into;
        var payload = JsonSerializer.Serialize(happened, type.Json);
        sealedTexts = null;
        return payload;
    }

    /// <param name="texts">Field → text of this event; what is missing was redacted.</param>
    public static DomainEvent Deserialize(string payload, EventType type, IReadOnlyDictionary<string, string>? texts) => Deserialize(Encoding.UTF8.GetBytes(payload), type, texts);

    /// <param name="payload">UTF-8.</param>
    /// <param name="type">Of the event.</param>
    /// <param name="texts">As above.</param>
    public static DomainEvent Deserialize(ReadOnlySpan<byte> payload, EventType type, IReadOnlyDictionary<string, string>? texts)
    {
        known = texts;
        var happened = (DomainEvent)JsonSerializer.Deserialize(payload, type.Json)!;
        known = null;
        return happened;
    }

    /// <summary>Puts the hash of a text into the payload in place of the text.</summary>
    internal sealed class Converter(string field) : JsonConverter<Prose>
    {
        public override Prose Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return known is not null && known.TryGetValue(field, out var text) ? new Prose(text) : Prose.Redacted;
        }

        public override void Write(Utf8JsonWriter writer, Prose value, JsonSerializerOptions options)
        {
            if (value.Text is null)
            {
                writer.WriteStringValue(Gone);
                return;
            }

            var text = EventText.Seal(field, value.Text);
            (sealedTexts ?? throw new InvalidOperationException("Events are written through EventTexts.Serialize.")).Add(text);
            writer.WriteStringValue(text.Hash);
        }
    }
}
