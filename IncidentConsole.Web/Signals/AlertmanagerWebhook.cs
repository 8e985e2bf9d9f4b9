using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Web.Signals;

/// <summary>Reads the webhook of Alertmanager, version 4 (INTERFACES sections 1 and 11), and what Grafana made of it. Unknown fields are ignored: newer versions add some.</summary>
public static class AlertmanagerWebhook
{
    /// <summary>The delivery, or null with what is wrong with the body, for whoever wires the sender.</summary>
    public static AlertDelivery? Parse(ReadOnlyMemory<byte> body, out string? problem) => SenderJson.Read(body, root => Read(root, "4", "an Alertmanager delivery"), out problem);

    internal static AlertDelivery Read(JsonElement root, string version, string what)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new SenderFormatException($"The body is not {what}: an object with \"version\", \"groupKey\" and \"alerts\" is expected.");
        }

        if (SenderJson.Text(root, "version") is var said && said != version)
        {
            throw new SenderFormatException($"Version \"{said}\" of the webhook is not understood here: version \"{version}\" is expected.");
        }

        if (!root.TryGetProperty("alerts", out var alerts) || alerts.ValueKind != JsonValueKind.Array)
        {
            throw new SenderFormatException("The list \"alerts\" is missing.");
        }

        var groupKey = SenderJson.Text(root, "groupKey");
        var group = groupKey.Length == 0 ? null : AlertIdentity.Hash(groupKey);
        var notices = alerts.EnumerateArray().Select((alert, index) => Notice(alert, index, group)).ToList();
        return new AlertDelivery(groupKey, SenderJson.Text(root, "receiver"), notices, Truncated(root), SenderJson.Optional(root, "externalURL"));
    }

    private static AlertNotice Notice(JsonElement alert, int index, string? group)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"alerts[{index}]");
        if (alert.ValueKind != JsonValueKind.Object)
        {
            throw new SenderFormatException($"{where} is not an object.");
        }

        var status = SenderJson.Text(alert, "status", where) switch
        {
            "firing" => AlertStatus.Firing,
            "resolved" => AlertStatus.Resolved,
            var other => throw new SenderFormatException($"{where}.status is \"{other}\": \"firing\" or \"resolved\" is expected."),
        };
        var fingerprint = SenderJson.Text(alert, "fingerprint", where);
        if (fingerprint.Length is 0 or > 64)
        {
            throw new SenderFormatException($"{where}.fingerprint is missing or longer than 64 characters: without it the alert has no identity.");
        }

        // While it fires the sender writes the year 1, or when it would time out: neither is an end.
        DateTimeOffset? ends = status == AlertStatus.Resolved && SenderJson.Time(alert, "endsAt", where) is { Year: > 1 } end ? end : null;
        return new AlertNotice(new AlertIdentity(fingerprint, SenderJson.Time(alert, "startsAt", where)), status, ends,
            SenderJson.Map(alert, "labels", where), Annotations(alert, where), SenderJson.Optional(alert, "panelURL", where) ?? SenderJson.Optional(alert, "dashboardURL", where) ?? SenderJson.Optional(alert, "generatorURL", where))
        { Group = group, Image = SenderJson.Optional(alert, "imageURL", where) };
    }

    /// <summary>Grafana says beside them what it measured: whoever is woken wants the figure.</summary>
    private static ImmutableSortedDictionary<string, string> Annotations(JsonElement alert, string where)
    {
        var annotations = SenderJson.Map(alert, "annotations", where);
        var measured = SenderJson.Object(alert, "values", where) is { } values
            ? string.Join(", ", values.EnumerateObject().Where(value => value.Value.ValueKind == JsonValueKind.Number).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Name} = {value.Value.GetDouble():G6}")))
            : "";
        return measured.Length == 0 ? annotations
            : annotations.SetItem("description", annotations.TryGetValue("description", out var said) && said.Length > 0 ? $"{said}\nMeasured: {measured}" : $"Measured: {measured}");
    }

    private static int Truncated(JsonElement root) =>
        root.TryGetProperty("truncatedAlerts", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) ? Math.Max(number, 0) : 0;
}
