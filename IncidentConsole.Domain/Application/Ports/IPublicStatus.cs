using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The public projection: published updates only. The public page reads this and the components, and nothing else.</summary>
public interface IPublicStatus
{
    /// <summary>Public incidents that are not resolved, and those resolved at or after a time; newest first, without drills.</summary>
    Task<IReadOnlyList<PublicIncident>> IncidentsAsync(DateTimeOffset resolvedSince, CancellationToken cancellationToken);
}
