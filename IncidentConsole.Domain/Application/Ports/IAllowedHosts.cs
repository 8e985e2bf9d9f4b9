using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The hosts to which actions may be sent; none at first, so that nothing is sent. Each change writes its audit row.</summary>
public interface IAllowedHosts
{
    /// <summary>In the order of their names.</summary>
    Task<IReadOnlyList<AllowedHost>> AllAsync(CancellationToken cancellationToken);

    /// <returns>False when it was allowed already.</returns>
    Task<bool> AddAsync(HostRule rule, Actor by, CancellationToken cancellationToken);

    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(HostRule rule, Actor by, CancellationToken cancellationToken);
}

/// <param name="By">Name of who allowed it.</param>
public sealed record AllowedHost(HostRule Rule, string By, DateTimeOffset At);
