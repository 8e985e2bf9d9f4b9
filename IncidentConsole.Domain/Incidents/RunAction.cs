using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Domain.Incidents;

/// <summary>An action of a procedure is being run by a person. The console runs nothing itself here: it records who ran what and why.</summary>
/// <param name="ProcedureId">Null = the procedure the action belongs to.</param>
/// <param name="Command">As run, placeholders filled; null = the runbook's own, filled with <see cref="Values"/>.</param>
public sealed record StartAction(string? ProcedureId, string ActionId, string? Command = null) : IncidentIntent
{
    /// <summary>By name of the placeholder, for who leaves the filling to the rule; null = not given.</summary>
    public ImmutableDictionary<string, string>? Values { get; init; }

    /// <summary>The target as typed; asked for where the action is destructive.</summary>
    public string? Confirmation { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (ActionRule.Find(incident, ProcedureId, ActionId) is not var (procedure, action))
        {
            return new Decision.Refused(ActionRule.Unknown(incident, ActionId));
        }

        var filled = Command is null && Values is not null && action.Command is { } own ? CommandFill.Fill(own, Values) : null;
        return Guard.NotEnded(incident).Then(() => incident.Actions.TryGetValue(ActionId, out var run) && run.State == ActionRunState.Started
            ? Decision.Nothing
            : (Guard.NotTooLong(Command)
                ?? (filled?.Blocked is { } blocked ? Guard.Invalid(blocked) : null)
                ?? Unfilled(action)
                ?? ActionRule.Why(action, situation)
                ?? ActionRule.Confirmed(incident, action, Confirmation, filled?.Text ?? Command, Values))
                .Then(() => Decision.Accept(situation.Now, new ActionStarted(procedure.Id, ActionId, Prose.From(filled?.Text) ?? Run(action)))));
    }

    private Prose? Run(RunbookAction action) =>
        Prose.From(Command) ?? (action.Command is { Placeholders.IsDefaultOrEmpty: true } own ? Prose.From(own.Text) : null);

    private Refusal? Unfilled(RunbookAction action)
    {
        if (Command is null || action.Command is not { Placeholders.IsDefaultOrEmpty: false } own)
        {
            return null;
        }

        var missing = own.Placeholders.Select(Placeholder.Token).Where(name => Command.Contains(name, StringComparison.Ordinal)).ToList();
        return missing.Count == 0 ? null : Guard.Invalid($"Fill in {string.Join(", ", missing)} before running this command.");
    }
}

/// <summary>The started action is done; says what came out of it.</summary>
public sealed record ConfirmAction(string ActionId, string? Result = null) : IncidentIntent, IEffectIntent
{
    public ActionRun? Ends(Incident incident) => incident.Actions.GetValueOrDefault(ActionId) is { State: ActionRunState.Started } run ? run : null;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var state = ActionRule.StateOf(incident, ActionId);
        var refusal = ActionRule.Check(incident, ActionId) ?? Guard.NotTooLong(Result);
        return refusal.Then(() => state switch
        {
            ActionRunState.Started => Decision.Accept(situation.Now, new ActionConfirmed(ActionId, Prose.From(Result)) { Watch = situation.Watch }),
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

internal static partial class ActionRule
{
    public static (Procedure Procedure, RunbookAction Action)? Find(Incident incident, string? procedureId, string actionId) =>
        incident.Runbook.Procedures.FirstOrDefault(one => (procedureId is null || one.Id == procedureId) && one.Actions.Any(action => action.Id == actionId)) is { } procedure
            ? (procedure, procedure.Actions.First(action => action.Id == actionId))
            : null;

    public static Refusal? Why(RunbookAction action, Situation situation) => action switch
    {
        { RaisesLimit: true } => Guard.Reason(situation, $"\"{action.Title}\" raises a limit. Say why, so that it is taken back later."),
        { IsReadOnly: true } => null,
        _ => Guard.Reason(situation, $"\"{action.Title}\" changes something. Say why you run it."),
    };

    /// <summary>A destructive action is confirmed by typing its target. Where the target is itself a placeholder, it is what was filled in.</summary>
    /// <param name="asRun">The command or request with its placeholders filled; null where nobody told.</param>
    /// <param name="values">What they were filled with; null where only the whole command was given.</param>
    public static Refusal? Confirmed(Incident incident, RunbookAction action, string? confirmation, string? asRun, ImmutableDictionary<string, string>? values)
    {
        var typed = confirmation?.Trim() ?? "";
        var target = ActionFill.Target(action, incident.Service, values ?? ImmutableDictionary<string, string>.Empty);
        return target is null || typed == target || (values is null && Fits(target, typed, asRun)) ? null : Guard.Invalid($"\"{action.Title}\" cannot be taken back easily. Type {target} to confirm it.");
    }

    // "pod/<pod-name>" is typed as "pod/api-7", and the command that runs says "pod api-7".
    private static bool Fits(string target, string typed, string? asRun)
    {
        if (Placeholder.In(target).IsEmpty || typed.Length == 0)
        {
            return typed == target;
        }

        var filled = Regex.Match(typed, $"^{AnyPlaceholder().Replace(Regex.Escape(target), "(.+)")}$", RegexOptions.NonBacktracking);
        return asRun is null || asRun.Contains(typed, StringComparison.Ordinal)
            || (filled.Success && filled.Groups.Values.Skip(1).All(value => asRun.Contains(value.Value, StringComparison.Ordinal)));
    }

    [GeneratedRegex("<[A-Za-z][A-Za-z0-9_-]*>")]
    private static partial Regex AnyPlaceholder();

    public static ActionRunState? StateOf(Incident incident, string actionId) => incident.Actions.TryGetValue(actionId, out var run) ? run.State : null;

    public static Refusal? Check(Incident incident, string actionId) =>
        Guard.NotEnded(incident) ?? (incident.Runbook.FindAction(actionId) is null && StateOf(incident, actionId) is null ? Unknown(incident, actionId) : null);

    public static Refusal Unknown(Incident incident, string actionId) =>
        Guard.NotFound($"The {incident.Runbook.Title} has no action \"{actionId}\" there. Look at its procedures again.");
}
