using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>The keys of programs, <c>ic_…</c>.</summary>
internal sealed class ApiKeyStore(Database database, TimeProvider clock) : IApiKeys
{
    private const string Columns = "id AS Id, name AS Name, role AS Role, person_id AS PersonId, default_service AS DefaultService, created_at AS CreatedAt, revoked_at AS RevokedAt";
    private const string All = $"SELECT {Columns} FROM api_key ORDER BY created_at DESC, id DESC";
    private const string ById = $"SELECT {Columns} FROM api_key WHERE id = @id";
    private const string ByHash = $"SELECT {Columns} FROM api_key WHERE secret_hash = @hash";
    private const string Revoke = "UPDATE api_key SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL";

    private const string Insert = """
        INSERT INTO api_key (id, name, secret_hash, role, person_id, default_service, created_at)
        VALUES (@id, @name, @hash, @role, @personId, @defaultService, @now)
        """;

    public event Action<string>? Revoked;

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(All, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToKey())];
    }

    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) => OneAsync(ById, new { id }, cancellationToken);

    public Task<ApiKey?> FindBySecretAsync(string secret, CancellationToken cancellationToken) => OneAsync(ByHash, new { hash = Secrets.Hash(secret) }, cancellationToken);

    public async Task<(ApiKey Key, string Secret)> CreateAsync(string name, AccessRole role, string? personId, string? defaultService, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = Secrets.Create("ic_");
        var key = new ApiKey(Guid.CreateVersion7(now).ToString("D"), name, role, personId, defaultService, now, null);
        await database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync(Insert, new { id = key.Id, name, hash = Secrets.Hash(secret), role = role.ToString(), personId, defaultService, now });
                await AuditStore.AddAsync(scope, now, by, $"created a key with the role {role}", $"key {name}");
            },
            cancellationToken);
        return (key, secret);
    }

    public async Task<bool> RevokeAsync(string id, Actor by, CancellationToken cancellationToken)
    {
        var key = await FindAsync(id, cancellationToken);
        var now = clock.GetUtcNow();
        var isRevoked = key is not null && await database.WriteAsync(
            async scope =>
            {
                var revoked = await scope.Connection.ExecuteAsync(Revoke, new { id, now }) == 1;
                if (revoked)
                {
                    await AuditStore.AddAsync(scope, now, by, "revoked", $"key {key.Name}");
                }

                return revoked;
            },
            cancellationToken);
        if (isRevoked)
        {
            Revoked?.Invoke(id);
        }

        return isRevoked;
    }

    private async Task<ApiKey?> OneAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
        return row?.ToKey();
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public AccessRole Role { get; init; }

        public string? PersonId { get; init; }

        public string? DefaultService { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? RevokedAt { get; init; }

        public ApiKey ToKey() => new(Id, Name, Role, PersonId, DefaultService, CreatedAt, RevokedAt);
    }
}
