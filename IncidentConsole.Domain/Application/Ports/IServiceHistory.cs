using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>What was recorded about a service: the breaches and silences of its signals, which belong to whatever incident was open then.</summary>
public interface IServiceHistory
{
    /// <summary>In order, both ends included.</summary>
    Task<IReadOnlyList<RecordedEvent>> BetweenAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);
}
