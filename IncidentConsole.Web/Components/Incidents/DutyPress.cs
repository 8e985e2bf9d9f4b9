using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What a duty's button does when it is pressed, and how it is called: the domain says which, here stand its words and its intent.</summary>
/// <param name="subject">What the duty is about: the id of a step, an action or an item.</param>
/// <param name="place">Where the button stands: what became of its press is shown beside it.</param>
internal sealed class DutyPress(IncidentView view, DutyAction action, string subject, string place = "duty")
{
    public DutyAction Action => action;

    public string Slot { get; } = $"{place}:{action}:{subject}";

    public (string Label, string Icon, string? Key) Words => action switch
    {
        DutyAction.Acknowledge => ("Acknowledge", "check", "A"),
        DutyAction.TheyAnswered => ("They answered", "check", "A"),
        DutyAction.CallAgain => ("Call again", "phone", "C"),
        DutyAction.AcceptHandOver => ("Accept command", "check", "A"),
        DutyAction.CancelHandOver => ("Take it back", "undo", null),
        DutyAction.TakeCommand => ("Take command", "user", null),
        DutyAction.ConfirmAction => ("It ran", "check", null),
        DutyAction.SkipAction => ("Skip", "minus", null),
        DutyAction.TickItem => ("Tick it", "tasks", null),
        DutyAction.MarkNotApplicable => ("Not applicable", "minus", null),
        DutyAction.TakeLimitBack => ("It is back", "undo", null),
        DutyAction.RaiseSeverity => ($"Raise to {Level.Label}", "up", "M"),
        DutyAction.KeepSeverity => ($"Keep {view.Incident.Level.Label}", "minus", null),
        DutyAction.OpenLadder or DutyAction.ReadBrief or DutyAction.WriteUpdate or DutyAction.AssignCommander or DutyAction.Resolve
            or DutyAction.OpenAlerts or DutyAction.OpenPostmortem or DutyAction.OpenActionItems or DutyAction.OpenDocumentation => throw new UnreachableException("These lead somewhere, they send nothing."),
    };

    private IncidentIntent Intent => action switch
    {
        DutyAction.Acknowledge => new Acknowledge(),
        DutyAction.TheyAnswered => new Acknowledge { StepId = subject },
        DutyAction.CallAgain => new Escalate(subject) { SeenVersion = view.Incident.Version },
        DutyAction.AcceptHandOver => new AcceptHandOver { SeenVersion = view.Incident.Version },
        DutyAction.CancelHandOver => new CancelHandOver(),
        DutyAction.TakeCommand => new TakeCommand(),
        DutyAction.ConfirmAction => new ConfirmAction(subject),
        DutyAction.SkipAction => new SkipAction(subject),
        DutyAction.TickItem => new TickItem(subject),
        DutyAction.MarkNotApplicable => new NotApplicableItem(subject),
        DutyAction.TakeLimitBack => new TakeLimitBack(subject),
        DutyAction.RaiseSeverity => new ChangeSeverity(Level.Label),
        DutyAction.KeepSeverity => new KeepSeverity(),
        DutyAction.OpenLadder or DutyAction.ReadBrief or DutyAction.WriteUpdate or DutyAction.AssignCommander or DutyAction.Resolve
            or DutyAction.OpenAlerts or DutyAction.OpenPostmortem or DutyAction.OpenActionItems or DutyAction.OpenDocumentation => throw new UnreachableException("These lead somewhere, they send nothing."),
    };

    private SeverityLevel Level => view.Incident.Runbook.Severities[int.Parse(subject, CultureInfo.InvariantCulture)];

    public bool IsFor(DutyAction? other, string of) => other == action && of == subject;

    public Task SendAsync() => view.SendAsync(Slot, Intent, new Announcement($"{Words.Label}: done"));

    public void OpenResolve() => view.OpenTray(Trays.Resolve);

    public void OpenRoles() => view.OpenTray(Trays.Roles);
}
