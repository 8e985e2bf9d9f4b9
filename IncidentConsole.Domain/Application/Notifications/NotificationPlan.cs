using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Notifications;

/// <summary>Which messages an append causes: written with it in one transaction, sent later by the dispatcher. A drill causes none: its people are simulated.</summary>
public static class NotificationPlan
{
    /// <param name="people">All accounts where an update went out; may be empty otherwise.</param>
    /// <param name="targets">The configured webhooks: each gets every event.</param>
    public static IReadOnlyList<OutboxMessage> For(Incident incident, IReadOnlyList<RecordedEvent> news, IReadOnlyList<Person> people, NotificationTargets targets)
    {
        var messages = new List<OutboxMessage>();
        foreach (var recorded in incident.IsDrill ? [] : news)
        {
            var cause = $"v{recorded.Version}";
            messages.AddRange(targets.Webhooks.Select(name => new OutboxMessage(cause, NotificationTargets.WebhookPrefix + name, OutboxChannel.Webhook, OutboxKind.Event, recorded.Event.GetType().Name, false)));
            switch (recorded.Event)
            {
                case StepEscalated step:
                    messages.AddRange(step.Called.SelectMany(person => Calls(cause, person.PersonId, step.StepId, incident.Ladder[step.StepId].Reach)));

                    break;
                case HandOverProposed proposed:
                    messages.Add(new(cause, proposed.ToPersonId, OutboxChannel.Console, OutboxKind.HandOver, "", false));
                    messages.Add(new(cause, proposed.ToPersonId, OutboxChannel.Email, OutboxKind.HandOver, "", false));
                    break;
                case PostmortemReviewAsked asked:
                    messages.Add(new(cause, asked.PersonId, OutboxChannel.Email, OutboxKind.Review, "", false));
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

        return messages;
    }

    private static IEnumerable<OutboxMessage> Calls(string cause, string person, string stepId, StepReach reach) => reach switch
    {
        StepReach.Page => [new(cause, person, OutboxChannel.Console, OutboxKind.Page, stepId, true), new(cause, person, OutboxChannel.Email, OutboxKind.Page, stepId, true)],
        StepReach.Notify => [new(cause, person, OutboxChannel.Console, OutboxKind.Notice, stepId, true), new(cause, person, OutboxChannel.Email, OutboxKind.Notice, stepId, true)],
        StepReach.Ticket => [new(cause, person, OutboxChannel.Email, OutboxKind.Ticket, stepId, false)],
    };
}
