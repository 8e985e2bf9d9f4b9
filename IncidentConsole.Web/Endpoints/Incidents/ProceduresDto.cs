using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>The procedures of the runbook an incident runs under, with what became of each action. Times are UTC.</summary>
/// <param name="Number">"INC-7".</param>
/// <param name="Active">Id of the procedure whose action was started last.</param>
internal sealed record ProceduresDto(string Number, string Runbook, string? Active, IReadOnlyList<ProcedureDto> Procedures)
{
    public static ProceduresDto Of(Incident incident) => new(
        incident.Label, incident.Runbook.Title, incident.ActiveProcedure, [.. incident.Runbook.Procedures.Select(procedure => ProcedureDto.Of(procedure, incident))]);
}

internal sealed record ProcedureDto(
    string Id, string Title, ProcedureKind Kind, IReadOnlyList<string> Symptoms, IReadOnlyList<string> LikelyCauses, IReadOnlyList<ActionDto> Actions, IReadOnlyList<VerificationDto> Verifications)
{
    /// <param name="incident">Null: the runbook alone.</param>
    public static ProcedureDto Of(Procedure procedure, Incident? incident) => new(
        procedure.Id, procedure.Title, procedure.Kind, [.. procedure.Symptoms], [.. procedure.LikelyCauses],
        [.. procedure.Actions.Select(action => ActionDto.Of(procedure, action, incident?.Actions.GetValueOrDefault(action.Id)))],
        [.. procedure.Verifications.Select(check => new VerificationDto(check.Id, check.Text, check.Command?.Text))]);
}

/// <summary>One step of a procedure.</summary>
/// <param name="Procedure">Id of the procedure it belongs to.</param>
/// <param name="Command">As the runbook writes it; <paramref name="Placeholders"/> are to be filled first.</param>
/// <param name="Request">What the console may send itself, "POST https://…"; null where the action is for a person.</param>
/// <param name="BudgetSeconds">How long it may take; null when the runbook gives no time.</param>
/// <param name="Target">What to type again before a destructive action; may hold placeholders.</param>
/// <param name="State">started, confirmed or skipped; null when nobody began it.</param>
internal sealed record ActionDto(
    string Id, string Procedure, string Title, string? Condition, string? Command, string? Language, IReadOnlyList<string> Placeholders, string? Request,
    double? BudgetSeconds, bool IsDestructive, string? Target, bool IsReadOnly, bool RaisesLimit,
    ActionRunState? State, string? By, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Result)
{
    public static ActionDto Of(Procedure procedure, RunbookAction action, ActionRun? run) => new(
        action.Id, procedure.Id, action.Title, action.Condition, action.Command?.Text, action.Command?.Language, action.Command is { Placeholders.IsDefault: false } command ? [.. command.Placeholders] : [],
        action.Request is { } request ? $"{request.Method} {request.Url}" : null,
        action.Budget?.TotalSeconds, action.IsDestructive, action.IsDestructive ? action.ConfirmedBy : null, action.IsReadOnly, action.RaisesLimit,
        run?.State, run?.By.Name, run?.StartedAt, run?.EndedAt, run?.Result?.Shown);
}

internal sealed record VerificationDto(string Id, string Text, string? Command);
