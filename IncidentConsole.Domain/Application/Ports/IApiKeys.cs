using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Keys for programs. Only a hash of each is kept: the secret is shown once.</summary>
public interface IApiKeys
{
    /// <summary>Raised with the key's id after it was revoked in this process: its connections end now.</summary>
    event Action<string>? Revoked;

    Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken);

    Task<ApiKey?> FindBySecretAsync(string secret, CancellationToken cancellationToken);

    /// <returns>The key and its secret, which nobody can read again.</returns>
    Task<(ApiKey Key, string Secret)> CreateAsync(string name, AccessRole role, string? personId, string? defaultService, Actor by, CancellationToken cancellationToken);

    /// <returns>False when there is no such key or it is revoked already.</returns>
    Task<bool> RevokeAsync(string id, Actor by, CancellationToken cancellationToken);
}

/// <param name="PersonId">Account the key acts as; null: it acts as itself, an integration.</param>
/// <param name="DefaultService">Slug of the service an alert without one goes to.</param>
public sealed record ApiKey(string Id, string Name, AccessRole Role, string? PersonId, string? DefaultService, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    public bool IsRevoked => RevokedAt is not null;
}
