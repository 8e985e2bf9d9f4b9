using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Drills;

/// <summary>Walks the log of a drill and weighs what was done against what the runbook asks.</summary>
internal sealed class DrillWalk(Incident drill, IReadOnlyList<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks, DateTimeOffset until)
{
    /// <summary>What nobody can be faster than.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Who commanded first: who led the drill, whomever it was handed over to.</summary>
    public string? LedBy() => events.Select(recorded => recorded.Event switch
    {
        RoleAssigned { Role: IncidentRole.Commander } role => role.PersonName,
        CommandTaken taken => taken.PersonName,
        _ => null,
    }).FirstOrDefault(name => name is not null);

    public ImmutableArray<DrillItem> Times()
    {
        var milestones = drill.Milestones;
        return
        [
            new("Detected", DrillMark.NoClock, milestones.TimeToDetect is { } detect ? $"{Elapsed.Words(detect)} after the impact began." : "Nothing says when the impact began.", milestones.TimeToDetect),
            Acknowledged(milestones),
            Reached("Mitigated", milestones.TimeToMitigate, "The impact was not marked as mitigated."),
            Reached("Resolved", milestones.TimeToResolve, "The drill was ended before it was resolved."),
        ];
    }

    public ImmutableArray<DrillItem> Updates()
    {
        var items = ImmutableArray.CreateBuilder<DrillItem>();
        var withdrawn = events.Select(recorded => recorded.Event).OfType<UpdateWithdrawn>().Select(update => update.Number).ToHashSet();
        var incident = Incident.Undeclared(drill.Id);
        DateTimeOffset? atTheEnd = null;
        foreach (var recorded in events.Where(recorded => recorded.RecordedAt <= until))
        {
            if (recorded.Event is UpdatePosted update && !withdrawn.Contains(update.Number))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"Update {update.Number}");
                items.Add(Promise(incident) is not { } promised
                    ? new(name, DrillMark.NoClock, "Nobody had promised it.", At: recorded.OccurredAt)
                    : recorded.OccurredAt <= promised + Grace
                        ? new(name, DrillMark.InTime, $"Written {Elapsed.Words(promised - recorded.OccurredAt)} before it was due.", At: recorded.OccurredAt)
                        : new(name, DrillMark.Late, $"Written {Elapsed.Words(recorded.OccurredAt - promised)} late.", recorded.OccurredAt - promised, At: recorded.OccurredAt));
            }

            if (recorded.Event is DrillStopped or IncidentResolved or IncidentDeclined or IncidentMerged)
            {
                atTheEnd = Promise(incident);   // what ends the drill ends its promises too
            }

            incident = incident.Evolve(recorded, runbooks);
        }

        if ((drill.IsOpen ? Promise(incident) : atTheEnd) is { } open)
        {
            items.Add(open < until
                ? new("The next update", DrillMark.Missing, $"Was due {Elapsed.Words(until - open)} {(drill.IsOpen ? "ago" : "before the end")} and is not written.", At: open)
                : new("The next update", DrillMark.NoClock, drill.IsOpen ? $"Due in {Elapsed.Words(open - until)}." : $"Not due before the end: {Elapsed.Words(open - until)} were left.", At: open));
        }

        return items.ToImmutable();
    }

    public ImmutableArray<DrillItem> Checks() =>
    [
        .. from phase in drill.Runbook.Checklist
           let anchor = phase.Anchor switch { ChecklistAnchor.Declared => drill.Milestones.Declared, ChecklistAnchor.Resolved => drill.Milestones.Resolved }
           where anchor is not null
           from item in phase.Items
           select Check(phase, item, anchor!.Value),
    ];

    /// <summary>The steps of the procedure that was played; of the one that was run where none was.</summary>
    public ImmutableArray<DrillItem> Steps() =>
        (drill.Drill!.Play.ProcedureId ?? drill.ActiveProcedure) is { } id && drill.Runbook.FindProcedure(id) is { } procedure ? [.. procedure.Actions.Select(Step)] : [];

    public ImmutableArray<DrillItem> Calls() =>
    [
        .. from recorded in events
           let call = recorded.Event as StepEscalated
           where call is not null
           let answered = events.FirstOrDefault(later => later.Version > recorded.Version && later.Event is EscalationAnswered answer && answer.StepId == call.StepId)
           let late = recorded.RecordedAt - call.DueAt
           let said = call.Called.IsEmpty ? "Reached nobody: no person is bound to it."
               : $"{(late is null ? "Called by hand" : late > DeadlineSchedule.AtOnceGrace ? $"Called {Elapsed.Words(late.Value)} late" : "Called in time")}; {Answer(answered?.OccurredAt - recorded.OccurredAt)}."
           select new DrillItem(
               call.Target,
               call.Called.IsEmpty ? DrillMark.Missing : late is null ? DrillMark.NoClock : late > DeadlineSchedule.AtOnceGrace ? DrillMark.Late : DrillMark.InTime,
               said, At: recorded.OccurredAt),
    ];

    private string Answer(TimeSpan? after) => after is { } took ? $"answered after {Elapsed.Words(took)}" : drill.IsOpen ? "no answer yet" : "nobody answered";

    private DrillItem Acknowledged(Milestones milestones)
    {
        var declared = events.Select(recorded => recorded.Event).OfType<IncidentDeclared>().First();
        var allowed = drill.Runbook.Severities[declared.Severity].Response is { Within: { } within } ? (TimeSpan?)(within > DeadlineSchedule.AtOnceGrace ? within : DeadlineSchedule.AtOnceGrace) : null;
        return milestones.Acknowledged is not { } at
            ? !drill.IsOpen && milestones.Declared + allowed > until ? new("Acknowledged", DrillMark.Missing, $"Nobody had acknowledged when it ended; {Elapsed.Words(milestones.Declared!.Value + allowed!.Value - until)} of {Elapsed.Words(allowed.Value)} were left.", Allowed: allowed)
            : Left("Acknowledged", allowed is { } missed ? $"Nobody acknowledged; the runbook gives {Elapsed.Words(missed)}." : "Nobody acknowledged.", "Not yet.", allowed)
            : at - milestones.Declared is var took && allowed is not { } limit ? new("Acknowledged", DrillMark.NoClock, $"After {Elapsed.Words(took!.Value)}; the runbook gives no time.", took)
            : took <= limit ? new("Acknowledged", DrillMark.InTime, $"After {Elapsed.Words(took.Value)} of {Elapsed.Words(limit)}.", took, limit)
            : new("Acknowledged", DrillMark.Late, $"After {Elapsed.Words(took!.Value)}, {Elapsed.Words(took.Value - limit)} late.", took, limit);
    }

    private DrillItem Reached(string what, TimeSpan? took, string missing) =>
        took is { } time ? new(what, DrillMark.NoClock, $"After {Elapsed.Words(time)}.", time) : Left(what, missing, "Not yet.");

    /// <summary>What is not done is missing once the drill is over, and not before.</summary>
    private DrillItem Left(string what, string missing, string yet, TimeSpan? allowed = null) =>
        drill.IsOpen ? new(what, DrillMark.NoClock, yet, Allowed: allowed) : new(what, DrillMark.Missing, missing, Allowed: allowed);

    /// <summary>When the public update was due, whether or not that passed.</summary>
    private static DateTimeOffset? Promise(Incident incident) => !incident.IsDeclared ? null : DeadlineSchedule.For(incident with { PassedDeadlines = [] })
        .Where(deadline => deadline.Kind == DeadlineKind.StatusUpdateDue).Select(deadline => (DateTimeOffset?)deadline.DueAt).Min();

    private DrillItem Check(ChecklistPhase phase, ChecklistItem item, DateTimeOffset anchor)
    {
        var mark = drill.Checklist.GetValueOrDefault(item.Id);
        var (from, to) = (anchor + phase.From, anchor + phase.To);
        return mark switch
        {
            null or { State: ChecklistItemState.Open } => !item.IsRequired ? new(item.Text, DrillMark.NoClock, $"{phase.Title}: optional, left open.")
                : from > until ? new(item.Text, DrillMark.NoClock, $"{phase.Title}: {(drill.IsOpen ? "has not begun yet" : "had not begun when it ended")}.")
                : to > until || (to is null && drill.IsOpen) ? new(item.Text, DrillMark.NoClock, $"{phase.Title}: {(drill.IsOpen ? "still has time" : "still had time when it ended")}.")
                : new(item.Text, DrillMark.Missing, $"{phase.Title}: left open.", Allowed: phase.To),
            { State: ChecklistItemState.NotApplicable } => new(item.Text, DrillMark.NoClock, $"{phase.Title}: said not to apply.", At: mark.At),
            _ when mark.At > to => new(item.Text, DrillMark.Late, $"{phase.Title}: ticked {Elapsed.Words(mark.At - to.Value)} after its window.", mark.At - anchor, phase.To, mark.At),
            _ when mark.At < from => new(item.Text, DrillMark.Early, $"{phase.Title}: ticked {Elapsed.Words(from.Value - mark.At)} before its window.", mark.At - anchor, phase.From, mark.At),
            _ when from is null && to is null => new(item.Text, DrillMark.NoClock, $"{phase.Title}: ticked; the phase has no window.", mark.At - anchor, At: mark.At),
            _ => new(item.Text, DrillMark.InTime, $"{phase.Title}: ticked in its window.", mark.At - anchor, phase.To, mark.At),
        };
    }

    private DrillItem Step(RunbookAction action)
    {
        if (drill.Actions.GetValueOrDefault(action.Id) is not { } run)
        {
            return action.Condition is { } when ? new(action.Title, DrillMark.NoClock, $"Not done; only {when}.", Allowed: action.Budget) : Left(action.Title, "Not done.", "Not yet.", action.Budget);
        }

        var took = (run.EndedAt ?? until) - run.StartedAt;
        return run.State switch
        {
            ActionRunState.Skipped => new(action.Title, DrillMark.NoClock, $"Skipped: {run.Result?.Shown ?? "no reason is kept"}", At: run.EndedAt),
            ActionRunState.Started => Left(action.Title, $"Started and never confirmed, {Elapsed.Words(took)} before the end.", $"Runs for {Elapsed.Words(took)}.", action.Budget),
            ActionRunState.Confirmed => action.Budget is not { } budget ? new(action.Title, DrillMark.NoClock, $"Done in {Elapsed.Words(took)}; the runbook gives no time.", took, At: run.EndedAt)
                : took <= budget ? new(action.Title, DrillMark.InTime, $"Done in {Elapsed.Words(took)} of {Elapsed.Words(budget)}.", took, budget, run.EndedAt)
                : new(action.Title, DrillMark.Late, $"Done in {Elapsed.Words(took)}, {Elapsed.Words(took - budget)} over its {Elapsed.Words(budget)}.", took, budget, run.EndedAt),
        };
    }
}
