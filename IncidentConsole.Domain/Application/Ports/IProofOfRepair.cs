using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>What the metrics say of an incident's resolution criteria. The demo, which plays the past, has none.</summary>
public interface IProofOfRepair
{
    /// <summary>By id of the criterion; those for people alone are not in it.</summary>
    Task<IReadOnlyDictionary<string, LiveCriterion>> ReadAsync(Incident incident, CancellationToken cancellationToken);
}
