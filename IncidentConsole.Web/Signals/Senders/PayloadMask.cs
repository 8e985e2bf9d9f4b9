using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>A payload as the delivery log may show it: no secrets, no keys, no e-mail addresses; long ones are cut.</summary>
internal static partial class PayloadMask
{
    private const int Longest = 16 * 1024;
    private const string Masked = "•••";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Secrets = ["password", "passwd", "secret", "token", "authorization", "credential", "api_key", "apikey", "api-key", "routing_key", "routingkey", "private_key", "cookie", "signature"];

    /// <param name="key">The key it came with, wherever it stands in the text.</param>
    public static string Of(ReadOnlyMemory<byte> body, string? key = null)
    {
        string text;
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            using var buffer = new MemoryStream(body.Length);
            using (var writer = new Utf8JsonWriter(buffer, Options))
            {
                Write(json.RootElement, writer);
            }

            text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            text = Clean(Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, Longest)]));   // no JSON, or text that is no Unicode
        }

        if (!string.IsNullOrEmpty(key))
        {
            text = text.Replace(key, Masked, StringComparison.Ordinal);
        }

        return text.Length <= Longest ? text : $"{text[..Longest]}… ({body.Length} bytes)";
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var entry in value.EnumerateObject())
                {
                    writer.WritePropertyName(entry.Name);
                    if (IsSecret(entry.Name) && entry.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object or JsonValueKind.Array))
                    {
                        writer.WriteStringValue(Masked);
                    }
                    else
                    {
                        Write(entry.Value, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Clean(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsSecret(string name) => Array.Exists(Secrets, secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private static string Clean(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            text = Address().Replace(text, Masked);
        }

        if (text.Contains('=', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
        {
            text = Parameter().Replace(text, $"$1{Masked}");
        }

        return text.Contains("ic_", StringComparison.Ordinal) || text.Contains("earer ", StringComparison.Ordinal) ? Key().Replace(text, Masked) : text;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Address();

    [GeneratedRegex(@"((?:password|passwd|secret|token|api_?key|access_key|signature|sig)[""']?\s*[=:]\s*)[^\s&,;""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\bic_[\w-]{20,}|[Bb]earer\s+\S+")]
    private static partial Regex Key();
}
