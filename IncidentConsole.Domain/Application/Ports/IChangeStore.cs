using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The changes that were told.</summary>
public interface IChangeStore
{
    /// <returns>False when its sender told it before.</returns>
    Task<bool> AddAsync(ChangeEvent change, DateTimeOffset receivedAt, CancellationToken cancellationToken);

    /// <summary>Newest first; both ends included.</summary>
    Task<IReadOnlyList<ChangeEvent>> BetweenAsync(string service, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);
}
