using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Keeps a step of the ladder from running by itself for some minutes; by hand it can still be called.</summary>
/// <param name="Minutes">1 to 60, from now.</param>
public sealed record HoldEscalation(string StepId, int Minutes) : IncidentIntent
{
    private const int MostMinutes = 60;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (Minutes is < 1 or > MostMinutes ? Guard.Invalid("An escalation step can be held for 1 to 60 minutes. Hold it again when they are over.") : null)
            ?? (incident.Runbook.Escalation.Find(StepId) is null ? Guard.NotFound($"The {incident.Runbook.Title} has no escalation step \"{StepId}\". Choose one of the ladder.") : null)
            ?? Meanwhile.Check(incident, this, situation, Concern.Ladder)
            ?? (incident.Ladder.TryGetValue(StepId, out var step) && step.CalledAt is not null ? Guard.Conflict("This step was already called: there is nothing left to hold.") : null);
        return refusal.Then(() => Decision.Accept(situation.Now, new EscalationStepHeld(StepId, situation.Now.AddMinutes(Minutes))));
    }
}
