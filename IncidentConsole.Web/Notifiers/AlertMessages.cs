using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Notifiers;

/// <summary>The words of a message about an alert that opened and joined nothing. It says what fires when it is sent: a storm is one message.</summary>
internal sealed class AlertMessages(IAlertStore alerts, ICatalog catalog, IDirectory directory, ConsoleAddress address)
{
    private const int MostCounted = 100;

    /// <summary>Null when there is nothing to say any more.</summary>
    public async Task<OutboundMessage?> WriteAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(item.Message.Subject, cancellationToken) is not { Name.Length: > 0 } alert)
        {
            return null;
        }

        var others = (await alerts.LooseAsync(alert.Service, MostCounted, cancellationToken)).Count(other => other.Id != alert.Id);
        var board = address.Of("/#loose").AbsoluteUri;
        if (item.Message.Channel == OutboxChannel.Webhook)
        {
            var json = JsonSerializer.Serialize(
                new { id = item.Id, type = "AlertListed", occurredAt = alert.StartedAt, alert = new { id = alert.Id, name = alert.Name, summary = alert.Facts.Summary, service = alert.Service, sender = alert.SenderName, others, url = board } },
                JsonSerializerOptions.Web);
            return new OutboundMessage(item.Id, item.Message.Recipient[NotificationTargets.WebhookPrefix.Length..], "", "", json);
        }

        if (await directory.FindPersonAsync(item.Message.Recipient, cancellationToken) is not { IsLocked: false } person)
        {
            return null;
        }

        var words = MailWords.Of(await LanguageAsync(alert.Service, cancellationToken));
        var more = others == 0 ? "" : $"\n{Say(words.MoreAlerts, others == MostCounted ? $"{MostCounted}+" : others.ToString(CultureInfo.InvariantCulture))}\n";
        return new OutboundMessage(
            item.Id,
            person.Email,
            $"[{alert.Service}] {Say(words.AlertAlone, alert.Name)}".ReplaceLineEndings(" "),
            $"""
            {Say(words.AlertOpenedNothing, person.Name, alert.Service)}

            {AlertReading.Title(alert)}
            {words.Since}: {address.Local(alert.StartedAt)}
            {more}
            {words.OnTheBoard}: {board}
            """,
            "");
    }

    private async Task<string> LanguageAsync(string slug, CancellationToken cancellationToken) =>
        (await catalog.FindServiceAsync(slug, cancellationToken) is { } service ? await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken) : null)?.Runbook.Language ?? "en";

    private static string Say(string words, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, words, values);
}
