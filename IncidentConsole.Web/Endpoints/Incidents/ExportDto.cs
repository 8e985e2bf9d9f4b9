using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Endpoints.Postmortems;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>All of one incident in one document, for keeping or for another program. Times are UTC; redacted texts are not in it.</summary>
/// <param name="Format">"incident-console/1"; a change that breaks readers raises the number.</param>
internal sealed record ExportDto(
    string Format,
    DateTimeOffset ExportedAt,
    IncidentDto Incident,
    string? Impact,
    int? AffectedUsers,
    string? ResolutionNotes,
    ExportedRunbookDto Runbook,
    IReadOnlyList<ExportedRoleDto> Roles,
    IReadOnlyList<ExportedItemDto> Checklist,
    IReadOnlyList<ExportedActionDto> Actions,
    IReadOnlyList<ExportedStepDto> Escalation,
    IReadOnlyList<ExportedAlertDto> Alerts,
    IReadOnlyList<ExportedUpdateDto> Updates,
    IReadOnlyList<TimelineEntryDto> Timeline,
    PostmortemDto Postmortem)
{
    public static ExportDto Of(Incident incident, LinkedTimeline timeline, DateTimeOffset now) => new(
        "incident-console/1", now, IncidentDto.Of(incident), incident.Impact?.Shown, incident.AffectedUsers, incident.ResolutionNotes?.Shown,
        new(incident.Runbook.Slug, incident.Runbook.Title, incident.RunbookKey.Value),
        [.. incident.Roles.Concat(incident.Responders).Distinct().Select(holder => new ExportedRoleDto(holder.Role, holder.Name, holder.Since))],
        [.. incident.Runbook.Checklist.SelectMany(phase => phase.Items.Select(item => ExportedItemDto.Of(phase, item, incident.Checklist.GetValueOrDefault(item.Id))))],
        [.. incident.Actions.Values.OrderBy(run => run.StartedAt).Select(run => ExportedActionDto.Of(run, incident))],
        [.. incident.Ladder.Values.Where(step => step.CalledAt is not null).OrderBy(step => step.CalledAt).Select(step => ExportedStepDto.Of(step, incident.Runbook))],
        [.. incident.Alerts.Values.OrderBy(alert => alert.StartedAt).Select(alert => new ExportedAlertDto(alert.Name.Shown, alert.StartedAt, alert.EndedAt))],
        [.. incident.Updates.Select(ExportedUpdateDto.Of)],
        [.. timeline.InOrderOfRecord().Select(TimelineEntryDto.Of)],
        PostmortemDto.Of(incident, PostmortemTimeline.Of(incident, timeline.InOrderOfEvents())));
}

/// <param name="Version">SHA-256 of the version the incident runs under.</param>
internal sealed record ExportedRunbookDto(string Slug, string Title, string Version);

internal sealed record ExportedRoleDto(IncidentRole Role, string Name, DateTimeOffset Since);

/// <param name="Reason">Of an item that is not applicable.</param>
internal sealed record ExportedItemDto(string Phase, string Id, string Text, ChecklistItemState State, string? By, DateTimeOffset? At, string? Reason)
{
    public static ExportedItemDto Of(ChecklistPhase phase, ChecklistItem item, ItemMark? mark) =>
        new(phase.Title, item.Id, item.Text, mark?.State ?? ChecklistItemState.Open, mark?.By.Name, mark?.At, mark?.Reason?.Shown);
}

internal sealed record ExportedActionDto(string Id, string Title, ActionRunState State, string By, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Result)
{
    public EffectDto? Effect { get; init; }

    public static ExportedActionDto Of(ActionRun run, Incident incident) =>
        new(run.ActionId, incident.Runbook.FindAction(run.ActionId)?.Title ?? run.ActionId, run.State, run.By.Name, run.StartedAt, run.EndedAt, run.Result?.Shown)
        {
            Effect = EffectDto.Of(incident.Effects.GetValueOrDefault(run.ActionId)?.Measured ?? []),
        };
}

internal sealed record ExportedStepDto(string Step, string Target, DateTimeOffset? CalledAt, int Calls, IReadOnlyList<string> Called, DateTimeOffset? AnsweredAt, string? AnsweredBy)
{
    public static ExportedStepDto Of(StepProgress step, Runbook runbook) => new(
        step.StepId, runbook.Escalation.Find(step.StepId)?.Target ?? step.StepId, step.CalledAt, step.Calls,
        step.Called.IsDefaultOrEmpty ? [] : [.. step.Called.Select(person => person.Name)], step.AnsweredAt, step.AnsweredBy?.Name);
}

internal sealed record ExportedAlertDto(string Name, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

internal sealed record ExportedUpdateDto(
    int Number, PublicStatus PublicStatus, string? Title, string Text, IReadOnlyList<ComponentChange> Components, UpdateState State, string By, DateTimeOffset PostedAt, DateTimeOffset? WentOutAt)
{
    public static ExportedUpdateDto Of(PublicUpdate update) => new(
        update.Number, update.PublicStatus, update.Title?.Shown, update.Text.Shown, update.Components.IsDefaultOrEmpty ? [] : [.. update.Components],
        update.State, update.By.Name, update.PostedAt, update.WentOutAt);
}
