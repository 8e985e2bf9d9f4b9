using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>The procedures of an incident's runbook and what came of them, those that fit first. Times are UTC; durations are seconds.</summary>
/// <param name="Undocumented">What must be written down before the incident is resolved.</param>
internal sealed record ProceduresDto(
    IReadOnlyList<QuickReference> QuickReferences,
    IReadOnlyList<ProcedureDto> Procedures,
    IReadOnlyList<RaisedLimitDto> RaisedLimits,
    IReadOnlyList<MeasureKind> Undocumented)
{
    public static ProceduresDto Of(Incident incident, DateTimeOffset now)
    {
        var suggested = SuggestedProcedures.For(incident).ToList();
        var all = incident.Runbook.Procedures.OrderBy(procedure => suggested.FindIndex(found => found.Procedure == procedure) is var place && place < 0 ? int.MaxValue : place);
        return new(
            [.. incident.Runbook.QuickReferences],
            [.. all.Select(procedure => ProcedureDto.Of(incident, procedure, suggested.Find(found => found.Procedure == procedure)?.Why, now))],
            [.. incident.RaisedLimits.Select(limit => new RaisedLimitDto(limit.ActionId, limit.Title, limit.By.Name, limit.Since, limit.Why?.Shown))],
            [.. incident.Undocumented]);
    }
}

/// <param name="Suggested">Why it fits what is known; null where it does not.</param>
internal sealed record ProcedureDto(
    string Id, string Title, ProcedureKind Kind, string? Suggested, IReadOnlyList<string> Symptoms, IReadOnlyList<string> LikelyCauses, IReadOnlyList<ActionDto> Actions, IReadOnlyList<VerificationDto> Verifications)
{
    public static ProcedureDto Of(Incident incident, Procedure procedure, string? why, DateTimeOffset now) => new(
        procedure.Id,
        procedure.Title,
        procedure.Kind,
        why,
        [.. procedure.Symptoms],
        [.. procedure.LikelyCauses],
        [.. procedure.Actions.Select(action => ActionDto.Of(action, incident.Actions.GetValueOrDefault(action.Id), now))],
        [.. procedure.Verifications.Select(check => VerificationDto.Of(check, incident.FindVerification(procedure.Id, check.Id)))]);
}

/// <param name="ConfirmedBy">What is sent as <c>confirmation</c>; null where the action is not destructive.</param>
/// <param name="Request">"POST http://…" where the console can send it.</param>
/// <param name="State">started, confirmed or skipped; null = not begun.</param>
internal sealed record ActionDto(
    string Id, string Title, string? Condition, string? Command, string? Language, string? Request, IReadOnlyList<string> Placeholders, double? Budget, bool IsReadOnly, bool RaisesLimit, string? ConfirmedBy,
    ActionRunState? State, string? By, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Result, SendDto? Send)
{
    public static ActionDto Of(RunbookAction action, ActionRun? run, DateTimeOffset now) => new(
        action.Id,
        action.Title,
        action.Condition,
        action.Command?.Text,
        action.Command?.Language,
        action.Request is { } request ? $"{request.Method} {request.Url}" : null,
        [.. NamesOf(action)],
        action.Budget?.TotalSeconds,
        action.IsReadOnly,
        action.RaisesLimit,
        action.IsDestructive ? action.ConfirmedBy : null,
        run?.State,
        run?.By.Name,
        run?.StartedAt,
        run?.EndedAt,
        run?.Result?.Shown,
        run?.Send is { } send ? SendDto.Of(action.Id, send, now) : null);

    private static IEnumerable<string> NamesOf(RunbookAction action) =>
        (action.Command is { Placeholders.IsDefaultOrEmpty: false } command ? command.Placeholders.Select(Placeholder.Name) : [])
            .Concat(action.Request is { } request ? RequestFill.PlaceholdersOf(request) : []).Distinct(StringComparer.Ordinal);
}

/// <param name="Worked">Null while nobody looked.</param>
internal sealed record VerificationDto(string Id, string Text, string? Command, bool? Worked, string? By, DateTimeOffset? At, string? Result)
{
    public static VerificationDto Of(Verification check, VerificationMark? mark) =>
        new(check.Id, check.Text, check.Command?.Text, mark?.Worked, mark?.By.Name, mark?.At, mark?.Result?.Shown);
}

internal sealed record RaisedLimitDto(string Action, string Title, string By, DateTimeOffset Since, string? Why);
