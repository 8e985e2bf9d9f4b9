using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Notifications;

/// <summary>Which messages an append causes: written with it in one transaction, sent later by the dispatcher. Drills reach nobody outside the console.</summary>
public static class NotificationPlan
{
    /// <param name="people">All accounts where an update went out; may be empty otherwise.</param>
    /// <param name="targets">The configured webhooks: each gets every event.</param>
    public static IReadOnlyList<OutboxMessage> For(Incident incident, IReadOnlyList<RecordedEvent> news, IReadOnlyList<Person> people, NotificationTargets targets)
    {
        var messages = new List<OutboxMessage>();
        foreach (var recorded in news)
        {
            var cause = $"v{recorded.Version}";
            messages.AddRange(targets.Webhooks.Select(name => new OutboxMessage(cause, NotificationTargets.WebhookPrefix + name, OutboxChannel.Webhook, OutboxKind.Event, recorded.Event.GetType().Name, false)));
            switch (recorded.Event)
            {
                case StepEscalated step:
                    foreach (var person in step.Called)
                    {
                        messages.Add(new(cause, person.PersonId, OutboxChannel.Console, OutboxKind.Page, step.StepId, true));
                        messages.Add(new(cause, person.PersonId, OutboxChannel.Email, OutboxKind.Page, step.StepId, true));
                    }

                    break;
                case HandOverProposed proposed:
                    messages.Add(new(cause, proposed.ToPersonId, OutboxChannel.Console, OutboxKind.HandOver, "", false));
                    messages.Add(new(cause, proposed.ToPersonId, OutboxChannel.Email, OutboxKind.HandOver, "", false));
                    break;
                case UpdateWentOut update when incident.Runbook.Communication.EmailsStakeholdersAt(incident.Severity):
                    messages.AddRange(people
                        .Where(person => person.Role == AccessRole.Stakeholder && !person.IsLocked && incident.IsVisibleTo(new Viewer(person.Id, person.Role)))
                        .Select(person => new OutboxMessage(cause, person.Id, OutboxChannel.Email, OutboxKind.Update, update.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), false)));
                    break;
                default:
                    break;
            }
        }

        return incident.IsDrill ? messages.FindAll(message => message.Channel == OutboxChannel.Console) : messages;
    }
}
