using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

public enum CriterionState
{
    Met,
    NotMet,

    /// <summary>Holds now, and not yet for as long as the runbook asks.</summary>
    Holding,

    /// <summary>No signal can say and nobody has said: a person looks.</summary>
    Unknown,
}

/// <summary>A resolution criterion with what is known of it. A signal that says no is never overruled by a tick.</summary>
/// <param name="Live">Null where it is for people alone.</param>
/// <param name="Mark">Who says that it is met; null while nobody does.</param>
public sealed record CriterionCheck(ResolveCriterion Criterion, CriterionState State, LiveCriterion? Live, CriterionMark? Mark)
{
    /// <summary>True where a person can say it: nothing measures it, or not now.</summary>
    public bool IsForPeople => Live?.Holds is null;

    /// <summary>The runbook's list, in its order.</summary>
    public static IReadOnlyList<CriterionCheck> Of(Incident incident, IReadOnlyDictionary<string, LiveCriterion> live, DateTimeOffset now) =>
        [.. incident.Runbook.ResolveCriteria.Select(criterion => Of(criterion, live.GetValueOrDefault(criterion.Id), incident.Criteria.GetValueOrDefault(criterion.Id), now))];

    public static CriterionCheck Of(ResolveCriterion criterion, LiveCriterion? live, CriterionMark? mark, DateTimeOffset now) => new(
        criterion,
        live?.Holds switch
        {
            false => CriterionState.NotMet,
            true => criterion.StableFor == TimeSpan.Zero || now - live.Since >= criterion.StableFor ? CriterionState.Met : CriterionState.Holding,
            null => mark is null ? CriterionState.Unknown : CriterionState.Met,
        },
        live,
        mark);
}
