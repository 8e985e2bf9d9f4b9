using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Reads what senders send: absent is empty, a wrong kind is told with its place, unknown fields are ignored because newer versions add some.</summary>
internal static class SenderJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>What the reader makes of the body, or null with what is wrong with it, for whoever wires the sender.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, out string? problem)
        where T : class
    {
        if (body.IsEmpty)
        {
            problem = "The body is empty.";
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body, Options);
            problem = null;
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"The body is not JSON: line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}.");
        }
        catch (SenderFormatException e)
        {
            problem = e.Message;
        }
        catch (InvalidOperationException)
        {
            // What JsonElement.GetString throws for bytes or escapes that are no Unicode text; kinds are checked before.
            problem = "The body holds text that is not valid UTF-8.";
        }

        return null;
    }

    /// <summary>Empty when absent: most fields may be.</summary>
    public static string Text(JsonElement owner, string name, string where = "") =>
        !owner.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null ? ""
        : text.ValueKind == JsonValueKind.String ? text.GetString()!
        : throw new SenderFormatException($"{Path(where, name)} is not text.");

    /// <summary>Null when absent or empty.</summary>
    public static string? Optional(JsonElement owner, string name, string where = "") => Text(owner, name, where) is { Length: > 0 } text ? text : null;

    public static DateTimeOffset Time(JsonElement owner, string name, string where = "") => Time(Text(owner, name, where), Path(where, name));

    public static DateTimeOffset Time(string text, string path) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new SenderFormatException($"{path} is \"{text}\", not a time such as 2026-11-21T05:48:16Z.");

    public static JsonElement? Object(JsonElement owner, string name, string where = "") =>
        !owner.TryGetProperty(name, out var child) || child.ValueKind == JsonValueKind.Null ? null
        : child.ValueKind == JsonValueKind.Object ? child
        : throw new SenderFormatException($"{Path(where, name)} is not an object.");

    public static IEnumerable<JsonElement> List(JsonElement owner, string name, string where = "") =>
        !owner.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null ? []
        : list.ValueKind == JsonValueKind.Array ? list.EnumerateArray()
        : throw new SenderFormatException($"{Path(where, name)} is not a list.");

    /// <summary>An object of texts.</summary>
    public static ImmutableSortedDictionary<string, string> Map(JsonElement owner, string name, string where = "")
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Object(owner, name, where) is { } map)
        {
            foreach (var entry in map.EnumerateObject())
            {
                builder[entry.Name] = entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : throw new SenderFormatException($"{Path(where, name)}.{entry.Name} is not text.");
            }
        }

        return builder.ToImmutable();
    }

    /// <summary>An object of texts from senders that are not strict about it: what is no text is written as JSON, null is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Loose(JsonElement owner, string name, string where = "") =>
        Object(owner, name, where) is { } map
            ? map.EnumerateObject().Where(entry => entry.Value.ValueKind != JsonValueKind.Null)
                .Select(entry => KeyValuePair.Create(entry.Name, entry.Value.ValueKind == JsonValueKind.String ? entry.Value.GetString()! : entry.Value.GetRawText())).ToList()
            : [];

    /// <summary>Any object as fields: what is nested is named by its path, what is no text is written as JSON.</summary>
    public static void Flatten(JsonElement value, string path, IDictionary<string, string> into)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var entry in value.EnumerateObject())
            {
                Flatten(entry.Value, path.Length == 0 ? entry.Name : $"{path}.{entry.Name}", into);
            }
        }
        else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && path.Length > 0)
        {
            into[path] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
    }

    public static string Path(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";
}

/// <summary>What a sender said is not what its format says; the message is for whoever wires it.</summary>
internal sealed class SenderFormatException(string message) : FormatException(message);
