using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>What the board says of one incident in a few words: what is due first, and when. Made of the list's row, so that a board folds nothing.</summary>
/// <param name="DueAt">UTC; null when nothing is due.</param>
public sealed record BoardLine(string Text, DateTimeOffset? DueAt, Urgency Urgency)
{
    /// <summary>The worst severity first; among equals what is late, then what is due soonest, as the lines say it.</summary>
    public static IReadOnlyList<IncidentRow> MostUrgentFirst(IEnumerable<IncidentRow> rows, DateTimeOffset now) =>
        [.. from row in rows let line = For(row, now) orderby row.Severity, line.Urgency descending, line.DueAt ?? DateTimeOffset.MaxValue select row];

    public static BoardLine For(IncidentRow row, DateTimeOffset now)
    {
        // The most telling fact of all: until a person has it, the board says nothing else.
        if (row.Status.IsOpen() && row.AcknowledgedAt is null)
        {
            return row is { NextDueAt: { } due, NextDueKind: nameof(DeadlineKind.AcknowledgeDue) }
                ? new BoardLine(Words(DeadlineKind.AcknowledgeDue, due <= now)!, due, Duty.UrgencyOf(due, now))
                : new BoardLine("Not acknowledged", null, Urgency.Soon);
        }

        // A due time that passed and was recorded is no longer the row's next: what the row still owes is asked for itself.
        var owed = new List<(string Text, DateTimeOffset At)>();
        if (row.NextUpdateAt is { } update)
        {
            owed.Add((update <= now ? "Update late" : "Update due in", update));
        }

        if (row is { PostmortemDueAt: { } postmortem, PostmortemPublishedAt: null })
        {
            owed.Add((postmortem <= now ? "Postmortem late" : "Postmortem due in", postmortem));
        }

        if (row.NextDueAt is { } next && Enum.TryParse<DeadlineKind>(row.NextDueKind, out var kind) && Words(kind, next <= now) is { } words)
        {
            owed.Add((words, next));
        }

        if (owed.Count == 0)
        {
            return new BoardLine("Nothing overdue", null, Urgency.Calm);
        }

        var first = owed.MinBy(duty => duty.At);
        return new BoardLine(first.Text, first.At, Duty.UrgencyOf(first.At, now));
    }

    /// <summary>Null for what nobody has to do.</summary>
    private static string? Words(DeadlineKind kind, bool isLate) => kind switch
    {
        DeadlineKind.AcknowledgeDue => isLate ? "Not acknowledged" : "Acknowledge within",
        DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => isLate ? "Next call late" : "Next call in",
        DeadlineKind.StatusUpdateDue => isLate ? "Update late" : "Update due in",
        DeadlineKind.ChecklistPhaseEnds => isLate ? "Checklist late" : "Checklist phase ends in",
        DeadlineKind.ActionBudgetEnds => isLate ? "Action over its time" : "Action ends in",
        DeadlineKind.HandOverUnanswered => isLate ? "Hand-over not answered" : "Hand-over waits, due in",
        DeadlineKind.PostmortemDue => isLate ? "Postmortem late" : "Postmortem due in",
        DeadlineKind.ActionItemDue => isLate ? "Action item late" : "Action item due in",
        DeadlineKind.UpdateGoesOut or DeadlineKind.StabilityWindowEnds or DeadlineKind.ActionEffectDue => null,
    };
}
