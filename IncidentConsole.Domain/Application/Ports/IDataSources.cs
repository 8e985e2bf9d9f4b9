using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The servers that signals are read from, with their secrets. Each change writes its audit row, without the secret.</summary>
public interface IDataSources
{
    /// <summary>In the order of their names.</summary>
    Task<IReadOnlyList<DataSource>> AllAsync(CancellationToken cancellationToken);

    /// <summary>The token or password; null where none is kept, or where it was protected by keys that are gone.</summary>
    Task<string?> SecretAsync(string id, CancellationToken cancellationToken);

    /// <param name="secret">Null keeps the one there is; it goes when the source needs none.</param>
    /// <returns>False when another source has that address.</returns>
    Task<bool> SaveAsync(DataSource source, string? secret, Actor by, CancellationToken cancellationToken);

    /// <returns>False when it was not there.</returns>
    Task<bool> RemoveAsync(string id, Actor by, CancellationToken cancellationToken);
}
