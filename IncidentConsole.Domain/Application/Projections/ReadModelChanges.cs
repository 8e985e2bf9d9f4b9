using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Projections;

/// <summary>What an append changes in the read models. Pure, so that replaying the log gives exactly the live rows.</summary>
/// <param name="Incident">The row as it stands after the append.</param>
/// <param name="Viewers">Account ids that see the incident when it is restricted.</param>
/// <param name="Revisions">Postmortem revisions added.</param>
/// <param name="ActionItems">All action items as they stand.</param>
/// <param name="Public">The incident as the public sees it; null while nothing of it went out.</param>
/// <param name="ComponentChanges">Component states that went out with this append.</param>
public sealed record ReadModelChanges(
    IncidentRow Incident,
    IReadOnlyList<string> Viewers,
    IReadOnlyList<SectionRevision> Revisions,
    IReadOnlyList<ActionItem> ActionItems,
    PublicIncident? Public,
    IReadOnlyList<PublicComponentChange> ComponentChanges);

/// <summary>An incident as the public page knows it: only what published updates said.</summary>
/// <param name="NextUpdateAt">The promise of the last update; null when resolved or none was made.</param>
public sealed record PublicIncident(
    IncidentId Id,
    int Number,
    string Title,
    PublicStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? NextUpdateAt,
    IReadOnlyList<PublicUpdateRow> Updates);

public sealed record PublicUpdateRow(int Number, PublicStatus Status, string Text, DateTimeOffset At, IReadOnlyList<ComponentChange> Components);

public sealed record PublicComponentChange(string Component, ComponentState State, DateTimeOffset At, IncidentId Incident);
