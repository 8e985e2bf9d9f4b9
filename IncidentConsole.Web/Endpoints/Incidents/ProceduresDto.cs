using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>The procedures of the runbook an incident runs under, with what became of each action. Times are UTC.</summary>
/// <param name="Number">"INC-7".</param>
/// <param name="Active">Id of the procedure whose action was started last.</param>
internal sealed record ProceduresDto(string Number, string Runbook, string? Active, IReadOnlyList<ProcedureDto> Procedures)
{
    public static ProceduresDto Of(Incident incident) => new(
        incident.Label, incident.Runbook.Title, incident.ActiveProcedure, [.. incident.Runbook.Procedures.Select(procedure => ProcedureDto.Of(procedure, incident))])
    {
        Suggested = [.. SuggestedProcedures.For(incident).Select(found => new SuggestionDto(found.Procedure.Id, found.Why))],
        RaisedLimits = [.. incident.RaisedLimits.Select(limit => new RaisedLimitDto(limit.ActionId, limit.Title, limit.By.Name, limit.Since, limit.Why?.Shown))],
        Undocumented = [.. incident.Undocumented],
    };

    /// <summary>What fits what is known, the best first.</summary>
    public IReadOnlyList<SuggestionDto> Suggested { get; init; } = [];

    public IReadOnlyList<RaisedLimitDto> RaisedLimits { get; init; } = [];

    /// <summary>What must be written down before the incident is resolved.</summary>
    public IReadOnlyList<MeasureKind> Undocumented { get; init; } = [];
}

internal sealed record SuggestionDto(string Procedure, string Why);

internal sealed record RaisedLimitDto(string Action, string Title, string By, DateTimeOffset Since, string? Why);

internal sealed record ProcedureDto(
    string Id, string Title, ProcedureKind Kind, IReadOnlyList<string> Symptoms, IReadOnlyList<string> LikelyCauses, IReadOnlyList<ActionDto> Actions, IReadOnlyList<VerificationDto> Verifications)
{
    /// <param name="incident">Null: the runbook alone.</param>
    public static ProcedureDto Of(Procedure procedure, Incident? incident) => new(
        procedure.Id, procedure.Title, procedure.Kind, [.. procedure.Symptoms], [.. procedure.LikelyCauses],
        [.. procedure.Actions.Select(action => ActionDto.Of(procedure, action, incident, incident?.Effects.GetValueOrDefault(action.Id)))],
        [.. procedure.Verifications.Select(check => VerificationDto.Of(check, incident?.FindVerification(procedure.Id, check.Id)))]);
}

/// <summary>One step of a procedure.</summary>
/// <param name="Procedure">Id of the procedure it belongs to.</param>
/// <param name="Command">As the runbook writes it; <paramref name="Placeholders"/> are to be filled first.</param>
/// <param name="Request">What the console may send itself, "POST https://…"; null where the action is for a person.</param>
/// <param name="BudgetSeconds">How long it may take; null when the runbook gives no time.</param>
/// <param name="Target">What to type again before a destructive action, which may hold placeholders; outside an incident null where that is the service.</param>
/// <param name="State">started, confirmed or skipped; null when nobody began it.</param>
internal sealed record ActionDto(
    string Id, string Procedure, string Title, string? Condition, string? Command, string? Language, IReadOnlyList<string> Placeholders, string? Request,
    double? BudgetSeconds, bool IsDestructive, string? Target, bool IsReadOnly, bool RaisesLimit,
    ActionRunState? State, string? By, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Result)
{
    public static ActionDto Of(Procedure procedure, RunbookAction action, Incident? incident, ActionEffect? effect) => Of(procedure, action, incident, incident?.Actions.GetValueOrDefault(action.Id), effect);

    private static ActionDto Of(Procedure procedure, RunbookAction action, Incident? incident, ActionRun? run, ActionEffect? effect) => new(
        action.Id, procedure.Id, action.Title, action.Condition, action.Command?.Text, action.Command?.Language, [.. NamesIn(action)],
        action.Request is { } request ? $"{request.Method} {request.Url}" : null,
        action.Budget?.TotalSeconds, action.IsDestructive, !action.IsDestructive ? null : incident is null ? action.Target : action.ConfirmedBy(incident.Service), action.IsReadOnly, action.RaisesLimit,
        run?.State, run?.By.Name, run?.StartedAt, run?.EndedAt, run?.Result?.Shown)
    {
        Send = run?.Send is { } send ? SendDto.Of(action.Id, send) : null,
        Effect = EffectDto.Of(effect?.Measured ?? []),
    };

    /// <summary>What the figures say of its last run; null while nothing is measured.</summary>
    public EffectDto? Effect { get; init; }

    /// <summary>What the console sent for it last; null where a person ran it.</summary>
    public SendDto? Send { get; init; }

    private static IEnumerable<string> NamesIn(RunbookAction action) =>
        (action.Command is { Placeholders.IsDefault: false } command ? command.Placeholders : []).Concat(action.Request is { } request ? RequestFill.PlaceholdersOf(request) : []).DistinctBy(Placeholder.Name);
}

/// <param name="Worked">Null while nobody looked.</param>
internal sealed record VerificationDto(string Id, string Text, string? Command, bool? Worked = null, string? By = null, DateTimeOffset? At = null, string? Result = null)
{
    public static VerificationDto Of(Verification check, VerificationMark? mark) => new(check.Id, check.Text, check.Command?.Text, mark?.Worked, mark?.By.Name, mark?.At, mark?.Result?.Shown);
}
