using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Deadlines;

/// <summary>
/// Incident → the full set of its due times. Pure: the store replaces the stream's rows with it at each append, so nothing is ever started or stopped.
/// What passed and was recorded is not asked for again.
/// </summary>
public static class DeadlineSchedule
{
    /// <summary>How soon "at once" is late: a person needs a moment to press acknowledge.</summary>
    public static readonly TimeSpan AtOnceGrace = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan HandOverAnswerWithin = TimeSpan.FromMinutes(5);

    /// <summary>How soon the public hears of a mitigation, resolution or reopening.</summary>
    public static readonly TimeSpan TurnToldWithin = TimeSpan.FromMinutes(10);

    /// <summary>Subject of the update owed for a turn of the incident; the promised one has none.</summary>
    public const string OwedUpdate = "owed";

    public static IReadOnlyList<Deadline> For(Incident incident) => !incident.IsDeclared || (incident.IsProposal && incident.IsOpen)
        ? []
        :
        [
            .. new[]
                {
                    Acknowledge(incident),
                    LadderSchedule.For(incident),
                    Updates(incident),
                    GoingOut(incident),
                    ChecklistPhases(incident),
                    ActionBudgets(incident),
                    HandOver(incident),
                    Postmortem(incident),
                    ActionItems(incident),
                    EffectRule.Due(incident),
                }
                .SelectMany(deadlines => deadlines)
                .Where(deadline => !incident.PassedDeadlines.Contains(deadline))
                .OrderBy(deadline => deadline.DueAt),
        ];

    /// <summary>Whether the public waits for an update that should have been out, whether or not that was recorded.</summary>
    public static bool IsUpdateOverdue(Incident incident, DateTimeOffset now) => Updates(incident).Any(deadline => deadline.DueAt <= now);

    private static IEnumerable<Deadline> Acknowledge(Incident incident) =>
        incident.IsOpen && incident.Milestones.Acknowledged is null && ResponseDue(incident) is { } due ? [new Deadline(DeadlineKind.AcknowledgeDue, "", due)] : [];

    /// <summary>
    /// By when the level in force wants a person to have it, whether or not one has: counted from the declaration, the first moment the console could
    /// tell anybody; a changed severity leaves a moment to react to it. Null where the level says nothing.
    /// </summary>
    internal static DateTimeOffset? ResponseDue(Incident incident)
    {
        var (response, declared) = (incident.Level.Response, incident.Milestones.Declared!.Value);
        return response.IsNextBusinessDay ? incident.Calendar.NextBusinessDay(declared)
            : response.Within is { } within ? Later(declared + within, incident.SeveritySince + AtOnceGrace)
            : null;
    }

    private static IEnumerable<Deadline> Updates(Incident incident)
    {
        if (incident.IsOpen && !incident.IsProposal && (incident.Updates.Exists(update => update.State != UpdateState.Withdrawn) ? incident.NextUpdateAt : FirstUpdate(incident)) is { } promised)
        {
            yield return new Deadline(DeadlineKind.StatusUpdateDue, "", promised);
        }

        if (incident.UpdateOwedSince is { } since)
        {
            yield return new Deadline(DeadlineKind.StatusUpdateDue, OwedUpdate, since + TurnToldWithin);
        }
    }

    private static DateTimeOffset? FirstUpdate(Incident incident) => incident.Runbook.Communication.CadenceAt(incident.Severity) is { } cadence
        ? Later(incident.Milestones.Declared!.Value + cadence.Longest, incident.SeveritySince + cadence.Shortest)
        : null;

    private static IEnumerable<Deadline> GoingOut(Incident incident) => incident.Updates
        .Where(update => update.State == UpdateState.Posted)
        .Select(update => new Deadline(DeadlineKind.UpdateGoesOut, update.Number.ToString(CultureInfo.InvariantCulture), update.GoesOutAt));

    private static IEnumerable<Deadline> ChecklistPhases(Incident incident) =>
        from phase in incident.Runbook.Checklist
        let anchor = phase.Anchor switch
        {
            ChecklistAnchor.Declared => incident.IsOpen ? incident.Milestones.Declared : null,
            ChecklistAnchor.Resolved => incident.Status == IncidentStatus.Resolved ? incident.Milestones.Resolved : null,
        }
        where anchor + phase.To is not null && phase.Items.Any(item => item.IsRequired && incident.ItemState(item.Id) == ChecklistItemState.Open)
        select new Deadline(DeadlineKind.ChecklistPhaseEnds, phase.Id, (anchor + phase.To)!.Value);

    private static IEnumerable<Deadline> ActionBudgets(Incident incident) =>
        from run in incident.Actions.Values
        where incident.IsOpen && run.State == ActionRunState.Started
        let budget = incident.Runbook.FindAction(run.ActionId)?.Budget
        where budget is not null
        select new Deadline(DeadlineKind.ActionBudgetEnds, run.ActionId, run.StartedAt + budget.Value);

    private static IEnumerable<Deadline> HandOver(Incident incident) => incident.HandOver is { } waiting
        ? [new Deadline(DeadlineKind.HandOverUnanswered, "", waiting.ProposedAt + HandOverAnswerWithin)]
        : [];

    private static IEnumerable<Deadline> Postmortem(Incident incident) =>
        incident is { Status: IncidentStatus.Resolved or IncidentStatus.Closed, IsDrill: false, Postmortem.PublishedAt: null, Milestones.Resolved: { } resolved }
            ? [new Deadline(DeadlineKind.PostmortemDue, "", resolved + incident.Runbook.Postmortem.DueWithin)]
            : [];

    /// <summary>An item is late once its day is over.</summary>
    private static IEnumerable<Deadline> ActionItems(Incident incident) =>
        from item in incident.Postmortem.ActionItems
        where !incident.IsDrill && item is { State: ActionItemState.Open or ActionItemState.Doing, DueOn: not null }
        select new Deadline(DeadlineKind.ActionItemDue, item.ItemId, new DateTimeOffset(item.DueOn!.Value.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
