using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>It is not over: back to Investigating, with a reason. The first acknowledgement stays; the time to resolve will count to the last resolution.</summary>
public sealed record Reopen : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.IsOpen)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.OwnRecord(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.Reason(situation, $"Say why {incident.Label} is not over: reopening needs a reason.")
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        return refusal.Then(() => Decision.Accept(situation.Now, new IncidentReopened()));
    }
}
