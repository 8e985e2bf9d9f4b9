using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The impact is reduced: stamps the milestone (the first one counts) and goes on to Monitoring.</summary>
public sealed record Mitigate : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.Open(incident) ?? CommandRule.Check(incident, situation)).Then(() =>
            incident.Status == IncidentStatus.Monitoring && incident.Milestones.Mitigated is not null
                ? Decision.Nothing
                : Meanwhile.Check(incident, this, situation, Concern.Course).Then(() => Decision.Accept(situation.Now, new IncidentMitigated())));
}
