namespace IncidentConsole.Domain.Application.Notifications;

/// <summary>Where messages can go beside people: the names of the configured webhooks.</summary>
public sealed record NotificationTargets(IReadOnlyList<string> Webhooks)
{
    public const string WebhookPrefix = "webhook:";

    public static NotificationTargets None { get; } = new([]);
}
