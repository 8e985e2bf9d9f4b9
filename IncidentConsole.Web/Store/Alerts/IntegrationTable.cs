using System.Collections.Concurrent;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Store.Alerts;

/// <summary>
/// Integrations and the hashes of their keys. A key is remembered for two seconds, so that a storm asks the store once; what this process
/// changes counts at once. Signing secrets must be read again, so they are encrypted with the keys of the data folder.
/// </summary>
internal sealed class IntegrationTable(Database database, IDataProtectionProvider protection, TimeProvider clock) : IIntegrations
{
    private const string Insert = """
        INSERT INTO integration (id, kind, name, service, service_path, ttl_seconds, per_second, signing, timestamp_header, every_seconds, grace_seconds, created_at)
        VALUES (@id, @kind, @name, @service, @path, @ttl, @perSecond, @signing, @timestamp, @every, @grace, @now)
        """;

    private const string Update = """
        UPDATE integration SET name = @name, service = @service, service_path = @path, ttl_seconds = @ttl, per_second = @perSecond, timestamp_header = @timestamp,
            every_seconds = @every, grace_seconds = @grace, signing = CASE WHEN @keepsSigning THEN signing ELSE @signing END
        WHERE id = @id AND revoked_at IS NULL
        """;

    private const string ByHash = $"""
        SELECT {IntegrationRow.Columns} FROM integration i JOIN integration_key k ON k.integration_id = i.id
        WHERE k.hash = @hash AND i.revoked_at IS NULL AND (k.ends_at IS NULL OR k.ends_at > @now)
        """;

    private const int MostRemembered = 4_096;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(2);

    private readonly IDataProtector signing = protection.CreateProtector("integration signing secret");
    private readonly ConcurrentDictionary<string, (Integration? Found, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Integration>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<IntegrationRow>(new CommandDefinition($"SELECT {IntegrationRow.Columns} FROM integration i ORDER BY i.created_at, i.id", cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToIntegration())];
    }

    public Task<Integration?> FindAsync(string id, CancellationToken cancellationToken) => OneAsync($"SELECT {IntegrationRow.Columns} FROM integration i WHERE i.id = @id", new { id }, cancellationToken);

    public async Task<Integration?> FindByKeyAsync(string key, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(key);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(hash, out var cached) && cached.Until > now)
        {
            return cached.Found;
        }

        var found = await OneAsync(ByHash, new { hash, now = SqlTypes.Text(now) }, cancellationToken);
        if (known.Count >= MostRemembered)
        {
            known.Clear();   // guesses must not fill the memory
        }

        known[hash] = (found, now + Remembered);
        return found;
    }

    public async Task<IReadOnlyList<IntegrationKey>> KeysAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<KeyRow>(new CommandDefinition(
            "SELECT hint AS Hint, created_at AS CreatedAt, ends_at AS EndsAt FROM integration_key WHERE integration_id = @id AND (ends_at IS NULL OR ends_at > @now) ORDER BY created_at DESC",
            new { id, now = SqlTypes.Text(clock.GetUtcNow()) },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => new IntegrationKey(row.Hint, row.CreatedAt, row.EndsAt))];
    }

    public async Task<string?> SigningSecretAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT signing FROM integration WHERE id = @id", new { id }, cancellationToken: cancellationToken)) is { } kept
            ? signing.Unprotect(kept)
            : null;
    }

    public async Task<string> AddAsync(Integration integration, string? signingSecret, Actor by, CancellationToken cancellationToken)
    {
        var key = NewKey();
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync(Insert, Values(integration, signingSecret, now));
                await AddKeyAsync(scope, integration.Id, key, now);
                await HeartbeatTable.ArmAsync(scope, integration, now);
                await AuditStore.AddAsync(scope, now, by, $"added, for {integration.Kind}", $"integration {integration.Name}");
            },
            cancellationToken);
        known.Clear();
        return key;
    }

    public async Task<bool> SaveAsync(Integration integration, string? signingSecret, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isSaved = await database.WriteAsync(
            async scope =>
            {
                if (await scope.Connection.ExecuteAsync(Update, Values(integration, signingSecret, now)) == 0)
                {
                    return false;
                }

                await HeartbeatTable.ArmAsync(scope, integration, now);
                await AuditStore.AddAsync(scope, now, by, signingSecret is null ? "changed" : "changed, with what it signs with", $"integration {integration.Name}");
                return true;
            },
            cancellationToken);
        known.Clear();
        return isSaved;
    }

    public async Task<string> RotateAsync(Integration integration, DateTimeOffset oldUntil, Actor by, CancellationToken cancellationToken)
    {
        var key = NewKey();
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async scope =>
            {
                await scope.Connection.ExecuteAsync(
                    "UPDATE integration_key SET ends_at = @oldUntil WHERE integration_id = @id AND (ends_at IS NULL OR ends_at > @oldUntil)", new { id = integration.Id, oldUntil = SqlTypes.Text(oldUntil) });
                await AddKeyAsync(scope, integration.Id, key, now);
                await AuditStore.AddAsync(scope, now, by, oldUntil <= now ? "gave a new key; the old one ended at once" : $"gave a new key; the old one works until {oldUntil:yyyy-MM-dd HH:mm} UTC", $"integration {integration.Name}");
            },
            cancellationToken);
        known.Clear();
        return key;
    }

    public async Task EndEarlierKeysAsync(Integration integration, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async scope =>
            {
                if (await scope.Connection.ExecuteAsync("UPDATE integration_key SET ends_at = @now WHERE integration_id = @id AND ends_at > @now", new { id = integration.Id, now = SqlTypes.Text(now) }) > 0)
                {
                    await AuditStore.AddAsync(scope, now, by, "ended the old key", $"integration {integration.Name}");
                }
            },
            cancellationToken);
        known.Clear();
    }

    public async Task<bool> RevokeAsync(Integration integration, Actor by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isRevoked = await database.WriteAsync(
            async scope =>
            {
                if (await scope.Connection.ExecuteAsync("UPDATE integration SET revoked_at = @now, signing = NULL WHERE id = @id AND revoked_at IS NULL", new { id = integration.Id, now = SqlTypes.Text(now) }) == 0)
                {
                    return false;
                }

                await scope.Connection.ExecuteAsync("DELETE FROM heartbeat WHERE integration_id = @id", new { id = integration.Id });
                await AuditStore.AddAsync(scope, now, by, "revoked", $"integration {integration.Name}");
                return true;
            },
            cancellationToken);
        known.Clear();
        return isRevoked;
    }

    /// <summary>32 characters for every kind: senders of PagerDuty's language insist on it.</summary>
    private static string NewKey() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));

    private static Task AddKeyAsync(WriteScope scope, string id, string key, DateTimeOffset now) => scope.Connection.ExecuteAsync(
        "INSERT INTO integration_key (hash, integration_id, hint, created_at) VALUES (@hash, @id, @hint, @now)", new { hash = Secrets.Hash(key), id, hint = key[^4..], now = SqlTypes.Text(now) });

    private object Values(Integration integration, string? signingSecret, DateTimeOffset now) => new
    {
        id = integration.Id,
        kind = integration.Kind.ToString(),
        name = integration.Name,
        service = integration.Service,
        path = integration.ServicePath,
        ttl = (long?)integration.TimeToLive?.TotalSeconds,
        perSecond = integration.PerSecond,
        signing = string.IsNullOrEmpty(signingSecret) ? null : signing.Protect(signingSecret),
        keepsSigning = signingSecret is null,
        timestamp = integration.TimestampHeader,
        every = (long?)integration.Every?.TotalSeconds,
        grace = (long)integration.Grace.TotalSeconds,
        now = SqlTypes.Text(now),
    };

    private async Task<Integration?> OneAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<IntegrationRow>(new CommandDefinition(sql, values, cancellationToken: cancellationToken)))?.ToIntegration();
    }

    private sealed class KeyRow
    {
        public string Hint { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? EndsAt { get; init; }
    }
}
