namespace IncidentConsole.Domain.Deadlines;

public enum DeadlineKind
{
    AcknowledgeDue,
    EscalationStepDue,

    /// <summary>A step counted from the start of the incident, whatever was acknowledged.</summary>
    ElapsedLadderDue,
    StatusUpdateDue,

    /// <summary>A posted update becomes public.</summary>
    UpdateGoesOut,
    ChecklistPhaseEnds,
    ActionBudgetEnds,
    HandOverUnanswered,
    StabilityWindowEnds,
    PostmortemDue,

    /// <summary>The figures after an action are looked at; nobody has to do anything.</summary>
    ActionEffectDue,
    ActionItemDue,
}

/// <summary>One persisted due time of a stream; the set of them is desired state, replaced with each append.</summary>
/// <param name="Subject">Which of its kind: step id, phase id, update number, action id; empty where there is only one.</param>
/// <param name="DueAt">UTC.</param>
public sealed record Deadline(DeadlineKind Kind, string Subject, DateTimeOffset DueAt);
