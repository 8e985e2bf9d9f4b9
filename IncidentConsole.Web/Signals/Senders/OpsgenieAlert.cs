using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>What clients of the Opsgenie alert API send: a new alert, or a word about one (INTERFACES section 4). Over-long fields are cut, as there.</summary>
internal static class OpsgenieAlert
{
    private const int LongestMessage = 130;
    private const int LongestAlias = 512;
    private const int MostTags = 20;
    private const string UsualPriority = "P3";

    /// <param name="id">Alias of an alert that gives none.</param>
    public static AlertDelivery? Create(ReadOnlyMemory<byte> body, string id, DateTimeOffset now, out string? problem) => SenderJson.Read(body, root => Create(Checked(root), id, now), out problem);

    /// <summary>A word about the alert with this alias.</summary>
    public static AlertDelivery? About(string verb, string alias, ReadOnlyMemory<byte> body, DateTimeOffset now, out string? problem) =>
        SenderJson.Read(body.IsEmpty ? "{}"u8.ToArray() : body, root => About(verb, alias, Checked(root), now), out problem);

    private static AlertDelivery Create(JsonElement root, string id, DateTimeOffset now)
    {
        var message = SenderJson.Text(root, "message");
        if (string.IsNullOrWhiteSpace(message))
        {
            throw new SenderFormatException("Message can not be empty");
        }

        var alias = SenderJson.Optional(root, "alias") is { } said ? Cut(said, LongestAlias) : id;
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal) { ["alertname"] = Cut(message, LongestMessage) };
        SetPriority(fields, Priority(root) ?? UsualPriority);
        foreach (var name in (string[])["entity", "source", "user"])
        {
            if (SenderJson.Optional(root, name) is { } text)
            {
                fields[name] = text;
            }
        }

        foreach (var detail in SenderJson.Loose(root, "details"))
        {
            fields[$"details.{detail.Key}"] = detail.Value;
        }

        SortedDictionary<string, string> texts = new(StringComparer.Ordinal) { ["summary"] = fields["alertname"] };
        Add(texts, "description", SenderJson.Optional(root, "description"));
        Add(texts, AlertReading.Tags, Tags(root));
        Add(texts, AlertReading.Unsaid, Priority(root) is null ? "priority,severity" : null);   // told again without one, it keeps the one it had
        return One(new AlertNotice(new AlertIdentity(alias, now) { IsKey = true }, AlertStatus.Firing, null, fields, texts, null) { Group = GroupOf(alias) });
    }

    private static AlertDelivery About(string verb, string alias, JsonElement root, DateTimeOffset now)
    {
        var status = verb switch
        {
            "close" or "delete" => AlertStatus.Resolved,
            "acknowledge" => AlertStatus.Acknowledged,
            "unacknowledge" => AlertStatus.Unacknowledged,
            _ => AlertStatus.Remarked,
        };
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        Add(texts, "user", SenderJson.Optional(root, "user"));
        Add(texts, "note", SenderJson.Optional(root, "note"));
        switch (verb)
        {
            case "message":
                Add(texts, "summary", SenderJson.Optional(root, "message") ?? throw new SenderFormatException("Message can not be empty"));
                break;
            case "description":
                Add(texts, "description", SenderJson.Optional(root, "description") ?? throw new SenderFormatException("Description can not be empty"));
                break;
            case "priority":
                SetPriority(fields, Priority(root) ?? throw new SenderFormatException("Priority can not be empty"));
                break;
            case "tags":
                Add(texts, AlertReading.Tags, Tags(root));
                break;
            case "untag":
                Add(texts, AlertReading.TagsGone, Tags(root) ?? throw new SenderFormatException("Tags can not be empty"));
                break;
            case "undetail":
                Add(texts, AlertReading.LabelsGone, Keys(root) ?? throw new SenderFormatException("Keys can not be empty"));
                break;
            case "details":
                foreach (var detail in SenderJson.Loose(root, "details"))
                {
                    fields[$"details.{detail.Key}"] = detail.Value;
                }

                break;
            case "snooze":
                Add(texts, "note", $"Snoozed in the sender's system until {SenderJson.Time(root, "endTime"):yyyy-MM-dd HH:mm} UTC.");
                break;
            case "escalate" or "assign" or "responders" or "delete":
                var done = verb switch { "assign" => "Assigned", "responders" => "Somebody was called", "delete" => "Deleted", _ => "Escalated" };
                Add(texts, "note", $"{done} in the sender's system.");
                break;
            default:
                break;
        }

        return One(new AlertNotice(new AlertIdentity(alias, now) { IsKey = true }, status, null, fields, texts, null));
    }

    private static JsonElement Checked(JsonElement root) => root.ValueKind == JsonValueKind.Object ? root : throw new SenderFormatException("Request body is not processable. Please check the errors.");

    /// <summary>In a common word too: P1 is the worst there, and elsewhere the second.</summary>
    private static void SetPriority(SortedDictionary<string, string> fields, string priority)
    {
        fields["priority"] = priority;
        fields["severity"] = priority switch { "P1" => "critical", "P2" => "high", "P3" => "medium", _ => "low" };
    }

    private static string? Priority(JsonElement root) => SenderJson.Optional(root, "priority") switch
    {
        null => null,
        "P1" or "P2" or "P3" or "P4" or "P5" => SenderJson.Text(root, "priority"),
        var other => throw new SenderFormatException($"Priority should be one of [P1, P2, P3, P4, P5], not {other}"),
    };

    private static string? Tags(JsonElement root)
    {
        var tags = SenderJson.List(root, "tags").Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!.Replace(",", " ", StringComparison.Ordinal)).Take(MostTags).ToList();
        return tags.Count == 0 ? null : string.Join(",", tags);
    }

    private static string? Keys(JsonElement root)
    {
        var keys = SenderJson.List(root, "keys").Where(key => key.ValueKind == JsonValueKind.String).Select(key => $"details.{key.GetString()}").ToList();
        return keys.Count == 0 ? null : string.Join(",", keys);
    }

    private static string? GroupOf(string alias) => alias.Length == 64 && alias.All(char.IsAsciiHexDigitLower) ? alias : null;

    private static AlertDelivery One(AlertNotice notice) => new("", "", [notice], 0, null);

    private static void Add(SortedDictionary<string, string> texts, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            texts[name] = text;
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
