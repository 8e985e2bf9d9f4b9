using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Notifiers;

/// <summary>Outbox row → words, from the incident as it stands. Null when there is nothing to say any more (the person or the incident is gone).</summary>
internal sealed class MessageWriter(IncidentDesk desk, IDirectory directory, AcknowledgeLinks links, ConsoleAddress address, IEventLog log)
{
    public async Task<OutboundMessage?> WriteAsync(OutboxItem item, CancellationToken cancellationToken)
    {
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
            OutboxKind.Page => Page(item, incident, person),
            OutboxKind.HandOver => HandOver(incident, person),
            OutboxKind.Update => Update(item, incident),
            OutboxKind.Event => throw new InvalidOperationException("Events go to webhooks only."),
        };
        return new OutboundMessage(item.Id, person.Email, subject, text, "");
    }

    private (string Subject, string Text) Page(OutboxItem item, Incident incident, Person person)
    {
        var call = int.Parse(item.Message.Cause.AsSpan(1), CultureInfo.InvariantCulture);
        var token = links.Create(new AcknowledgeLink(incident.Id, person.Id, item.Message.Subject, call));
        var target = incident.Runbook.Escalation.Find(item.Message.Subject)?.Target ?? item.Message.Subject;
        return (
            $"[{incident.Level.Label}] {incident.Label} needs you: {incident.Title.Shown}",
            $"""
            {person.Name}, you are called as {target}.

            {incident.Level.Title}: {incident.Title.Shown}
            Service: {incident.Service}
            Since: {incident.Milestones.Detected:yyyy-MM-dd HH:mm} UTC
            In command: {incident.Commander?.Name ?? "nobody yet"}

            Acknowledge (works once, for 24 hours):
            {address.Of($"/ack/{token}")}

            {View(incident)}
            """);
    }

    private (string Subject, string Text) HandOver(Incident incident, Person person) => (
        $"[{incident.Level.Label}] {incident.Label}: command is offered to you",
        $"""
        {person.Name}, you are asked to take command of {incident.Label}: {incident.Title.Shown}.
        Until you accept, {incident.Commander?.Name ?? "nobody"} keeps it.

        {incident.HandOver?.Brief.Shown}

        {View(incident)}
        """);

    private (string Subject, string Text) Update(OutboxItem item, Incident incident)
    {
        var number = int.Parse(item.Message.Subject, CultureInfo.InvariantCulture);
        var update = incident.Updates.Find(u => u.Number == number) ?? throw new InvalidOperationException($"{incident.Label} has no update {number}.");
        var next = update.NextUpdateAt is { } at ? $"Next update by {address.Local(at)}." : "This was the last update.";
        return (
            $"[{incident.Level.Label}] {update.PublicStatus}: {incident.Title.Shown}",
            $"""
            {update.Text.Shown}

            Severity: {incident.Level.Title}
            Status: {update.PublicStatus}
            Impact: {incident.Impact?.Shown ?? "not stated yet"}
            Started: {address.Local(incident.Milestones.ImpactStarted ?? incident.Milestones.Detected!.Value)}
            {next}

            {View(incident)}
            """);
    }

    private string View(Incident incident) => $"Command view: {address.Of($"/incidents/{incident.Number}")}";

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
