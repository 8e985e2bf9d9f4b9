using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Deadlines;

/// <summary>
/// When the steps of the ladder run by themselves. Called steps never run again by themselves, optional ones only run by hand,
/// and a held one waits until its hold is over.
/// </summary>
internal static class LadderSchedule
{
    public static IEnumerable<Deadline> For(Incident incident)
    {
        if (!incident.IsOpen || incident.IsProposal)
        {
            yield break;
        }

        var steps = incident.Runbook.Escalation.StepsAt(incident.Severity);
        foreach (var step in steps)
        {
            var progress = incident.Ladder.GetValueOrDefault(step.Id);
            var wanted = progress?.CalledAt is null ? DueAt(incident, steps, step) : CallsAgainAt(incident, step);
            if (!step.IsOptional && wanted is { } due)
            {
                yield return new Deadline(KindOf(step), step.Id, progress?.HeldUntil > due ? progress.HeldUntil.Value : due);
            }
        }
    }

    private static DeadlineKind KindOf(EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce or EscalationTrigger.Unacknowledged or EscalationTrigger.ByHand => DeadlineKind.EscalationStepDue,
        EscalationTrigger.Elapsed or EscalationTrigger.Attribute => DeadlineKind.ElapsedLadderDue,
    };

    private static DateTimeOffset? DueAt(Incident incident, ImmutableArray<EscalationStep> steps, EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => IsHeardAlready(incident, step) ? null : incident.SeveritySince,
        EscalationTrigger.Unacknowledged => Unanswered(incident, steps, step),
        // "After two hours, or at once for a data breach" is one step with both.
        EscalationTrigger.Elapsed => Earlier(incident.Milestones.Declared + step.After, AttributeSince(incident, step)),
        EscalationTrigger.Attribute => AttributeSince(incident, step) + step.After,
        EscalationTrigger.ByHand => null,
    };

    /// <summary>Why a step that is due is called.</summary>
    public static EscalationCause CauseOf(Incident incident, EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => EscalationCause.AtOnce,
        EscalationTrigger.Unacknowledged => EscalationCause.NoAcknowledgement,
        EscalationTrigger.Elapsed => AttributeSince(incident, step) < incident.Milestones.Declared + step.After ? EscalationCause.Attribute : EscalationCause.Elapsed,
        EscalationTrigger.Attribute => EscalationCause.Attribute,
        EscalationTrigger.ByHand => EscalationCause.ByHand,
    };

    /// <summary>A lower level wakes nobody whom a worse one has called already.</summary>
    private static bool IsHeardAlready(Incident incident, EscalationStep step) =>
        incident.Earlier?.Rank < incident.Severity
        && incident.Runbook.Escalation.Steps.Any(other => string.Equals(other.Target, step.Target, StringComparison.OrdinalIgnoreCase) && incident.Ladder.GetValueOrDefault(other.Id)?.CalledAt is not null);

    /// <summary>A module named after the owners were called has an owner who does not know yet.</summary>
    private static DateTimeOffset? CallsAgainAt(Incident incident, EscalationStep step) =>
        step.CallsModuleOwner && step.Trigger != EscalationTrigger.ByHand && ModuleOwners.TeamsToCall(incident, step).Length > 0
            ? incident.Modules.Max(module => module.Since)
            : null;

    /// <summary>The wait begins with the call of the step before; the first step waits for the incident's own acknowledgement.</summary>
    private static DateTimeOffset? Unanswered(Incident incident, ImmutableArray<EscalationStep> steps, EscalationStep step)
    {
        var before = steps.TakeWhile(other => other.Id != step.Id).Where(other => other.CallsPeople && !other.IsOptional && other.Trigger != EscalationTrigger.ByHand).ToList();
        if (before.Count == 0)
        {
            return incident.Milestones.Acknowledged is null ? incident.SeveritySince + step.After : null;
        }

        // Steps called at once are one call to several people: an answer of any of them is the answer.
        var last = before[^1];
        var asked = (last.Trigger == EscalationTrigger.AtOnce ? before.Where(other => other.Trigger == EscalationTrigger.AtOnce) : [last])
            .Select(other => incident.Ladder.GetValueOrDefault(other.Id)).ToList();
        var calledAt = asked[^1]?.CalledAt;
        var isAnswered = asked.Exists(progress => progress?.AnsweredAt is not null) || incident.Milestones.Acknowledged > calledAt;
        return isAnswered ? null : calledAt + step.After;
    }

    private static DateTimeOffset? AttributeSince(Incident incident, EscalationStep step) =>
        step.Attribute is { } attribute && incident.Attributes.TryGetValue(attribute, out var since) ? since : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other < one ? other : one;
}
