using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>What an integration is called, where its sender sends to, and what to paste there.</summary>
internal static class IntegrationWords
{
    public const string KeyPlace = "THE-KEY";

    public static string Title(IntegrationKind kind) => kind switch
    {
        IntegrationKind.Alertmanager => "Alertmanager",
        IntegrationKind.Grafana => "Grafana",
        IntegrationKind.PagerDuty => "PagerDuty Events v2",
        IntegrationKind.Opsgenie => "Opsgenie alerts",
        IntegrationKind.Plain => "Scripts",
        IntegrationKind.Forge => "Git forge",
        IntegrationKind.Heartbeat => "Heartbeat",
    };

    public static string Mode(AlertMode mode) => mode switch
    {
        AlertMode.Opens => "open an incident in Triage",
        AlertMode.Joins => "only join an open incident",
        AlertMode.Notifies => "are only listed and told",
    };

    /// <param name="root">Of this console, ending with a slash.</param>
    public static string Address(IntegrationKind kind, string root) => kind switch
    {
        IntegrationKind.Alertmanager => $"{root}api/v1/alerts/alertmanager",
        IntegrationKind.Grafana => $"{root}api/v1/alerts/grafana",
        IntegrationKind.PagerDuty => $"{root}v2/enqueue",
        IntegrationKind.Opsgenie => $"{root}v2/alerts",
        IntegrationKind.Plain => $"{root}api/v1/alerts",
        IntegrationKind.Forge => $"{root}api/v1/changes/forge/{KeyPlace}",
        IntegrationKind.Heartbeat => $"{root}api/v1/heartbeats/{KeyPlace}",
    };

    /// <param name="key">Null once it is no longer known: its place is shown.</param>
    public static string Snippet(Integration integration, string root, string? key)
    {
        var secret = key ?? KeyPlace;
        var address = Address(integration.Kind, root).Replace(KeyPlace, secret, StringComparison.Ordinal);
        return integration.Kind switch
        {
            IntegrationKind.Alertmanager => $"""
                # alertmanager.yml
                receivers:
                  - name: incident-console
                    webhook_configs:
                      - url: {address}
                        send_resolved: true
                        http_config:
                          authorization:
                            credentials: {secret}
                """,
            IntegrationKind.Grafana => $"""
                # Grafana, Alerting, Contact points, Webhook
                URL: {address}
                HTTP method: POST
                Authorization scheme: Bearer
                Authorization credentials: {secret}
                HMAC signature secret: {(integration.IsSigned ? "the one given here" : "none")}
                HMAC timestamp header: {integration.TimestampHeader ?? "none"}
                """,
            IntegrationKind.PagerDuty => $$$"""
                # Any PagerDuty client: base address {{{root.TrimEnd('/')}}}, this routing key.
                # alertmanager.yml
                receivers:
                  - name: incident-console
                    pagerduty_configs:
                      - url: {{{address}}}
                        routing_key: {{{secret}}}
                        details:
                          service: '{{ .CommonLabels.service }}'

                # changes, after a deploy
                curl -X POST {{{root}}}v2/change/enqueue -H 'Content-Type: application/json' \
                  -d '{"routing_key":"{{{secret}}}","payload":{"summary":"Deployed 1.4.2","custom_details":{"service":"{{{integration.Service ?? "index"}}}"}} }'
                """,
            IntegrationKind.Opsgenie => $"""
                # Any Opsgenie client: base address {root.TrimEnd('/')}, this API key.
                # alertmanager.yml
                receivers:
                  - name: incident-console
                    opsgenie_configs:
                      - api_url: {root}
                        api_key: {secret}
                """,
            IntegrationKind.Plain => $$$"""
                curl -X POST {{{address}}} -H 'Authorization: Bearer {{{secret}}}' -H 'Content-Type: application/json' \
                  -d '{"service":"{{{integration.Service ?? "index"}}}","title":"Disk almost full","severity":"high","key":"disk-1","status":"firing"}'

                # a change
                curl -X POST {{{root}}}api/v1/changes -H 'Authorization: Bearer {{{secret}}}' -H 'Content-Type: application/json' \
                  -d '{"service":"{{{integration.Service ?? "index"}}}","summary":"Flag new-ranking on","author":"Maya"}'
                """,
            IntegrationKind.Forge => $"""
                # GitHub, Gitea, Forgejo: Settings, Webhooks. GitLab: Settings, Webhooks.
                Payload URL: {address}
                Content type: application/json
                Secret: {(integration.IsSigned ? "the one given here" : "none")}
                Events: pushes, deployments, releases
                """,
            IntegrationKind.Heartbeat => $"""
                # as the last line of the job
                curl -fsS -m 10 --retry 3 {address}
                """,
        };
    }
}
