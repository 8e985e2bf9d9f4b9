using System.Text.Json;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>
/// What a script sends: <c>{"title", "service"?, "severity"?, "key"?, "status"?, "description"?, "links"?, "labels"?}</c>, or a list of such.
/// Without a key the title names the alert, so that a script that only ever says one thing needs none.
/// </summary>
internal static class PlainAlert
{
    private const int LongestKey = 512;
    private const int MostInOne = 1_000;

    public static AlertDelivery? Parse(ReadOnlyMemory<byte> body, DateTimeOffset now, out string? problem) => SenderJson.Read(
        body,
        root => new AlertDelivery("", "", root.ValueKind == JsonValueKind.Array ? Many(root, now) : [One(root, "", now)], 0, null),
        out problem);

    private static List<AlertNotice> Many(JsonElement root, DateTimeOffset now) => root.GetArrayLength() switch
    {
        0 => throw new SenderFormatException("The list is empty: send at least one alert."),
        > MostInOne => throw new SenderFormatException($"At most {MostInOne} alerts fit in one request. Send them in parts."),
        _ => [.. root.EnumerateArray().Select((alert, index) => One(alert, $"[{index}]", now))],
    };

    private static AlertNotice One(JsonElement alert, string where, DateTimeOffset now)
    {
        if (alert.ValueKind != JsonValueKind.Object)
        {
            throw new SenderFormatException($"{(where.Length == 0 ? "The body" : where)} is not an object with a \"title\".");
        }

        var title = SenderJson.Text(alert, "title", where).Trim();
        var key = SenderJson.Optional(alert, "key", where) ?? title;
        if (key.Length == 0)
        {
            throw new SenderFormatException($"{SenderJson.Path(where, "title")} is missing: say in a few words what is wrong.");
        }

        if (key.Length > LongestKey)
        {
            throw new SenderFormatException($"{SenderJson.Path(where, "key")} is longer than {LongestKey} characters.");
        }

        var status = SenderJson.Text(alert, "status", where).ToLowerInvariant() switch
        {
            "" or "firing" or "trigger" or "triggered" => AlertStatus.Firing,
            "resolved" or "resolve" or "ok" => AlertStatus.Resolved,
            "acknowledged" or "acknowledge" => AlertStatus.Acknowledged,
            var other => throw new SenderFormatException($"{SenderJson.Path(where, "status")} is \"{other}\": \"firing\", \"acknowledged\" or \"resolved\" is expected."),
        };
        if (title.Length == 0 && status == AlertStatus.Firing)
        {
            throw new SenderFormatException($"{SenderJson.Path(where, "title")} is missing: say in a few words what is wrong.");
        }

        var labels = SenderJson.Map(alert, "labels", where).ToBuilder();
        labels["alertname"] = title.Length > 0 ? title : key;
        foreach (var name in (string[])["service", "severity"])
        {
            if (SenderJson.Optional(alert, name, where) is { } said)
            {
                labels[name] = said;
            }
        }

        SortedDictionary<string, string> texts = new(StringComparer.Ordinal) { ["summary"] = labels["alertname"] };
        if (SenderJson.Optional(alert, "description", where) is { } description)
        {
            texts["description"] = description;
        }

        var at = SenderJson.Optional(alert, "startsAt", where) is { } starts ? SenderJson.Time(starts, SenderJson.Path(where, "startsAt")) : now;
        var link = SenderJson.List(alert, "links", where).Select(one => one.ValueKind switch
        {
            JsonValueKind.String => one.GetString(),
            JsonValueKind.Object => SenderJson.Optional(one, "href", where),
            _ => throw new SenderFormatException($"{SenderJson.Path(where, "links")} holds addresses, or objects with \"href\"."),
        }).FirstOrDefault();
        return new AlertNotice(new AlertIdentity(key, at) { IsKey = true }, status, null, labels.ToImmutable(), texts, link);
    }
}
