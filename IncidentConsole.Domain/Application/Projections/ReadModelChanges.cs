using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Domain.Application.Projections;

/// <summary>What an append changes in the read models. Pure, so that replaying the log gives exactly the live rows.</summary>
/// <param name="Incident">The row as it stands after the append.</param>
/// <param name="Viewers">Account ids that see the incident when it is restricted.</param>
/// <param name="Revisions">Postmortem revisions added.</param>
/// <param name="ActionItems">All action items as they stand.</param>
/// <param name="Public">The incident as the public sees it; null while nothing of it went out.</param>
public sealed record ReadModelChanges(
    IncidentRow Incident,
    IReadOnlyList<string> Viewers,
    IReadOnlyList<SectionRevision> Revisions,
    IReadOnlyList<ActionItem> ActionItems,
    PublicIncident? Public)
{
    /// <summary>Ids of all procedures that were begun; null where nothing happened that changes them.</summary>
    public IReadOnlyList<string>? Procedures { get; init; }
}
