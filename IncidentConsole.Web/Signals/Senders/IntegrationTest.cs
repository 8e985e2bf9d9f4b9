using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Signals.Senders;

/// <summary>A sample delivery by the very same way as a real one, from reading its bytes to the word what became of it; marked, and without an alert or incident.</summary>
internal sealed class IntegrationTest(AlertReceiver alerts, ChangeReceiver changes, AlertIntake intake, IAlertStore store)
{
    /// <returns>What the log says of it.</returns>
    public async Task<string> RunAsync(Integration integration, CancellationToken cancellationToken)
    {
        var now = alerts.Now;
        var sender = Sender.Of(integration);
        var body = Encoding.UTF8.GetBytes(Sample(integration, now));
        if (integration.Kind == IntegrationKind.Forge)
        {
            var notices = ForgeWebhook.Parse(body, "push", null, now, out var wrong);
            return await changes.KeepAsync(sender, integration.Kind, body, notices ?? [], wrong, cancellationToken, isTest: true);
        }

        string? problem = null;
        var delivery = integration.Kind switch
        {
            IntegrationKind.Alertmanager => AlertmanagerWebhook.Parse(body, out problem),
            IntegrationKind.Grafana => GrafanaWebhook.Parse(body, out problem),
            IntegrationKind.PagerDuty => PagerDutyEvent.Parse(body, now)?.Delivery,
            IntegrationKind.Opsgenie => OpsgenieAlert.Create(body, "test", now, out problem),
            IntegrationKind.Plain => PlainAlert.Parse(body, now, out problem),
            IntegrationKind.Heartbeat => HeartbeatWatch.Missing(integration, AlertStatus.Firing, now),
            IntegrationKind.Forge => throw new System.Diagnostics.UnreachableException(),
        };
        var id = await alerts.KeepAsync(sender, integration.Kind, body, delivery, problem, cancellationToken, isTest: true);
        await intake.RunAsync((_, _) => { }, cancellationToken);
        return (await store.FindDeliveryAsync(id, cancellationToken))?.Outcome ?? "The test is kept and waits behind what came in before it. Look at the log in a moment.";
    }

    /// <summary>As its sender would write it; the service is said where this integration looks for it.</summary>
    public static string Sample(Integration integration, DateTimeOffset now)
    {
        const string Title = "Test from the settings";
        var path = integration.ServicePath?.Split(',')[0].Trim() ?? "service";
        var service = integration.Service ?? "";
        return integration.Kind switch
        {
            IntegrationKind.Alertmanager or IntegrationKind.Grafana => JsonSerializer.Serialize(new
            {
                version = integration.Kind == IntegrationKind.Grafana ? "1" : "4",
                groupKey = "{}:{alertname=\"ConsoleTest\"}",
                receiver = "incident-console",
                status = "firing",
                alerts = new[]
                {
                    new
                    {
                        status = "firing", labels = new Dictionary<string, string> { ["alertname"] = "ConsoleTest", ["severity"] = "warning", [path] = service },
                        annotations = new { summary = Title }, startsAt = now, endsAt = "0001-01-01T00:00:00Z", generatorURL = "", fingerprint = "0000000000000000",
                    },
                },
            }),
            IntegrationKind.PagerDuty => JsonSerializer.Serialize(new
            {
                routing_key = new string('0', 32),
                event_action = "trigger",
                dedup_key = "console-test",
                payload = new { summary = Title, source = "settings", severity = "warning", custom_details = new { service } },
            }),
            IntegrationKind.Opsgenie => JsonSerializer.Serialize(new { message = Title, alias = "console-test", priority = "P3", details = new { service } }),
            IntegrationKind.Plain => JsonSerializer.Serialize(new { title = Title, key = "console-test", severity = "warning", service }),
            IntegrationKind.Forge => JsonSerializer.Serialize(new
            {
                @ref = "refs/heads/main",
                repository = new { full_name = $"test/{(service.Length == 0 ? "repository" : service)}", default_branch = "main" },
                commits = new[] { new { message = Title } },
            }),
            IntegrationKind.Heartbeat => JsonSerializer.Serialize(new { missing = integration.Name }),
        };
    }
}
