using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>An action of a procedure is being run. The console runs nothing itself: it records who ran what and why.</summary>
/// <param name="ProcedureId">Null = the procedure the action belongs to.</param>
/// <param name="Command">As run, placeholders filled; null = the runbook's own where it has none to fill.</param>
public sealed record StartAction(string? ProcedureId, string ActionId, string? Command = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var procedure = incident.Runbook.Procedures.FirstOrDefault(p => (ProcedureId is null || p.Id == ProcedureId) && p.Actions.Any(a => a.Id == ActionId));
        if (procedure?.Actions.First(a => a.Id == ActionId) is not { } action)
        {
            return new Decision.Refused(ActionRule.Unknown(incident, ActionId));
        }

        return Guard.NotEnded(incident).Then(() => incident.Actions.TryGetValue(ActionId, out var run) && run.State == ActionRunState.Started
            ? Decision.Nothing
            : (Guard.NotTooLong(Command) ?? Unfilled(action) ?? Why(action, situation))
                .Then(() => Decision.Accept(situation.Now, new ActionStarted(procedure.Id, ActionId, Run(action)))));
    }

    private Prose? Run(RunbookAction action) =>
        Prose.From(Command) ?? (action.Command is { Placeholders.IsDefaultOrEmpty: true } own ? Prose.From(own.Text) : null);

    private Refusal? Unfilled(RunbookAction action)
    {
        if (Command is null || action.Command is not { Placeholders.IsDefaultOrEmpty: false } own)
        {
            return null;
        }

        var missing = own.Placeholders.Select(name => name.StartsWith('<') ? name : $"<{name}>").Where(name => Command.Contains(name, StringComparison.Ordinal)).ToList();
        return missing.Count == 0 ? null : Guard.Invalid($"Fill in {string.Join(", ", missing)} before running this command.");
    }

    private static Refusal? Why(RunbookAction action, Situation situation) => action switch
    {
        { RaisesLimit: true } => Guard.Reason(situation, $"\"{action.Title}\" raises a limit. Say why, so that it is taken back later."),
        { IsReadOnly: true } => null,
        _ => Guard.Reason(situation, $"\"{action.Title}\" changes something. Say why you run it."),
    };
}

/// <summary>The started action is done; says what came out of it.</summary>
public sealed record ConfirmAction(string ActionId, string? Result = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var state = ActionRule.StateOf(incident, ActionId);
        var refusal = ActionRule.Check(incident, ActionId) ?? Guard.NotTooLong(Result);
        return refusal.Then(() => state switch
        {
            ActionRunState.Started => Decision.Accept(situation.Now, new ActionConfirmed(ActionId, Prose.From(Result))),
            ActionRunState.Confirmed => Decision.Nothing,
            ActionRunState.Skipped or null => Decision.Refuse(RefusalKind.Conflict, "This action was not started. Start it first, then confirm what came out."),
        });
    }
}

/// <summary>The action is left out, or given up; says why.</summary>
public sealed record SkipAction(string ActionId) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var state = ActionRule.StateOf(incident, ActionId);
        return ActionRule.Check(incident, ActionId).Then(() => state switch
        {
            ActionRunState.Skipped => Decision.Nothing,
            ActionRunState.Confirmed => Decision.Refuse(RefusalKind.Conflict, "This action is done, so it cannot be skipped. Start it again, or write a note."),
            ActionRunState.Started or null => Guard.Reason(situation, "Say why this action is skipped: the next person will ask.")
                .Then(() => Decision.Accept(situation.Now, new ActionSkipped(ActionId))),
        });
    }
}

internal static class ActionRule
{
    public static ActionRunState? StateOf(Incident incident, string actionId) => incident.Actions.TryGetValue(actionId, out var run) ? run.State : null;

    public static Refusal? Check(Incident incident, string actionId) =>
        Guard.NotEnded(incident) ?? (incident.Runbook.FindAction(actionId) is null && StateOf(incident, actionId) is null ? Unknown(incident, actionId) : null);

    public static Refusal Unknown(Incident incident, string actionId) =>
        Guard.NotFound($"The {incident.Runbook.Title} has no action \"{actionId}\" there. Look at its procedures again.");
}
