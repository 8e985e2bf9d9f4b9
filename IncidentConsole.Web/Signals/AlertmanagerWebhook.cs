using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals;

/// <summary>Reads the webhook of Alertmanager, version 4 (INTERFACES sections 1 and 11). Unknown fields are ignored: newer versions add some.</summary>
public static class AlertmanagerWebhook
{
    /// <summary>The delivery, or null with what is wrong with the body, for whoever wires the sender.</summary>
    public static AlertDelivery? Parse(ReadOnlyMemory<byte> body, out string? problem)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            problem = null;
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"The body is not JSON: line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}.");
        }
        catch (AlertFormatException e)
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

    private static AlertDelivery Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new AlertFormatException("The body is not an Alertmanager delivery: an object with \"version\", \"groupKey\" and \"alerts\" is expected.");
        }

        if (Text(root, "version", "") is var version and not "4")
        {
            throw new AlertFormatException($"Version \"{version}\" of the webhook is not understood here: version \"4\" is expected.");
        }

        if (!root.TryGetProperty("alerts", out var alerts) || alerts.ValueKind != JsonValueKind.Array)
        {
            throw new AlertFormatException("The list \"alerts\" is missing.");
        }

        var notices = alerts.EnumerateArray().Select(Notice).ToList();
        return new AlertDelivery(Text(root, "groupKey", ""), Text(root, "receiver", ""), notices, Truncated(root), NullIfEmpty(Text(root, "externalURL", "")));
    }

    private static AlertNotice Notice(JsonElement alert, int index)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"alerts[{index}]");
        if (alert.ValueKind != JsonValueKind.Object)
        {
            throw new AlertFormatException($"{where} is not an object.");
        }

        var status = Text(alert, "status", where) switch
        {
            "firing" => AlertStatus.Firing,
            "resolved" => AlertStatus.Resolved,
            var other => throw new AlertFormatException($"{where}.status is \"{other}\": \"firing\" or \"resolved\" is expected."),
        };
        var fingerprint = Text(alert, "fingerprint", where);
        if (fingerprint.Length is 0 or > 64)
        {
            throw new AlertFormatException($"{where}.fingerprint is missing or longer than 64 characters: without it the alert has no identity.");
        }

        // While it fires the sender writes the year 1, or when it would time out: neither is an end.
        DateTimeOffset? ends = status == AlertStatus.Resolved && Time(alert, "endsAt", where) is { Year: > 1 } end ? end : null;
        return new AlertNotice(new AlertIdentity(fingerprint, Time(alert, "startsAt", where)), status, ends,
            Map(alert, "labels", where), Map(alert, "annotations", where), NullIfEmpty(Text(alert, "generatorURL", where)));
    }

    private static int Truncated(JsonElement root) =>
        root.TryGetProperty("truncatedAlerts", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) ? Math.Max(number, 0) : 0;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>Empty when absent: most fields may be.</summary>
    private static string Text(JsonElement owner, string name, string where) =>
        !owner.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null ? ""
        : text.ValueKind == JsonValueKind.String ? text.GetString()!
        : throw new AlertFormatException($"{Path(where, name)} is not text.");

    private static DateTimeOffset Time(JsonElement owner, string name, string where)
    {
        var text = Text(owner, name, where);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new AlertFormatException($"{Path(where, name)} is \"{text}\", not a time such as 2026-11-21T05:48:16Z.");
    }

    private static ImmutableSortedDictionary<string, string> Map(JsonElement owner, string name, string where)
    {
        if (!owner.TryGetProperty(name, out var map) || map.ValueKind == JsonValueKind.Null)
        {
            return ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            throw new AlertFormatException($"{Path(where, name)} is not an object of texts.");
        }

        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.EnumerateObject())
        {
            builder[entry.Name] = entry.Value.ValueKind == JsonValueKind.String
                ? entry.Value.GetString()!
                : throw new AlertFormatException($"{Path(where, name)}.{entry.Name} is not text.");
        }

        return builder.ToImmutable();
    }

    private static string Path(string where, string name) => where.Length == 0 ? name : $"{where}.{name}";

    private sealed class AlertFormatException(string message) : FormatException(message);
}
