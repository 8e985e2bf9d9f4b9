using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Another service breaks, and its runbook applies from now on: the severity keeps its rank (the last level where the new scheme has fewer),
/// clocks, ladder and checklist are planned anew. An unknown service is taken as said.
/// </summary>
public sealed record ChangeService(string Service) : IncidentIntent, IServiceIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.NotEnded(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.Text(Service, "Name the service that breaks. A name the console does not know is fine.", 200);
        return refusal.Then(() =>
        {
            var to = situation.Service;
            return to.Slug == incident.Service
                ? Decision.Nothing
                : Meanwhile.Check(incident, this, situation, Concern.Course).Then(() => Decision.Accept(
                    situation.Now,
                    new ServiceChanged(to.Slug, to.IsKnown, to.OwnerTeam, to.RunbookKey, to.Runbook.Severities[incident.Severity].Rank) { Calendar = to.CalendarFrom(situation.Now) }));
        });
    }
}
