using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Moves between Investigating, Identified, Mitigating and Monitoring, in any order. The other moves have their own verbs.</summary>
public sealed record ChangeStatus(IncidentStatus Status) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (OwnVerb() ?? Guard.Open(incident) ?? CommandRule.Check(incident, situation)).Then(() =>
            Status == incident.Status
                ? Decision.Nothing
                : (incident.Status == IncidentStatus.Triage ? Guard.Conflict($"{incident.Label} is in triage. Acknowledge it first, or decline it.") : null)
                    .Then(() => Meanwhile.Check(incident, this, situation, Concern.Course)
                        .Then(() => Decision.Accept(situation.Now, new StatusChanged(incident.Status, Status)))));

    private Refusal? OwnVerb() => Status switch
    {
        IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigating or IncidentStatus.Monitoring => null,
        IncidentStatus.Triage => Guard.Invalid("An acknowledged incident does not go back to triage. Use Investigating, or decline it as a false positive."),
        IncidentStatus.Resolved => Guard.Invalid("Resolving asks for notes. Use resolve."),
        IncidentStatus.Closed => Guard.Invalid("Use close, after it is resolved."),
        IncidentStatus.Declined => Guard.Invalid("Use decline, and say why it is a false positive."),
        IncidentStatus.Merged => Guard.Invalid("Use duplicate, and say of which incident."),
    };
}
