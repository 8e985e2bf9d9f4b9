using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>Earlier incidents of the service that looked the same, the closest first.</summary>
/// <param name="Number">"INC-7".</param>
internal sealed record SimilarListDto(string Number, IReadOnlyList<SimilarDto> Items)
{
    public static SimilarListDto Of(Incident incident, IReadOnlyList<SimilarIncident> found) => new(incident.Label, [.. found.Select(SimilarDto.Of)]);
}

/// <param name="Shared">alertLabels, alertName, procedure, fittingProcedure.</param>
/// <param name="Worked">What helped then; where nothing was measured, what was done last before it was mitigated.</param>
/// <param name="OpenItems">Its action items that are not done.</param>
internal sealed record SimilarDto(
    string Number, string Title, DateTimeOffset DeclaredAt, DateTimeOffset? ResolvedAt, IReadOnlyList<SharedTrait> Shared, IReadOnlyList<WorkedDto> Worked, IReadOnlyList<OpenItemDto> OpenItems)
{
    public static SimilarDto Of(SimilarIncident one) => new(
        one.Label, one.Title, one.DeclaredAt, one.ResolvedAt, [.. one.Shared],
        [.. one.Worked.Select(worked => new WorkedDto(worked.ActionId, worked.Action, worked.Procedure, worked.Effect is { } effect ? EffectMeasureDto.Of(effect) : null))],
        [.. one.OpenItems.Select(item => new OpenItemDto(item.ItemId, item.What.Shown, item.OwnerName, item.DueOn, item.Ticket))]);
}

/// <param name="Effect">Null where nobody measured.</param>
internal sealed record WorkedDto(string Action, string Title, string? Procedure, EffectMeasureDto? Effect);

internal sealed record OpenItemDto(string Id, string What, string? Owner, DateOnly? Due, string? Ticket);
