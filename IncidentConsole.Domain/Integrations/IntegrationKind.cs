namespace IncidentConsole.Domain.Integrations;

/// <summary>Whose language an integration speaks.</summary>
public enum IntegrationKind
{
    Alertmanager,
    Grafana,

    /// <summary>Events v2: alerts and changes.</summary>
    PagerDuty,
    Opsgenie,

    /// <summary>Scripts: a few fields, alerts and changes.</summary>
    Plain,

    /// <summary>GitHub, Gitea, Forgejo and GitLab: changes only.</summary>
    Forge,

    /// <summary>A job that reports in; its silence is the alert.</summary>
    Heartbeat,
}

public static class IntegrationKinds
{
    public static bool BringsAlerts(this IntegrationKind kind) => kind != IntegrationKind.Forge;

    public static bool BringsChanges(this IntegrationKind kind) => kind is IntegrationKind.PagerDuty or IntegrationKind.Plain or IntegrationKind.Forge;

    /// <summary>Whether its senders can sign what they send.</summary>
    public static bool CanBeSigned(this IntegrationKind kind) => kind is IntegrationKind.Grafana or IntegrationKind.Forge;

    /// <summary>Where its messages usually name the service; null where they cannot.</summary>
    public static string? UsualServicePath(this IntegrationKind kind) => kind switch
    {
        IntegrationKind.Alertmanager or IntegrationKind.Grafana or IntegrationKind.Plain => "service",
        IntegrationKind.PagerDuty => "custom_details.service, component",
        IntegrationKind.Opsgenie => "details.service, entity",
        IntegrationKind.Forge => "repository",
        IntegrationKind.Heartbeat => null,
    };
}
