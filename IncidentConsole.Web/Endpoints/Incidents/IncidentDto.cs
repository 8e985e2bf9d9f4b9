using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>An incident as the API shows it. Times are UTC; durations are seconds.</summary>
/// <param name="Number">"INC-7".</param>
/// <param name="Severity">The runbook's label.</param>
/// <param name="Version">The ETag; send it back in If-Match to insist on it.</param>
/// <param name="ServiceIsKnown">False: nobody configured this service, and the default runbook applies.</param>
internal sealed record IncidentDto(
    string Id,
    string Number,
    int Version,
    string Title,
    string? Summary,
    string Service,
    bool ServiceIsKnown,
    string Runbook,
    string Severity,
    int SeverityRank,
    IncidentStatus Status,
    bool IsDrill,
    string? Commander,
    bool IsPublic,
    DateTimeOffset DeclaredAt,
    DateTimeOffset DetectedAt,
    DateTimeOffset? ImpactStartedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? MitigatedAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? NextUpdateAt,
    double? TimeToDetect,
    double? TimeToAcknowledge,
    double? TimeToMitigate,
    double? TimeToResolve)
{
    /// <summary>The same as <see cref="IsDrill"/>, under the name the list is filtered by.</summary>
    public bool Drill => IsDrill;

    /// <summary>Where people talk about it. This and what follows is given where one incident is read, not in a list of them.</summary>
    public string? Channel { get; init; }

    /// <summary>Attributes the runbook's escalation names that it has.</summary>
    public IReadOnlyList<string>? Attributes { get; init; }

    public IReadOnlyList<ModuleDto>? Modules { get; init; }

    /// <summary>The earlier moment this is known of; null = now.</summary>
    public DateTimeOffset? At { get; init; }

    public static IncidentDto Of(Incident incident) => Of(IncidentProjection.Row(incident)) with
    {
        Channel = incident.Channel?.Shown,
        Attributes = [.. incident.Attributes.Keys.Order(StringComparer.Ordinal)],
        Modules = [.. incident.Modules.Select(module => new ModuleDto(module.Module, module.Team))],
    };

    public static IncidentDto Of(IncidentRow row) => new(
        row.Id.Value, row.Label, row.Version, row.Title, row.Summary, row.Service, row.ServiceIsKnown, row.RunbookSlug, row.SeverityLabel, row.Severity,
        row.Status, row.IsDrill, row.CommanderName, row.IsPublic, row.DeclaredAt, row.DetectedAt, row.ImpactStartedAt, row.AcknowledgedAt, row.MitigatedAt, row.ResolvedAt, row.NextUpdateAt,
        (row.DetectedAt - row.ImpactStartedAt)?.TotalSeconds,
        (row.AcknowledgedAt - row.DetectedAt)?.TotalSeconds,
        (row.MitigatedAt - row.DetectedAt)?.TotalSeconds,
        (row.ResolvedAt - row.DetectedAt)?.TotalSeconds);
}

/// <param name="Team">Its owners, whom the ladder calls.</param>
internal sealed record ModuleDto(string Module, string Team);

/// <summary>One page of a list.</summary>
internal sealed record ListDto<T>(IReadOnlyList<T> Items, int Page, int PageSize, int Total);
