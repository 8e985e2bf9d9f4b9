using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Calls the next step of the ladder that was not yet called at this severity, or the named one (again, if it was called before).</summary>
public sealed record Escalate(string? StepId = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.Open(incident) ?? Meanwhile.Check(incident, this, situation, Concern.Ladder)).Then(() =>
            StepId is null ? Next(incident, situation) : Named(incident, situation, StepId));

    /// <summary>The event of a step that runs: whom its target is bound to for this service, nobody where it is bound to nobody.</summary>
    internal static StepEscalated Call(Incident incident, EscalationStep step, EscalationCause cause, Situation situation)
    {
        var teams = cause == EscalationCause.ByHand ? ModuleOwners.Teams(incident, step) : ModuleOwners.TeamsToCall(incident, step);
        var people = ModuleOwners.People(step, teams, situation.Service);
        return new(step.Id, ModuleOwners.Named(step, teams), cause, incident.IsDrill ? SimulatedPeople.InsteadOf(step.Target, people) : people);
    }

    private static Decision Next(Incident incident, Situation situation)
    {
        var steps = incident.Runbook.Escalation.StepsAt(incident.Severity);
        if (steps.IsEmpty)
        {
            return Decision.Refuse(RefusalKind.Conflict, $"The {incident.Runbook.Title} names nobody to call at {incident.Level.Label}. Raise the severity, or ask people to join.");
        }

        var next = steps.FirstOrDefault(step => !incident.Ladder.TryGetValue(step.Id, out var progress) || progress.CalledAt is null);
        return next is null
            ? Decision.Refuse(RefusalKind.Conflict, $"Every step at {incident.Level.Label} was called. Choose one to call it again, or raise the severity.")
            : Decision.Accept(situation.Now, Call(incident, next, EscalationCause.ByHand, situation));
    }

    private static Decision Named(Incident incident, Situation situation, string stepId) =>
        incident.Runbook.Escalation.Find(stepId) is { } step
            ? Decision.Accept(situation.Now, Call(incident, step, EscalationCause.ByHand, situation))
            : Decision.Refuse(RefusalKind.NotFound, $"The {incident.Runbook.Title} has no escalation step \"{stepId}\". Choose one of the ladder.");
}
