using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>
/// The one next thing, and two runners-up: the duty that breaches first. A late check or a postmortem never hides a person who has not answered
/// or a promise about to break, so those count as due a little later than they are when they are compared; what is shown is their true time.
/// </summary>
/// <param name="First">Null: all clear, nothing is due.</param>
/// <param name="Then">At most two.</param>
public sealed record DoNext(Duty? First, ImmutableArray<Duty> Then)
{
    private const int RunnersUp = 2;
    private static readonly TimeSpan ChecksWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PapersWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan UndatedWait = TimeSpan.FromDays(1);

    /// <param name="deadlines">The incident's due times ahead; what passed is known to the incident.</param>
    /// <param name="viewer">Whose buttons they are: what this person may not do has none.</param>
    /// <param name="failing">Due times the console tried to meet and could not.</param>
    /// <param name="metrics">What the signals of the service say now; null where it has none, or nobody asked.</param>
    public static DoNext For(Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now, Viewer viewer, IReadOnlyList<DueDeadline>? failing = null, MetricVerdict? metrics = null)
    {
        var duties = All(incident, deadlines, now, viewer, failing, metrics);
        return new DoNext(duties.FirstOrDefault(), [.. duties.Skip(1).Take(RunnersUp)]);
    }

    /// <summary>Every open duty, the one that breaches first on top.</summary>
    public static IReadOnlyList<Duty> All(Incident incident, IReadOnlyList<Deadline> deadlines, DateTimeOffset now, Viewer viewer, IReadOnlyList<DueDeadline>? failing = null, MetricVerdict? metrics = null) => !incident.IsDeclared
        ? []
        :
        [
            .. ResponseDuties.Of(incident, deadlines, now, viewer, metrics).Concat(RecordDuties.Of(incident, now)).Concat(ConsoleDuties.Of(incident, failing ?? [])).Concat(TruthDuties.Of(incident, metrics, now))
                .Select(duty => WithRights(duty, viewer))
                .OrderBy(duty => BreachesAt(duty, now))
                .ThenBy(duty => duty.Kind),
        ];

    private static DateTimeOffset BreachesAt(Duty duty, DateTimeOffset now)
    {
        var (floor, undated) = duty.Kind switch
        {
            DutyKind.Acknowledge or DutyKind.GetAnswer or DutyKind.ConsoleFails or DutyKind.Severity or DutyKind.HandOver or DutyKind.Update or DutyKind.Command or DutyKind.RunningAction => (TimeSpan.Zero, UndatedWait),
            DutyKind.ReachSomebody or DutyKind.Checklist or DutyKind.RaisedLimit => (ChecksWait, UndatedWait),
            DutyKind.Document or DutyKind.Truth or DutyKind.Resolve => (ChecksWait, ChecksWait),
            DutyKind.Postmortem or DutyKind.ActionItem => (PapersWait, UndatedWait + UndatedWait),
        };
        var earliest = now + floor;
        return duty.DueAt is not { } due ? now + undated : due < earliest && floor > TimeSpan.Zero ? earliest : due;
    }

    private static Duty WithRights(Duty duty, Viewer viewer) => duty with { Primary = Allowed(duty.Primary, viewer), Secondary = Allowed(duty.Secondary, viewer) };

    private static DutyAction? Allowed(DutyAction? action, Viewer viewer) => action is { } wanted && RightsTable.Allows(viewer.Role, RightOf(wanted)) ? action : null;

    private static Right RightOf(DutyAction action) => action switch
    {
        DutyAction.OpenLadder or DutyAction.ReadBrief or DutyAction.OpenAlerts or DutyAction.OpenPostmortem or DutyAction.OpenActionItems or DutyAction.OpenDocumentation => Right.Read,

        // A Communications Lead or Deputy need not be a Commander by account: the desk asks who holds the role.
        DutyAction.Acknowledge or DutyAction.TheyAnswered or DutyAction.CallAgain or DutyAction.AcceptHandOver or DutyAction.CancelHandOver or DutyAction.WriteUpdate
            or DutyAction.ConfirmAction or DutyAction.SkipAction or DutyAction.TickItem or DutyAction.MarkNotApplicable or DutyAction.TakeLimitBack or DutyAction.RaiseSeverity or DutyAction.KeepSeverity or DutyAction.Resolve => Right.Respond,
        DutyAction.TakeCommand or DutyAction.AssignCommander => Right.Command,
    };
}
