using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Deadlines;

public enum LadderPlace
{
    /// <summary>It was called; what became of it is the incident's <see cref="StepProgress"/>.</summary>
    Called,

    /// <summary>It runs by itself at <see cref="PlannedStep.At"/>.</summary>
    Scheduled,

    /// <summary>It runs at <see cref="PlannedStep.At"/> at the earliest, if the step before gets no answer.</summary>
    IfUnanswered,

    /// <summary>It waits for an acknowledgement that has come.</summary>
    NotNeeded,

    /// <summary>It runs once the incident is marked with its attribute.</summary>
    OnAttribute,

    /// <summary>Only when somebody calls it.</summary>
    ByHand,
}

/// <param name="Number">1-based place in the runbook's ladder of the level.</param>
/// <param name="Target">Whom it means, with the owner teams where it means those.</param>
/// <param name="At">UTC; null where nothing says when.</param>
public sealed record PlannedStep(EscalationStep Step, int Number, string Target, LadderPlace Place, DateTimeOffset? At);

/// <summary>
/// The ladder of the level in force as what happens next: every trigger in one list, called steps first, then by their time, then what has none.
/// Pure; its times are those of <see cref="DeadlineSchedule"/>, so what is shown is what will happen.
/// </summary>
public static class LadderPlan
{
    public static ImmutableArray<PlannedStep> Of(Incident incident)
    {
        var due = DeadlineSchedule.For(incident)
            .Where(deadline => deadline.Kind is DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue)
            .GroupBy(deadline => deadline.Subject)
            .ToDictionary(group => group.Key, group => group.Min(deadline => deadline.DueAt));
        var plan = new List<PlannedStep>();
        foreach (var step in incident.Runbook.Escalation.StepsAt(incident.Severity))
        {
            var (place, at) = Place(incident, step, due.TryGetValue(step.Id, out var scheduled) ? scheduled : null, plan);
            plan.Add(new PlannedStep(step, plan.Count + 1, ModuleOwners.Named(step, ModuleOwners.Teams(incident, step)), place, at));
        }

        return [.. plan.OrderBy(planned => planned.Place == LadderPlace.Called ? 0 : planned.At is null ? 2 : 1).ThenBy(planned => planned.At).ThenBy(planned => planned.Number)];
    }

    private static (LadderPlace Place, DateTimeOffset? At) Place(Incident incident, EscalationStep step, DateTimeOffset? due, List<PlannedStep> before)
    {
        if (due is not null)
        {
            return (LadderPlace.Scheduled, due);
        }

        if (incident.Ladder.GetValueOrDefault(step.Id)?.CalledAt is { } called)
        {
            return (LadderPlace.Called, called);
        }

        return step switch
        {
            { IsOptional: true } or { Trigger: EscalationTrigger.ByHand } => (LadderPlace.ByHand, null),
            { Trigger: EscalationTrigger.Attribute } => (LadderPlace.OnAttribute, null),
            { Trigger: EscalationTrigger.Unacknowledged } => Unanswered(incident, step, before),
            _ => (LadderPlace.NotNeeded, null),   // over, or its people have heard of it at a worse level
        };
    }

    // The step before has not run yet: this one can follow its wait at the earliest.
    private static (LadderPlace Place, DateTimeOffset? At) Unanswered(Incident incident, EscalationStep step, List<PlannedStep> before) =>
        incident.IsOpen && before.FindLast(planned => planned.Step is { CallsPeople: true, IsOptional: false } && planned.Step.Trigger != EscalationTrigger.ByHand) is { Place: LadderPlace.Scheduled or LadderPlace.IfUnanswered, At: { } at }
            ? (LadderPlace.IfUnanswered, at + step.After)
            : (LadderPlace.NotNeeded, null);
}
