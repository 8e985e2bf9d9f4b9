using System.Security.Cryptography;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Store.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>The servers that signals are read from. A secret is kept protected, leaves only by <see cref="SecretAsync"/>, and is in no audit row.</summary>
internal sealed class DataSourceTable(Database database, IDataProtectionProvider protection, TimeProvider clock) : IDataSources
{
    private const string Select = "SELECT id AS Id, name AS Name, server AS Server, sign_in AS SignIn, user_name AS UserName, secret IS NOT NULL AS HasSecret, trust AS Trust, authority AS Authority FROM data_source ORDER BY lower(name), id";

    private readonly IDataProtector protector = protection.CreateProtector("data-source.v1");

    public async Task<IReadOnlyList<DataSource>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(Select, cancellationToken: cancellationToken))).Select(row => row.Read())];
    }

    public async Task<string?> SecretAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var kept = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT secret FROM data_source WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        try
        {
            return kept is null ? null : protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;   // a store restored without its keys: who reads signals says that the secret must be given again
        }
    }

    public Task<bool> SaveAsync(DataSource source, string? secret, Actor by, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var values = new
            {
                source.Id,
                source.Name,
                server = source.Server.AbsoluteUri,
                signIn = source.SignIn.ToString(),
                userName = source.SignIn == DataSourceSignIn.Basic ? source.UserName : null,
                secret = secret is null ? null : protector.Protect(secret),
                trust = source.Trust.ToString(),
                authority = source.Trust == DataSourceTrust.Authority ? source.Authority : null,
                keeps = source.SignIn != DataSourceSignIn.None,
            };
            if (await scope.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM data_source WHERE server = @server AND id <> @Id", values) > 0)
            {
                return false;
            }

            await scope.Connection.ExecuteAsync(
                """
                INSERT INTO data_source (id, name, server, sign_in, user_name, secret, trust, authority) VALUES (@Id, @Name, @server, @signIn, @userName, @secret, @trust, @authority)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, server = excluded.server, sign_in = excluded.sign_in, user_name = excluded.user_name, trust = excluded.trust,
                    authority = excluded.authority, secret = CASE WHEN @keeps THEN COALESCE(excluded.secret, data_source.secret) END
                """,
                values);
            var certificate = source.Trust == DataSourceTrust.Unverified ? ", certificate not verified" : "";
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, "saved data source", $"{source.Name} ({source.Server}{certificate}{(secret is null ? "" : ", new secret")})");
            return true;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(string id, Actor by, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var name = await scope.Connection.ExecuteScalarAsync<string?>("SELECT name FROM data_source WHERE id = @id", new { id });
            if (name is null)
            {
                return false;
            }

            await scope.Connection.ExecuteAsync("DELETE FROM data_source WHERE id = @id", new { id });
            await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, "removed data source", name);
            return true;
        },
        cancellationToken);

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Server { get; init; } = "";

        public string SignIn { get; init; } = "";

        public string? UserName { get; init; }

        public bool HasSecret { get; init; }

        public string Trust { get; init; } = "";

        public string? Authority { get; init; }

        public DataSource Read() => new(Id, Name, new Uri(Server), Enum.Parse<DataSourceSignIn>(SignIn), UserName, HasSecret, Enum.Parse<DataSourceTrust>(Trust), Authority);
    }
}
