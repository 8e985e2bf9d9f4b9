using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Notifiers;

/// <summary>Outbox row → words, from the incident as it stands. Null when there is nothing to say any more (the person or the incident is gone).</summary>
internal sealed class MessageWriter(IncidentDesk desk, IDirectory directory, AcknowledgeLinks links, AlertMessages alerts, ConsoleAddress address, IEventLog log)
{
    public async Task<OutboundMessage?> WriteAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        if (item.Message.Kind == OutboxKind.Alert)
        {
            return await alerts.WriteAsync(item, cancellationToken);
        }

        if (await desk.ReadAsync(item.Incident, Viewer.System, cancellationToken) is not { } incident)
        {
            return null;
        }

        if (item.Message.Channel == OutboxChannel.Webhook)
        {
            return new OutboundMessage(item.Id, item.Message.Recipient[Domain.Application.Notifications.NotificationTargets.WebhookPrefix.Length..], "", "", await JsonAsync(item, incident, cancellationToken));
        }

        if (await directory.FindPersonAsync(item.Message.Recipient, cancellationToken) is not { IsLocked: false } person)
        {
            return null;
        }

        var (subject, text) = item.Message.Kind switch
        {
            OutboxKind.Page => Call(item, incident, person, isPage: true),
            OutboxKind.Notice => Call(item, incident, person, isPage: false),
            OutboxKind.Ticket => Ticket(item, incident, person),
            OutboxKind.HandOver => HandOver(incident, person),
            OutboxKind.Review => Review(incident, person),
            OutboxKind.Update => Update(item, incident),
            OutboxKind.Event or OutboxKind.Alert => throw new InvalidOperationException($"{item.Message.Kind} is not said of an incident to a person."),
        };
        return new OutboundMessage(item.Id, person.Email, subject, text, "");
    }

    private (string Subject, string Text) Call(OutboxItem item, Incident incident, Person person, bool isPage)
    {
        var words = MailWords.Of(incident.Runbook.Language);
        var (subject, called) = isPage ? (words.NeedsYou, words.CalledAs) : (words.ForInformation, words.NotifiedAs);
        var call = int.Parse(item.Message.Cause.AsSpan(1), CultureInfo.InvariantCulture);
        var token = links.Create(new AcknowledgeLink(incident.Id, person.Id, item.Message.Subject, call));
        return (
            $"[{incident.Level.Label}] {Say(subject, incident.Label)}: {Title(incident)}",
            $"""
            {Say(called, person.Name, Target(item, incident))}

            {incident.Level.Title}: {Title(incident)}
            {words.Service}: {incident.Service}
            {words.Since}: {address.Local(incident.Milestones.Detected!.Value)}
            {words.InCommand}: {incident.Commander?.Name ?? words.NobodyYet}

            {words.Acknowledge}
            {address.Of($"/ack/{token}")}

            {View(incident, words)}
            """);
    }

    private (string Subject, string Text) Ticket(OutboxItem item, Incident incident, Person person)
    {
        var words = MailWords.Of(incident.Runbook.Language);
        return (
            $"[{incident.Level.Label}] {Say(words.Ticket, incident.Label)}: {Title(incident)}",
            $"""
            {Say(words.TicketFor, person.Name, Target(item, incident))}

            {incident.Level.Title}: {Title(incident)}
            {words.Service}: {incident.Service}
            {words.Since}: {address.Local(incident.Milestones.Detected!.Value)}

            {View(incident, words)}
            """);
    }

    /// <summary>Whom the step means: with the owner teams where it means those.</summary>
    private static string Target(OutboxItem item, Incident incident) =>
        incident.Runbook.Escalation.Find(item.Message.Subject) is { } step ? ModuleOwners.Named(step, ModuleOwners.Teams(incident, step)) : item.Message.Subject;

    private (string Subject, string Text) HandOver(Incident incident, Person person)
    {
        var words = MailWords.Of(incident.Runbook.Language);
        return (
            $"[{incident.Level.Label}] {Say(words.CommandOffered, incident.Label)}",
            $"""
            {Say(words.AskedToTakeCommand, person.Name, $"{incident.Label} ({Title(incident)})")}
            {Say(words.KeptUntilThen, incident.Commander?.Name ?? words.Nobody)}

            {incident.HandOver?.Brief.Text}

            {View(incident, words)}
            """);
    }

    private (string Subject, string Text) Review(Incident incident, Person person)
    {
        var words = MailWords.Of(incident.Runbook.Language);
        var by = incident.Postmortem.Review?.AskedBy.Name ?? words.Nobody;
        return (
            $"[{incident.Level.Label}] {Say(words.ReviewAsked, incident.Label)}",
            $"""
            {Say(words.AskedToReview, person.Name, by, $"{incident.Label} ({Title(incident)})")}

            {words.Postmortem}: {address.Of($"/incidents/{incident.Number}/postmortem")}
            """);
    }

    /// <summary>What the person who published it saw; where nobody did (the API), the runbook's template speaks.</summary>
    private (string Subject, string Text) Update(OutboxItem item, Incident incident)
    {
        var number = int.Parse(item.Message.Subject, CultureInfo.InvariantCulture);
        var update = incident.Updates.Find(u => u.Number == number) ?? throw new InvalidOperationException($"{incident.Label} has no update {number}.");
        var words = MailWords.Of(incident.Runbook.Language);
        var said = update.Text.Text ?? IncidentWords.Of(incident.Runbook.Language).Redacted;
        var (subject, body) = update is { MailSubject.Text: { } writtenSubject, MailBody.Text: { } writtenBody }
            ? (writtenSubject, writtenBody)
            : Composed(incident, update, said);
        return (
            subject.ReplaceLineEndings(" "),
            $"""
            {body}

            {View(incident, words)}
            """);
    }

    private (string Subject, string Body) Composed(Incident incident, PublicUpdate update, string said)
    {
        var mail = UpdateMail.For(incident, update.PublicStatus, said, update.NextUpdateAt, update.WentOutAt ?? update.PostedAt, address.Zone).WithoutMissing();
        return (mail.Subject, mail.Body);
    }

    private string View(Incident incident, MailWords words) => $"{words.CommandView}: {address.Of($"/incidents/{incident.Number}")}";

    private static string Title(Incident incident) => incident.Title.Text ?? IncidentWords.Of(incident.Runbook.Language).Redacted;

    private static string Say(string words, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, words, values);

    private async Task<string> JsonAsync(OutboxItem item, Incident incident, CancellationToken cancellationToken)
    {
        var version = int.Parse(item.Message.Cause.AsSpan(1), CultureInfo.InvariantCulture);
        var recorded = (await log.LoadAsync(Domain.Kernel.StreamId.Of(incident.Id), version - 1, cancellationToken))[0];
        return JsonSerializer.Serialize(
            new
            {
                id = item.Id,
                type = recorded.Event.GetType().Name,
                occurredAt = recorded.OccurredAt,
                actor = recorded.Actor.Name,
                incident = new
                {
                    number = incident.Label,
                    title = incident.Title.Shown,
                    service = incident.Service,
                    severity = incident.Level.Label,
                    status = incident.Status.ToString(),
                    version,
                    url = address.Of($"/incidents/{incident.Number}"),
                },
            },
            JsonSerializerOptions.Web);
    }
}
