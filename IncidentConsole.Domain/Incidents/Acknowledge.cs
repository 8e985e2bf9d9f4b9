using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A person takes it: out of Triage, and for every called escalation step that waits for this person.</summary>
public sealed record Acknowledge : IncidentIntent
{
    /// <summary>A step to answer on behalf of whom it called ("they answered"); null = the steps that called the actor.</summary>
    public string? StepId { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (!incident.IsOpen)
        {
            return Decision.Refuse(RefusalKind.Conflict, $"{incident.Label} is {incident.Status}: there is nothing to acknowledge.");
        }

        var answered = incident.Ladder.Values
            .Where(step => step.IsWaiting && (StepId is null ? step.Called.Any(person => person.PersonId == situation.Actor.Id) : step.StepId == StepId))
            .OrderBy(step => step.CalledAt)
            .Select(DomainEvent (step) => new EscalationAnswered(step.StepId))
            .ToList();
        if (StepId is not null && answered.Count == 0)
        {
            return Decision.Refuse(RefusalKind.Conflict, "Nobody waits to answer this escalation step.");
        }

        // An integration takes the incident out of Triage, but is no human acknowledgement: asking again would add nothing.
        if (incident.Status == IncidentStatus.Triage || (incident.Milestones.Acknowledged is null && situation.Actor.IsPerson))
        {
            answered.Insert(0, new IncidentAcknowledged());
        }

        return answered.Count == 0 ? Decision.Nothing : Decision.Accept(situation.Now, [.. answered]);
    }
}
