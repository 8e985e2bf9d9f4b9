using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>Duties towards the people who respond: who has it, who answers, who commands, what runs.</summary>
internal static class ResponseDuties
{
    /// <summary>How long an incident may be without a commander.</summary>
    private static readonly TimeSpan CommandWithin = TimeSpan.FromMinutes(5);

    /// <summary>How soon a person should have looked at what the console proposes.</summary>
    private static readonly TimeSpan ProposalWithin = TimeSpan.FromMinutes(10);

    /// <summary>How soon somebody should have answered what the metrics say of the severity.</summary>
    private static readonly TimeSpan SeverityWithin = TimeSpan.FromMinutes(5);

    public static IEnumerable<Duty> Of(Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now, Viewer viewer, MetricVerdict? metrics) => !incident.IsOpen
        ? []
        : Acknowledge(incident, deadlines, now)
            .Concat(Answers(incident, deadlines, now, viewer))
            .Concat(Unreached(incident))
            .Concat(Severity(incident, metrics, now))
            .Concat(HandOver(incident, viewer))
            .Concat(Command(incident, viewer))
            .Concat(Actions(incident, now));

    private static IEnumerable<Duty> Acknowledge(Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now)
    {
        if (incident.Milestones.Acknowledged is not null)
        {
            yield break;
        }

        if (incident.IsProposal)
        {
            yield return new Duty(DutyKind.Acknowledge, "", $"Is it one? The console proposes {incident.Label}", incident.Milestones.Declared + ProposalWithin)
            {
                Detail = "Acknowledge it and the ladder runs. Decline it where it is none.",
                Primary = DutyAction.Acknowledge,
            };
            yield break;
        }

        var due = deadlines.Concat(incident.PassedDeadlines).Where(deadline => deadline.Kind == DeadlineKind.AcknowledgeDue).Select(deadline => (DateTimeOffset?)deadline.DueAt).Max();
        yield return Next(new Duty(DutyKind.Acknowledge, "", $"Acknowledge {incident.Label}", due) { Primary = DutyAction.Acknowledge, Secondary = DutyAction.OpenLadder }, incident, deadlines, now);
    }

    private static IEnumerable<Duty> Answers(Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now, Viewer viewer) =>
        from progress in incident.Ladder.Values
        where progress is { IsWaiting: true, Reach: StepReach.Page }
        let step = incident.Runbook.Escalation.Find(progress.StepId)
        where step is null || (step.Act == EscalationAct.Page && step.AppliesAt(incident.Severity))   // after a lowering the ladder says that nobody is needed there
        let target = step?.Target ?? progress.StepId
        let isMe = progress.Called.Any(person => person.PersonId == viewer.Id)
        let names = string.Join(", ", progress.Called.Select(SimulatedPeople.ShortName))
        let due = progress.CalledAt + (step?.AnswerWithin ?? TimeSpan.FromMinutes(5))
        select Next(
            new Duty(DutyKind.GetAnswer, progress.StepId, isMe ? $"Acknowledge: you were paged as {target}" : incident.IsDrill ? $"Get {names} to acknowledge" : $"Get {names} ({target}) to acknowledge", due)
            {
                Detail = progress.Calls > 1 ? $"called {progress.Calls} times" : null,
                Primary = isMe ? DutyAction.Acknowledge : DutyAction.TheyAnswered,
                Secondary = isMe ? DutyAction.OpenLadder : DutyAction.CallAgain,
            },
            incident,
            deadlines,
            now);

    // A bridge or a channel calls nobody, so it cannot miss anybody.
    private static IEnumerable<Duty> Unreached(Incident incident) =>
        from progress in incident.Ladder.Values
        where progress.ReachedNobody
        let step = incident.Runbook.Escalation.Find(progress.StepId)
        where step is { CallsPeople: true } && step.AppliesAt(incident.Severity)
        select step.CallsModuleOwner && incident.Modules.IsEmpty
            ? new Duty(DutyKind.ReachSomebody, progress.StepId, $"Say what breaks: {step.Target} is called then", progress.CalledAt + step.AnswerWithin)
            {
                Detail = "Nobody is called while no module is named.",
                Primary = DutyAction.OpenLadder,
            }
            : new Duty(DutyKind.ReachSomebody, progress.StepId, $"Call {step.Target} yourself: the console reached nobody", progress.CalledAt + step.AnswerWithin)
            {
                Detail = $"No person is bound to {step.Target} for {incident.Service}.",
                Primary = DutyAction.CallAgain,
                Secondary = DutyAction.OpenLadder,
            };

    /// <summary>What the metrics say cannot wait longer than the next look at the screen.</summary>
    private static IEnumerable<Duty> Severity(Incident incident, MetricVerdict? metrics, DateTimeOffset now) => incident.Advice is not { DeclinedBy: null } advice ? [] :
    [
        new Duty(DutyKind.Severity, advice.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), $"Raise to {incident.Runbook.Severities[advice.Rank].Label}: the metrics say it", advice.At + SeverityWithin)
        {
            Detail = EvidenceWords.Now(advice, metrics, now),
            Primary = DutyAction.RaiseSeverity,
            Secondary = DutyAction.KeepSeverity,
        },
    ];

    private static IEnumerable<Duty> HandOver(Incident incident, Viewer viewer)
    {
        if (incident.HandOver is not { } waiting)
        {
            yield break;
        }

        var due = waiting.ProposedAt + DeadlineSchedule.HandOverAnswerWithin;
        if (waiting.ToPersonId == viewer.Id)
        {
            var from = incident.Commander?.PersonId == waiting.FromPersonId ? $" from {incident.Commander.Name}" : "";
            yield return new Duty(DutyKind.HandOver, "", $"Accept command{from}", due) { Primary = DutyAction.AcceptHandOver, Secondary = DutyAction.ReadBrief };
        }
        else if (viewer.Id == waiting.FromPersonId || viewer.Id == waiting.ProposedBy)
        {
            yield return new Duty(DutyKind.HandOver, "", $"Get {waiting.ToName} to accept command", due)
            {
                Detail = "You keep command until then.",
                Primary = DutyAction.CancelHandOver,
                Secondary = DutyAction.ReadBrief,
            };
        }
    }

    private static IEnumerable<Duty> Command(Incident incident, Viewer viewer)
    {
        if (incident.Commander is not null || incident.IsProposal)
        {
            yield break;
        }

        var mayTake = RightsTable.Allows(viewer.Role, Right.Command);
        yield return new Duty(DutyKind.Command, "", mayTake ? "Take command: nobody is in command" : "Ask a Commander to take command: nobody is in command", incident.Milestones.Declared + CommandWithin)
        {
            Primary = DutyAction.TakeCommand,
            Secondary = DutyAction.AssignCommander,
        };
    }

    private static IEnumerable<Duty> Actions(Incident incident, DateTimeOffset now) =>
        from run in incident.Actions.Values
        where run.State == ActionRunState.Started
        let action = incident.Runbook.FindAction(run.ActionId)
        let due = run.StartedAt + action?.Budget
        select new Duty(DutyKind.RunningAction, run.ActionId, $"{Ask(run.Send, now)}: {action?.Title ?? run.ActionId}", due)
        {
            Detail = due <= now ? "It takes longer than the runbook gives it." : null,
            Primary = DutyAction.ConfirmAction,
            Secondary = DutyAction.SkipAction,
        };

    /// <summary>What is asked about a running action, by what is known of its request.</summary>
    private static string Ask(ActionSend? send, DateTimeOffset now) => send switch
    {
        null => "Confirm that it ran",
        { Outcome: SendOutcome.NotReached or SendOutcome.Rejected } => "It was sent and failed. Run it by hand, send it again, or skip it",
        { Outcome: SendOutcome.TimedOut or SendOutcome.BrokenOff } => "Check whether it worked: nobody heard the answer to what was sent",
        { Outcome: null } when send.IsUnknown(now) => "Check whether it worked: the console stopped before it heard the answer",
        { Outcome: null } => "Wait for the answer to what was sent",
        { Outcome: SendOutcome.Succeeded } => "Confirm that it ran",
    };

    /// <summary>Adds whom the ladder calls next by itself.</summary>
    private static Duty Next(Duty duty, Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now)
    {
        var ladder = deadlines
            .Where(deadline => deadline.Kind is DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue && deadline.DueAt > now)
            .MinBy(deadline => deadline.DueAt);
        return ladder is not null && incident.Runbook.Escalation.Find(ladder.Subject) is { } step
            ? duty with { Before = Happens(step), BeforeAt = ladder.DueAt }
            : duty;
    }

    private static string Happens(EscalationStep step) => step.Act switch
    {
        EscalationAct.Page => $"before {step.Target} is paged",
        EscalationAct.Notify => $"before {step.Target} is notified",
        EscalationAct.RequestResponders => $"before {step.Target} are asked to join",
        EscalationAct.OpenBridge => $"before the bridge opens ({step.Target})",
        EscalationAct.PostToChannel => $"before {step.Target} is told",
    };
}
