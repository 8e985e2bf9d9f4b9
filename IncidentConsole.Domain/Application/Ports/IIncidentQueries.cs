using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Reads for people. Each takes the viewer, and one fragment VisibleTo(viewer) filters them all.</summary>
public interface IIncidentQueries
{
    Task<Page<IncidentRow>> ListAsync(IncidentFilter filter, Viewer viewer, CancellationToken cancellationToken);

    Task<IncidentRow?> FindAsync(int number, Viewer viewer, CancellationToken cancellationToken);

    Task<IncidentRow?> FindAsync(IncidentId id, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>Open incident of a service, newest first; null when there is none. Drills are left out.</summary>
    Task<IncidentRow?> FindOpenOfServiceAsync(string service, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>The incident's events after a position, oldest first, at most <paramref name="limit"/>; empty when the viewer may not see it.</summary>
    Task<IReadOnlyList<RecordedEvent>> TimelineAsync(IncidentId id, long afterPosition, int limit, Viewer viewer, CancellationToken cancellationToken);

    Task<IReadOnlyList<SectionRevision>> RevisionsAsync(IncidentId id, string sectionId, Viewer viewer, CancellationToken cancellationToken);

    /// <summary>1 + the highest incident number in use.</summary>
    Task<int> NextNumberAsync(CancellationToken cancellationToken);
}

/// <param name="Status">open, closed (all that are not open), or null for all.</param>
/// <param name="Severity">Rank.</param>
/// <param name="Page">1-based.</param>
public sealed record IncidentFilter(string? Status = null, int? Severity = null, string? Service = null, string? Text = null, int Page = 1, int PageSize = 50, DateTimeOffset? Since = null, bool OwesPostmortem = false, DrillScope Drills = DrillScope.WithoutDrills);

/// <summary>Whether a list shows drills. Left out it does not, so that a new figure never counts one.</summary>
public enum DrillScope
{
    WithoutDrills,
    WithDrills,
    OnlyDrills,
}

/// <summary>One page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int PageNumber, int PageSize, int Total);

/// <summary>An incident as lists show it: the read model row.</summary>
public sealed record IncidentRow
{
    public required IncidentId Id { get; init; }

    public required int Number { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public string? Summary { get; init; }

    public required string Service { get; init; }

    public required bool ServiceIsKnown { get; init; }

    public string? OwnerTeam { get; init; }

    public required string RunbookSlug { get; init; }

    /// <summary>The version it runs under.</summary>
    public string RunbookKey { get; init; } = "";

    public required int Severity { get; init; }

    public required string SeverityLabel { get; init; }

    public required string SeverityName { get; init; }

    public required IncidentStatus Status { get; init; }

    public required Visibility Visibility { get; init; }

    public required bool IsDrill { get; init; }

    public string? CommanderId { get; init; }

    public string? CommanderName { get; init; }

    public required DateTimeOffset DeclaredAt { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    public DateTimeOffset? ImpactStartedAt { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? MitigatedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public DateTimeOffset? NextUpdateAt { get; init; }

    /// <summary>The earliest due time still ahead or late, and what it is; null when nothing is due.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public string? NextDueKind { get; init; }

    public required bool IsPublic { get; init; }

    public DateTimeOffset? PostmortemDueAt { get; init; }

    public DateTimeOffset? PostmortemPublishedAt { get; init; }

    /// <summary>Sections of the runbook's template with text, and how many there are.</summary>
    public required int PostmortemSectionsDone { get; init; }

    public required int PostmortemSections { get; init; }

    public string Label => $"INC-{Number}";

    public string SeverityTitle => string.Equals(SeverityLabel, SeverityName, StringComparison.OrdinalIgnoreCase) ? SeverityLabel : $"{SeverityLabel} {SeverityName}";
}

/// <param name="Text">Null once redacted.</param>
public sealed record SectionRevision(string SectionId, int Revision, string? Text, string By, DateTimeOffset At);
