using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>What the metrics say of an incident's resolution criteria. The demo, which plays the past, has none.</summary>
public interface IProofOfRepair
{
    /// <summary>By id of the criterion; those for people alone are not in it. Lines over a limit that no criterion speaks of have an id of their own (<see cref="LiveCriterion.IsLine"/>).</summary>
    Task<IReadOnlyDictionary<string, LiveCriterion>> ReadAsync(Incident incident, CancellationToken cancellationToken);
}
