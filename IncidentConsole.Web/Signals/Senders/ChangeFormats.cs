using System.Text.Json;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Changes as PagerDuty's clients and scripts tell them.</summary>
internal static class ChangeFormats
{
    private const int LongestSummary = 1024;

    /// <summary>PagerDuty's change event: routing key, notice, and what is wrong with it; null when it is no JSON object.</summary>
    public static PagerDutyChange? PagerDuty(ReadOnlyMemory<byte> body, DateTimeOffset now) => SenderJson.Read(body, root => root.ValueKind == JsonValueKind.Object ? PagerDuty(root, now) : null!, out _);

    /// <summary><c>{"summary", "service"?, "source"?, "author"?, "at"?, "link"?, "key"?}</c>.</summary>
    public static ChangeNotice? Plain(ReadOnlyMemory<byte> body, DateTimeOffset now, out string? problem) => SenderJson.Read(body, root => Plain(root, now), out problem);

    private static PagerDutyChange PagerDuty(JsonElement root, DateTimeOffset now)
    {
        List<string> errors = [];
        var key = PagerDutyEvent.Said(root, "routing_key", errors) ?? "";
        if (key.Length == 0)
        {
            errors.Add("'routing_key' is missing or blank");
        }

        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
        {
            errors.Add("'payload' is missing or blank");
            return new PagerDutyChange(key, null, errors);
        }

        var summary = PagerDutyEvent.Required(payload, "summary", errors, LongestSummary);
        var at = now;
        if (PagerDutyEvent.Said(payload, "timestamp", errors) is { Length: > 0 } timestamp && !TryTime(timestamp, out at))
        {
            errors.Add("'payload.timestamp' is invalid (must be an ISO 8601 time)");
        }

        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        SenderJson.Flatten(payload, "", fields);
        var url = root.TryGetProperty("links", out var links) && links.ValueKind == JsonValueKind.Array && links.GetArrayLength() > 0 && links[0].ValueKind == JsonValueKind.Object && links[0].TryGetProperty("href", out var href) ? href.GetString() : null;
        return new PagerDutyChange(key, errors.Count > 0 ? null : new ChangeNotice(null, summary!, fields.GetValueOrDefault("source"), null, url, at, fields), errors);
    }

    private static ChangeNotice Plain(JsonElement root, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object || SenderJson.Optional(root, "summary") is not { } summary || string.IsNullOrWhiteSpace(summary))
        {
            throw new SenderFormatException("summary is missing: say in a few words what was changed.");
        }

        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        SenderJson.Flatten(root, "", fields);
        var at = SenderJson.Optional(root, "at") is { } said ? SenderJson.Time(said, "at") : now;
        return new ChangeNotice(SenderJson.Optional(root, "key"), summary.Trim(), SenderJson.Optional(root, "source"), SenderJson.Optional(root, "author"), SenderJson.Optional(root, "link"), at, fields);
    }

    private static bool TryTime(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out at);
}

internal sealed record PagerDutyChange(string RoutingKey, ChangeNotice? Notice, IReadOnlyList<string> Errors);
