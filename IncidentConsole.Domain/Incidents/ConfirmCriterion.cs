using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A person looked and says that a resolution criterion of the runbook is met: for what no signal can say.</summary>
public sealed record ConfirmCriterion(string CriterionId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.NotEnded(incident) ?? Criterion.Unknown(incident, CriterionId);
        return refusal.Then(() => incident.Criteria.ContainsKey(CriterionId) ? Decision.Nothing : Decision.Accept(situation.Now, new CriterionConfirmed(CriterionId)));
    }
}

/// <summary>It is not met after all.</summary>
public sealed record TakeBackCriterion(string CriterionId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.NotEnded(incident) ?? Criterion.Unknown(incident, CriterionId);
        return refusal.Then(() => incident.Criteria.ContainsKey(CriterionId) ? Decision.Accept(situation.Now, new CriterionTakenBack(CriterionId)) : Decision.Nothing);
    }
}

internal static class Criterion
{
    public static Refusal? Unknown(Incident incident, string id) => incident.Runbook.ResolveCriteria.Any(criterion => criterion.Id == id)
        ? null
        : Guard.NotFound($"The {incident.Runbook.Title} has no resolution criterion \"{id}\".");
}
