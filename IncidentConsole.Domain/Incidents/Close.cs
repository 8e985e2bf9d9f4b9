using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Nothing is left to do but the postmortem. Only from Resolved.</summary>
public sealed record Close : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Status == IncidentStatus.Closed)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.OwnRecord(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (incident.IsOpen ? Guard.Conflict($"{incident.Label} is still {incident.Status}. Resolve it first, then close it.") : null)
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        return refusal.Then(() => Decision.Accept(situation.Now, new IncidentClosed()));
    }
}
