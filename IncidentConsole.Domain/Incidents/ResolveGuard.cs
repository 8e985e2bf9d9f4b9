using System.Collections.Immutable;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What may speak against calling an incident resolved.</summary>
public enum GuardPointKind
{
    /// <summary>A signal says that a criterion of the runbook is not met.</summary>
    LineIsRed,

    /// <summary>A signal is over one of its limits, and no criterion of the runbook speaks of it.</summary>
    LineIsOver,

    /// <summary>It is met, and not yet for as long as the runbook asks without a gap.</summary>
    NotLongEnough,

    /// <summary>The signal that should say it has no fresh value: missing is not green.</summary>
    LineIsUnknown,

    /// <summary>The runbook wants the workaround or the rollback written down first.</summary>
    NotDocumented,

    /// <summary>An alert that joined the incident still fires.</summary>
    AlertFires,

    /// <summary>No signal can say it, and nobody has looked.</summary>
    NobodyLooked,

    /// <summary>A required check of the response is open.</summary>
    CheckIsOpen,

    /// <summary>A limit that an action raised is still raised.</summary>
    LimitIsRaised,
}

/// <summary>One thing that speaks against it.</summary>
/// <param name="Subject">Id of the criterion, alert, item or action; the name of the measure.</param>
/// <param name="Value">What the signal said last, in <paramref name="Unit"/> and rounded as it is shown; null where no signal is meant, or it is unknown.</param>
/// <param name="Since">Since when a line that was not held long enough is green.</param>
public sealed record GuardPoint(GuardPointKind Kind, string Subject, double? Value = null, string? Unit = null, DateTimeOffset? Since = null)
{
    /// <summary>
    /// A line that the console measures, and what the runbook wants written, keep an incident open until somebody says why not. The rest is listed
    /// beside it: senders clear their alerts minutes late, and checks and limits are for people to judge.
    /// </summary>
    public bool Blocks => Kind switch
    {
        GuardPointKind.LineIsRed or GuardPointKind.LineIsOver or GuardPointKind.NotLongEnough or GuardPointKind.LineIsUnknown or GuardPointKind.NotDocumented => true,
        GuardPointKind.AlertFires or GuardPointKind.NobodyLooked or GuardPointKind.CheckIsOpen or GuardPointKind.LimitIsRaised => false,
    };
}

/// <summary>
/// Is it truly over? Lists what speaks against it, the hardest proof first, and refuses a resolution without a reason while the metrics say no.
/// Who resolves anyway says why, and that stays with the incident: <see cref="GuardOverridden"/>.
/// </summary>
public static class ResolveGuard
{
    /// <param name="live">What the signals say of the runbook's criteria now, and the lines over a limit that none of these speaks of.</param>
    public static ImmutableArray<GuardPoint> Points(Incident incident, IReadOnlyDictionary<string, LiveCriterion> live, DateTimeOffset now) =>
    [
        .. CriterionCheck.Of(incident, live, now).Select(Point).OfType<GuardPoint>()
            .Concat(live.Values.Where(line => line.IsLine).Select(line => new GuardPoint(GuardPointKind.LineIsOver, line.Signal!.Title, Shown(line), line.Signal!.Unit)))
            .Concat(incident.Alerts.Values.Where(alert => alert.EndedAt is null).OrderBy(alert => alert.StartedAt).Select(alert => new GuardPoint(GuardPointKind.AlertFires, alert.AlertId)))
            .Concat(incident.Undocumented.Select(kind => new GuardPoint(GuardPointKind.NotDocumented, kind.ToString())))
            .Concat(incident.Runbook.Checklist
                .Where(phase => phase.Anchor == ChecklistAnchor.Declared)
                .SelectMany(phase => phase.Items)
                .Where(item => item.IsRequired && incident.ItemState(item.Id) == ChecklistItemState.Open)
                .Select(item => new GuardPoint(GuardPointKind.CheckIsOpen, item.Id)))
            .Concat(incident.RaisedLimits.Select(limit => new GuardPoint(GuardPointKind.LimitIsRaised, limit.ActionId)))
            .OrderBy(point => point.Kind),
    ];

    /// <summary>Null when nothing that blocks speaks against it.</summary>
    internal static Refusal? Check(Incident incident, ImmutableArray<GuardPoint> points)
    {
        var blocking = points.Where(point => point.Blocks).Select(point => GuardWords.Of(point, incident)).ToList();
        return blocking.Count == 0 ? null : Guard.Conflict(
            $"Not yet: {string.Join("; ", blocking)}. Wait until that is so, or give a reason why {incident.Label} is resolved all the same: it stays with the incident, and is public where the incident is.");
    }

    private static GuardPoint? Point(CriterionCheck check) => check.State switch
    {
        CriterionState.Met => null,
        // "Metrics stable" is about all of them: the one that is not is named.
        CriterionState.NotMet when check is { Criterion.Threshold: null, Live.Signal: { } signal } => new GuardPoint(GuardPointKind.LineIsOver, signal.Title, Shown(check.Live), signal.Unit),
        CriterionState.NotMet => Of(GuardPointKind.LineIsRed, check),
        CriterionState.Holding => Of(GuardPointKind.NotLongEnough, check),
        CriterionState.Unknown => check.Live?.Signal is null ? new GuardPoint(GuardPointKind.NobodyLooked, check.Criterion.Id) : new GuardPoint(GuardPointKind.LineIsUnknown, check.Criterion.Id),
    };

    private static GuardPoint Of(GuardPointKind kind, CriterionCheck check) => new(kind, check.Criterion.Id, Shown(check.Live), check.Live?.Signal?.Unit, check.Live?.Since);

    private static double? Shown(LiveCriterion? live) => live is { Latest.Value: { } value, Signal: { } signal } ? Math.Round(value, signal.Decimals) : null;
}

/// <summary>The incident is resolved although something the console measures, or the runbook asks for, speaks against it.</summary>
/// <param name="Points">All that was open at that moment.</param>
public sealed record GuardOverridden(ImmutableArray<GuardPoint> Points, Prose Why) : IncidentEvent;

/// <param name="Points">All that was open at that moment.</param>
public sealed record GuardOverride(ImmutableArray<GuardPoint> Points, Prose Why, Actor By, DateTimeOffset At);
