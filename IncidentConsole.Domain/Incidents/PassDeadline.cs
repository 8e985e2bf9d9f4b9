using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// A due time has come. The rule checks that it still applies, so that firing twice, late, or on two nodes is harmless:
/// a step of the ladder is called, an update goes out, anything else is recorded as passed.
/// </summary>
public sealed record PassDeadline(DeadlineKind Kind, string Subject, DateTimeOffset DueAt) : IncidentIntent
{
    public override Right Right => Right.Administer;

    public override Decision Decide(Incident incident, Situation situation) => SystemRule.Check(situation).Then(() =>
        Applies(incident, situation.Now) ? Pass(incident, situation) : Decision.Nothing);

    private bool Applies(Incident incident, DateTimeOffset now)
    {
        var due = new Deadline(Kind, Subject, DueAt);
        return DueAt <= now && !incident.PassedDeadlines.Contains(due) && DeadlineSchedule.For(incident).Contains(due);
    }

    private Decision Pass(Incident incident, Situation situation) => Kind switch
    {
        DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => Call(incident, incident.Runbook.Escalation.Find(Subject)!, situation),
        DeadlineKind.ActionEffectDue when EffectRule.Asked(incident, Subject) is var (effect, minutes) => Decision.Accept(DueAt, EffectRule.Judge(incident, effect, minutes, situation.Figures)),
        DeadlineKind.ActionEffectDue => Decision.Nothing,
        DeadlineKind.UpdateGoesOut => Decision.Accept(situation.Now, new UpdateWentOut(int.Parse(Subject, CultureInfo.InvariantCulture))),
        DeadlineKind.AcknowledgeDue or DeadlineKind.StatusUpdateDue or DeadlineKind.ChecklistPhaseEnds or DeadlineKind.ActionBudgetEnds
            or DeadlineKind.HandOverUnanswered or DeadlineKind.StabilityWindowEnds or DeadlineKind.PostmortemDue or DeadlineKind.ActionItemDue =>
            Decision.Accept(situation.Now, new DeadlinePassed(Kind, Subject, DueAt)),
    };

    private Decision Call(Incident incident, EscalationStep step, Situation situation) =>
        Decision.Accept(situation.Now, Escalate.Call(incident, step, LadderSchedule.CauseOf(incident, step), situation) with { DueAt = DueAt });
}
