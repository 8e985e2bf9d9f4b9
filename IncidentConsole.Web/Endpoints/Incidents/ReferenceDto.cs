using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What to know of a service's runbook in the first minute: levels, quick reference, first actions, whom to call.</summary>
/// <param name="ServiceIsKnown">False: nobody configured this service, and the default runbook applies.</param>
internal sealed record ReferenceDto(
    string Service, bool ServiceIsKnown, string Runbook, string? OwnerTeam, IReadOnlyList<LevelDto> Levels, IReadOnlyList<QuickReference> QuickReference,
    IReadOnlyList<ProcedureDto> Procedures, IReadOnlyList<StepDto> Ladder, IReadOnlyList<Contact> Contacts)
{
    public static ReferenceDto Of(string said, Service? service, Runbook runbook, IReadOnlyList<Person> people) => new(
        service?.Slug ?? said, service is not null, runbook.Title, service?.OwnerTeam ?? runbook.OwnerTeam,
        [.. runbook.Severities.Levels.Select(LevelDto.Of)],
        [.. runbook.QuickReferences],
        [.. runbook.Procedures.Select(procedure => ProcedureDto.Of(procedure, null))],
        [.. runbook.Escalation.Steps.Select(step => StepDto.Of(step, runbook.Severities, service, people))],
        [.. runbook.Contacts]);
}

/// <param name="RespondWithinSeconds">Null where the runbook says nothing or counts in business days.</param>
internal sealed record LevelDto(int Rank, string Label, string Title, string Impact, double? RespondWithinSeconds, bool RespondNextBusinessDay)
{
    public static LevelDto Of(SeverityLevel level) => new(level.Rank, level.Label, level.Title, level.Impact, level.Response.Within?.TotalSeconds, level.Response.IsNextBusinessDay);
}

/// <summary>A step of the ladder.</summary>
/// <param name="AfterSeconds">Elapsed time its trigger needs.</param>
/// <param name="People">Names of whom it calls for this service; empty: nobody is bound.</param>
internal sealed record StepDto(
    string Id, string Target, EscalationAct Act, EscalationTrigger Trigger, double AfterSeconds, string? Attribute, IReadOnlyList<string> Levels, bool CallsPeople, IReadOnlyList<string> People)
{
    public static StepDto Of(EscalationStep step, SeverityScheme scheme, Service? service, IReadOnlyList<Person> people)
    {
        var bound = service is not null && service.Bindings.TryGetValue(step.Target, out var ids) ? ids : [];
        return new(
            step.Id, step.Target, step.Act, step.Trigger, step.After.TotalSeconds, step.Attribute, [.. step.Ranks.Order().Select(rank => scheme[rank].Label)], step.CallsPeople,
            [.. people.Where(person => bound.Contains(person.Id) && !person.IsLocked).Select(person => person.Name)]);
    }
}
