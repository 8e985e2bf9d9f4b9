using System.Globalization;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What two people may decide about at the same time.</summary>
public enum Concern
{
    /// <summary>Who was called, who answered, what is held.</summary>
    Ladder,

    /// <summary>Who is in command.</summary>
    Command,

    /// <summary>Severity, status, service.</summary>
    Course,
}

/// <summary>The last thing that happened in a concern.</summary>
public sealed record Change(int Version, Actor By, DateTimeOffset At, DomainEvent Event);

/// <summary>
/// Two people at once: who decided on an older view of a concern is told what happened meanwhile instead of overruling it.
/// An intent without <see cref="IncidentIntent.SeenVersion"/> is never refused for a race.
/// </summary>
internal static class Meanwhile
{
    public static Concern? ConcernOf(DomainEvent happened) => happened switch
    {
        StepEscalated or EscalationAnswered or EscalationStepHeld => Concern.Ladder,
        RoleAssigned { Role: IncidentRole.Commander } or RoleReleased { Role: IncidentRole.Commander } or CommandTaken => Concern.Command,
        HandOverProposed or HandOverAccepted or HandOverCancelled => Concern.Command,
        SeverityChanged or SeverityChangeUndone or StatusChanged or StatusChangeUndone or ServiceChanged => Concern.Course,
        IncidentMitigated or IncidentResolved or IncidentReopened or IncidentClosed or IncidentDeclined or IncidentMerged => Concern.Course,
        _ => null,
    };

    /// <summary>Null when nothing of the concern happened since the actor looked; else a <see cref="RefusalKind.Stale"/> refusal that says what.</summary>
    public static Refusal? Check(Incident incident, IncidentIntent intent, Situation situation, Concern concern)
    {
        if (intent.SeenVersion is not { } seen || !incident.Latest.TryGetValue(concern, out var change) || change.Version <= seen)
        {
            return null;
        }

        var who = change.By.Id == situation.Actor.Id ? "You" : change.By.Name;
        return new Refusal(RefusalKind.Stale, $"{who} {Describe(incident, change.Event)}, {Ago(situation.Now - change.At)}. Look again, then decide.");
    }

    /// <summary>"4 s ago", "3 min ago", "2 h ago".</summary>
    public static string Ago(TimeSpan elapsed) => $"{Elapsed.Words(elapsed)} ago";

    private static string Describe(Incident incident, DomainEvent happened) => happened switch
    {
        StepEscalated e => $"escalated to {StepName(incident, e.StepId, e.Target)}",
        EscalationAnswered e => $"answered {StepName(incident, e.StepId, incident.Runbook.Escalation.Find(e.StepId)?.Target)}",
        EscalationStepHeld e => $"held {StepName(incident, e.StepId, incident.Runbook.Escalation.Find(e.StepId)?.Target)}",
        RoleAssigned e => $"made {e.PersonName} the commander",
        RoleReleased => "released command",
        CommandTaken => "took command",
        HandOverProposed e => $"proposed to hand over to {e.ToPersonName}",
        HandOverAccepted => "accepted the hand-over",
        HandOverCancelled => "cancelled the hand-over",
        SeverityChanged e => $"changed the severity to {incident.Runbook.Severities[e.To].Label}",
        SeverityChangeUndone e => $"took the severity back to {incident.Runbook.Severities[e.BackTo].Label}",
        StatusChanged e => $"changed the status to {e.To}",
        StatusChangeUndone e => $"took the status back to {e.BackTo}",
        ServiceChanged e => $"moved the incident to {e.Service}",
        IncidentMitigated => "marked the incident as mitigated",
        IncidentResolved => "resolved the incident",
        IncidentReopened => "reopened the incident",
        IncidentClosed => "closed the incident",
        IncidentDeclined => "declined the incident",
        IncidentMerged e => $"marked the incident as a duplicate of INC-{e.IntoNumber}",
        _ => throw new System.Diagnostics.UnreachableException($"{happened.GetType().Name} belongs to no concern"),
    };

    private static string StepName(Incident incident, string stepId, string? target)
    {
        var steps = incident.Runbook.Escalation.StepsAt(incident.Severity);
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Id == stepId)
            {
                return string.Create(CultureInfo.InvariantCulture, $"step {i + 1} ({steps[i].Target})");
            }
        }

        return target ?? stepId;
    }
}
