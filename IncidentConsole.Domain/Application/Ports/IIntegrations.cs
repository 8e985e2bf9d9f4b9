using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The integrations and their keys, of which only hashes are kept. Rules are checked before; each change writes its audit row.</summary>
public interface IIntegrations
{
    Task<IReadOnlyList<Integration>> AllAsync(CancellationToken cancellationToken);

    Task<Integration?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Whose key this is, while it works; cheap, for every delivery asks.</summary>
    Task<Integration?> FindByKeyAsync(string key, CancellationToken cancellationToken);

    /// <summary>Newest first; those that ended are left out.</summary>
    Task<IReadOnlyList<IntegrationKey>> KeysAsync(string id, CancellationToken cancellationToken);

    /// <summary>What its sender signs with; null where it signs nothing.</summary>
    Task<string?> SigningSecretAsync(string id, CancellationToken cancellationToken);

    /// <returns>The key, which nobody can read again.</returns>
    Task<string> AddAsync(Integration integration, string? signingSecret, Actor by, CancellationToken cancellationToken);

    /// <param name="signingSecret">Null leaves it, empty takes it away.</param>
    /// <returns>False when there is no such integration, or it is revoked.</returns>
    Task<bool> SaveAsync(Integration integration, string? signingSecret, Actor by, CancellationToken cancellationToken);

    /// <summary>A new key.</summary>
    /// <param name="oldUntil">Until when the earlier ones still work.</param>
    Task<string> RotateAsync(Integration integration, DateTimeOffset oldUntil, Actor by, CancellationToken cancellationToken);

    /// <summary>Earlier keys that still work end now.</summary>
    Task EndEarlierKeysAsync(Integration integration, Actor by, CancellationToken cancellationToken);

    /// <returns>False when there is no such integration, or it is revoked already.</returns>
    Task<bool> RevokeAsync(Integration integration, Actor by, CancellationToken cancellationToken);
}
