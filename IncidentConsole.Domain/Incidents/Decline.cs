using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>It was a false positive; says why. Only from Triage or Investigating: what was identified was real.</summary>
public sealed record Decline : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Status == IncidentStatus.Declined)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (incident.Status is IncidentStatus.Triage or IncidentStatus.Investigating ? null : Guard.Conflict($"{incident.Label} is {incident.Status}, so something was found. Resolve it instead, and say so in the notes."))
            ?? Guard.Reason(situation, "Say why it is a false positive: declining needs a reason.")
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        return refusal.Then(() => Decision.Accept(situation.Now, new IncidentDeclined()));
    }
}
