using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>What the console should have done by itself and could not: it goes on trying, and a person does it meanwhile.</summary>
internal static class ConsoleDuties
{
    public static IEnumerable<Duty> Of(Incident incident, IReadOnlyList<DueDeadline> failing) =>
        from row in failing
        select new Duty(DutyKind.ConsoleFails, $"{row.Deadline.Kind}:{row.Deadline.Subject}", Words(incident, row.Deadline), row.Deadline.DueAt)
        {
            Detail = string.Create(CultureInfo.InvariantCulture, $"The console failed {row.Attempts} {(row.Attempts == 1 ? "time" : "times")} and tries again. {row.LastError}").TrimEnd(),
            Primary = row.Deadline.Kind switch
            {
                DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => DutyAction.OpenLadder,
                DeadlineKind.UpdateGoesOut or DeadlineKind.StatusUpdateDue => DutyAction.WriteUpdate,
                DeadlineKind.PostmortemDue => DutyAction.OpenPostmortem,
                DeadlineKind.ActionItemDue => DutyAction.OpenActionItems,
                DeadlineKind.AcknowledgeDue or DeadlineKind.ChecklistPhaseEnds or DeadlineKind.ActionBudgetEnds or DeadlineKind.HandOverUnanswered or DeadlineKind.StabilityWindowEnds or DeadlineKind.ActionEffectDue => null,
            },
        };

    private static string Words(Incident incident, Deadline deadline) => deadline.Kind switch
    {
        DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => $"Call {incident.Runbook.Escalation.Find(deadline.Subject)?.Target ?? deadline.Subject} yourself: the console cannot",
        DeadlineKind.UpdateGoesOut => $"Tell the public yourself: update {deadline.Subject} cannot go out",
        DeadlineKind.ActionEffectDue => "Look yourself whether the last action helped: the console cannot measure it",
        DeadlineKind.AcknowledgeDue or DeadlineKind.StatusUpdateDue or DeadlineKind.ChecklistPhaseEnds or DeadlineKind.ActionBudgetEnds
            or DeadlineKind.HandOverUnanswered or DeadlineKind.StabilityWindowEnds or DeadlineKind.PostmortemDue or DeadlineKind.ActionItemDue =>
            "Watch the clock yourself: the console cannot record a due time",
    };
}
