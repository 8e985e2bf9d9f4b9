using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Notifications;

/// <summary>
/// Whom an alert reaches that opens and joins nothing: the people its service calls first, by e-mail, and the configured webhooks. A storm is one
/// message to each within <see cref="Quiet"/>: who reads it finds the others on the board.
/// </summary>
public sealed class ListedAlerts(ICatalog catalog, NotificationTargets targets)
{
    /// <summary>One message a service within this time.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(15);

    /// <param name="alerts">Those that were listed for the first time, without a silence.</param>
    public async Task<IReadOnlyList<ServiceMessage>> ForAsync(IEnumerable<Alert> alerts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"alerts:{now.UtcTicks / Quiet.Ticks}");
        List<ServiceMessage> messages = [];
        foreach (var first in alerts.GroupBy(alert => alert.Service, StringComparer.OrdinalIgnoreCase).Select(ofOne => ofOne.First()))
        {
            var service = await catalog.FindServiceAsync(first.Service, cancellationToken).ConfigureAwait(false);
            var stream = StreamId.OfService(service?.Slug ?? first.Service);
            var people = service is null ? [] : await FirstCalledAsync(service, cancellationToken).ConfigureAwait(false);
            messages.AddRange(people.Select(person => new ServiceMessage(stream, new OutboxMessage(cause, person, OutboxChannel.Email, OutboxKind.Alert, first.Id, false), now)));
            messages.AddRange(targets.Webhooks.Select(name => new ServiceMessage(stream, new OutboxMessage(cause, NotificationTargets.WebhookPrefix + name, OutboxChannel.Webhook, OutboxKind.Alert, first.Id, false), now)));
        }

        return messages;
    }

    /// <summary>The account ids bound to the first step that calls people, of those that need nothing but an incident.</summary>
    private async Task<IReadOnlyList<string>> FirstCalledAsync(Service service, CancellationToken cancellationToken)
    {
        var runbook = await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false) ?? await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false);
        return runbook.Runbook.Escalation.Steps
            .Where(step => step.CallsPeople && step.Trigger is EscalationTrigger.AtOnce or EscalationTrigger.Unacknowledged or EscalationTrigger.Elapsed)
            .OrderBy(step => step.Trigger == EscalationTrigger.AtOnce ? TimeSpan.Zero : step.After)
            .Select(step => service.Bindings.GetValueOrDefault(step.Target))
            .FirstOrDefault(bound => !bound.IsDefaultOrEmpty) is { IsDefaultOrEmpty: false } first ? first : [];
    }
}

/// <param name="Stream">Of the service; with cause, recipient and channel it makes the message one.</param>
public sealed record ServiceMessage(StreamId Stream, OutboxMessage Message, DateTimeOffset At);
