using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Earlier incidents that look like one that runs.</summary>
public interface ISimilarIncidents
{
    /// <summary>
    /// Of the same service, ended and declared before it, that share an alert or a procedure: the closest first, then the newest. False positives,
    /// duplicates and drills are left out.
    /// </summary>
    /// <param name="started">Ids of its procedures that were begun.</param>
    /// <param name="fitting">Ids of those that only fit what is known.</param>
    Task<IReadOnlyList<SimilarRow>> FindAsync(Incident incident, IReadOnlyCollection<string> started, IReadOnlyCollection<string> fitting, Viewer viewer, int limit, CancellationToken cancellationToken);
}

/// <summary>What two incidents have in common.</summary>
public enum SharedTrait
{
    /// <summary>An alert with the same labels, or the same key of its sender.</summary>
    AlertLabels,
    AlertName,

    /// <summary>Both began it.</summary>
    Procedure,

    /// <summary>The earlier one began what fits this one.</summary>
    FittingProcedure,
}

/// <param name="Shared">At least one.</param>
public sealed record SimilarRow(IncidentId Id, ImmutableArray<SharedTrait> Shared);
