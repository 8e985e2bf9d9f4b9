using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>
/// A payload as the delivery log may show it: no secrets, no keys, no e-mail addresses; long ones are cut. What an alert itself keeps, and an
/// incident shows to everybody, is cleaned of secrets too, but not of the addresses and words people need.
/// </summary>
internal static partial class PayloadMask
{
    private const int Longest = 16 * 1024;
    private const string Masked = Secrets.Mask;

    /// <summary>One of these is in every text with a key: most texts are not looked at twice.</summary>
    private static readonly SearchValues<string> Marks =
        SearchValues.Create(["ic_", "earer ", "GenieKey ", "asic ", "gho_", "ghp_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-", "xox", "hooks.slack.com", "AKIA", "ASIA", "sk-", "SG.", "AIza", "eyJ"], StringComparison.Ordinal);

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Telling = ["password", "passwd", "passphrase", "secret", "token", "authorization", "credential", "api_key", "apikey", "api-key", "routing_key", "routingkey", "private_key", "cookie", "signature"];

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
                Write(json.RootElement, writer, isSecret: false);
            }

            text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            text = Clean(Encoding.UTF8.GetString(body.Span));   // no JSON, or text that is no Unicode; whole, or a key across the cut would show its head
        }

        if (!string.IsNullOrEmpty(key))
        {
            text = text.Replace(key, Masked, StringComparison.Ordinal);
        }

        return text.Length <= Longest ? text : $"{text[..Longest]}… ({body.Length} bytes)";
    }

    /// <summary>The alerts as they may be kept.</summary>
    public static AlertDelivery Of(AlertDelivery delivery) => delivery.Alerts.All(IsClean) ? delivery : delivery with { Alerts = [.. delivery.Alerts.Select(Cleaned)] };

    private static AlertNotice Cleaned(AlertNotice notice) => IsClean(notice) ? notice : notice with
    {
        Labels = notice.Labels.ToDictionary(label => label.Key, label => Kept(label.Key, label.Value), StringComparer.Ordinal),
        Annotations = notice.Annotations.ToDictionary(text => text.Key, text => Kept(text.Key, text.Value), StringComparer.Ordinal),
        GeneratorUrl = notice.GeneratorUrl is { } url ? WithoutKeys(url) : null,
        Image = notice.Image is { } image && ReferenceEquals(WithoutKeys(image), image) ? image : null,   // without its key the address leads nowhere
    };

    private static bool IsClean(AlertNotice notice) =>
        notice.Labels.Concat(notice.Annotations).All(field => ReferenceEquals(Kept(field.Key, field.Value), field.Value)) && (notice.GeneratorUrl is not { } url || ReferenceEquals(WithoutKeys(url), url)) && (notice.Image is not { } image || ReferenceEquals(WithoutKeys(image), image));

    private static string Kept(string name, string text) => IsSecret(name) ? Masked : WithoutKeys(text);

    private static void Write(JsonElement value, Utf8JsonWriter writer, bool isSecret)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var entry in value.EnumerateObject())
                {
                    writer.WritePropertyName(entry.Name);
                    Write(entry.Value, writer, isSecret || IsSecret(entry.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, writer, isSecret);
                }

                writer.WriteEndArray();
                break;
            case not JsonValueKind.Null when isSecret:
                writer.WriteStringValue(Masked);
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Clean(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static bool IsSecret(string name) => Array.Exists(Telling, secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

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

        return WithoutKeys(text.Contains("earer ", StringComparison.Ordinal) ? Bearer().Replace(text, Masked) : text);
    }

    /// <summary>The same text where there is nothing to hide. A word after a colon is left alone: "unexpected token: end of file" is no secret.</summary>
    private static string WithoutKeys(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            text = Login().Replace(text, $"$1{Masked}$2");
        }

        if (text.Contains('=', StringComparison.Ordinal))
        {
            text = Assignment().Replace(text, $"$1{Masked}");
        }

        return text.AsSpan().ContainsAny(Marks) ? Secrets.WithoutKnown(Key().Replace(text, Masked)) : text;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+")]
    private static partial Regex Address();

    [GeneratedRegex(@"((?:password|passwd|secret|token|api_?key|access_key|signature|sig)[""']?\s*[=:]\s*)[^\s&,;""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"[Bb]earer\s+\S+")]
    private static partial Regex Bearer();

    [GeneratedRegex(@"((?:password|passwd|passphrase|secret|token|api_?key|access_key|signature|sig)[""']?=)[^\s&,;""']+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(://[^\s/:@?#]*:)[^\s/?#]+(@)")]
    private static partial Regex Login();

    /// <summary>Of the console, after its scheme in a header, of Slack's address.</summary>
    [GeneratedRegex(@"\bic_[\w-]{20,}|\b(?:[Bb]earer|GenieKey|uthorization:?\s*Basic)\s+[\w.~+/=-]{16,}|hooks\.slack\.com/services/\S+")]
    private static partial Regex Key();
}
