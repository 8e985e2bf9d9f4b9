using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>An event in PagerDuty's Events v2 (INTERFACES section 3): what is wrong with it is said as PagerDuty says it, all at once.</summary>
/// <param name="DedupKey">As sent, or made for a trigger without one; a repeat of that delivery is then another alert, as there.</param>
internal sealed record PagerDutyEvent(string RoutingKey, string DedupKey, AlertDelivery? Delivery, IReadOnlyList<string> Errors)
{
    private const int RoutingKeyLength = 32;
    private const int LongestDedupKey = 255;
    private const int LongestSummary = 1024;

    private static readonly ImmutableArray<string> Severities = ["critical", "error", "warning", "info"];

    /// <summary>Null when it is no JSON object at all.</summary>
    public static PagerDutyEvent? Parse(ReadOnlyMemory<byte> body, DateTimeOffset now) => SenderJson.Read(body, root => root.ValueKind == JsonValueKind.Object ? Read(root, now) : null!, out _);

    private static PagerDutyEvent Read(JsonElement root, DateTimeOffset now)
    {
        List<string> errors = [];
        var routingKey = Said(root, "routing_key", errors) ?? "";
        if (routingKey.Length != RoutingKeyLength)
        {
            errors.Add(routingKey.Length == 0 ? "'routing_key' is missing or blank" : $"Length of 'routing_key' is incorrect (should be {RoutingKeyLength} characters)");
        }

        var action = Said(root, "event_action", errors);
        var key = Said(root, "dedup_key", errors);
        AlertStatus? status = action switch
        {
            "trigger" => AlertStatus.Firing,
            "acknowledge" => AlertStatus.Acknowledged,
            "resolve" => AlertStatus.Resolved,
            _ => null,
        };
        if (status is null)
        {
            errors.Add(string.IsNullOrEmpty(action) ? "'event_action' is missing or blank" : "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }

        if (key?.Length > LongestDedupKey)
        {
            errors.Add($"'dedup_key' is too long (maximum is {LongestDedupKey} characters)");
        }
        else if (string.IsNullOrEmpty(key) && status is not (null or AlertStatus.Firing))
        {
            errors.Add("'dedup_key' is missing or blank");
        }

        key = string.IsNullOrEmpty(key) ? Guid.CreateVersion7(now).ToString("N") : key;
        var payload = root.TryGetProperty("payload", out var given) && given.ValueKind == JsonValueKind.Object ? given : (JsonElement?)null;
        var notice = status == AlertStatus.Firing && payload is null ? Missing(errors) : Notice(root, payload, status, key, now, errors);
        return new PagerDutyEvent(routingKey, key, errors.Count > 0 || notice is null ? null : new AlertDelivery("", "", [notice], 0, null), errors);
    }

    private static AlertNotice? Missing(List<string> errors)
    {
        errors.Add("'payload' is missing or blank");
        return null;
    }

    private static AlertNotice? Notice(JsonElement root, JsonElement? payload, AlertStatus? status, string key, DateTimeOffset now, List<string> errors)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        var at = now;
        if (payload is { } given && status == AlertStatus.Firing)
        {
            Required(given, "summary", errors, LongestSummary);
            Required(given, "source", errors, int.MaxValue);
            var severity = Required(given, "severity", errors, int.MaxValue);
            if (!string.IsNullOrEmpty(severity) && !Severities.Contains(severity))
            {
                errors.Add("'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')");
            }

            // Documented as 2015-07-17T08:42:58.315+0000, which JSON readers of dates refuse: it is read as text.
            if (Said(given, "timestamp", errors) is { Length: > 0 } timestamp)
            {
                try
                {
                    at = SenderJson.Time(timestamp, "payload.timestamp");
                }
                catch (SenderFormatException)
                {
                    errors.Add("'payload.timestamp' is invalid (must be an ISO 8601 time)");
                }
            }

            SenderJson.Flatten(given, "", fields);
            fields.Remove("timestamp");
            fields["alertname"] = fields.GetValueOrDefault("summary", "");
            fields.Remove("summary");
            texts["summary"] = fields["alertname"];
        }

        var url = First(root, "links", "href") ?? (root.TryGetProperty("client_url", out var client) && client.ValueKind == JsonValueKind.String ? client.GetString() : null);
        return status is not { } said || errors.Count > 0 ? null : new AlertNotice(new AlertIdentity(key, at) { IsKey = true }, said, null, fields, texts, url)
        {
            // Alertmanager's key is the hash of its group key: the same trouble by its webhook has the same.
            Group = key.Length == 64 && key.All(char.IsAsciiHexDigitLower) ? key : null,
            Image = First(root, "images", "src"),
        };
    }

    /// <summary>The first address of a list of links or images.</summary>
    private static string? First(JsonElement root, string list, string name) =>
        root.TryGetProperty(list, out var links) && links.ValueKind == JsonValueKind.Array
            ? links.EnumerateArray().Where(link => link.ValueKind == JsonValueKind.Object).Select(link => link.TryGetProperty(name, out var address) && address.ValueKind == JsonValueKind.String ? address.GetString() : null).FirstOrDefault(address => !string.IsNullOrEmpty(address))
            : null;

    internal static string? Required(JsonElement payload, string name, List<string> errors, int longest)
    {
        var text = Said(payload, name, errors);
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add($"'payload.{name}' is missing or blank");
        }
        else if (text.Length > longest)
        {
            errors.Add($"'payload.{name}' is too long (maximum is {longest} characters)");
        }

        return text;
    }

    internal static string? Said(JsonElement owner, string name, List<string> errors)
    {
        if (!owner.TryGetProperty(name, out var text) || text.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (text.ValueKind == JsonValueKind.String)
        {
            return text.GetString();
        }

        errors.Add($"'{name}' must be a string");
        return null;
    }
}
