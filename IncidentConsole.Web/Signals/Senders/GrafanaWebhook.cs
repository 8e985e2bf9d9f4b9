using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>Reads the webhook of Grafana alerting (INTERFACES section 2): Alertmanager's, under version 1.</summary>
internal static class GrafanaWebhook
{
    public static AlertDelivery? Parse(ReadOnlyMemory<byte> body, out string? problem) => SenderJson.Read(body, root => AlertmanagerWebhook.Read(root, "1", "a Grafana delivery"), out problem);
}
