using Dapper;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store.Accounts;

namespace IncidentConsole.Web.Store.Catalog;

internal sealed class AllowedHostTable(Database database, TimeProvider clock) : IAllowedHosts
{
    private const string Select = "SELECT rule AS Rule, allowed_by AS AllowedBy, allowed_at AS AllowedAt FROM allowed_host ORDER BY rule";
    private const string Insert = "INSERT INTO allowed_host (rule, allowed_by, allowed_at) VALUES (@rule, @by, @at) ON CONFLICT DO NOTHING";

    public async Task<IReadOnlyList<AllowedHost>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new AllowedHost(HostRule.Parse(row.Rule).Rule ?? throw new StoreException($"The allowed host \"{row.Rule}\" in the store is no host."), row.AllowedBy, row.AllowedAt))];
    }

    public Task<bool> AddAsync(HostRule rule, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(Insert, rule, by, "allowed actions to be sent to", cancellationToken);

    public Task<bool> RemoveAsync(HostRule rule, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync("DELETE FROM allowed_host WHERE rule = @rule", rule, by, "no longer allowed actions to be sent to", cancellationToken);

    private Task<bool> ChangeAsync(string sql, HostRule rule, Actor by, string action, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var now = clock.GetUtcNow();
            if (await scope.Connection.ExecuteAsync(sql, new { rule = rule.ToString(), by = by.Name, at = now }) == 0)
            {
                return false;
            }

            await AuditStore.AddAsync(scope, now, by, action, rule.ToString());
            return true;
        },
        cancellationToken);

    private sealed class Row
    {
        public string Rule { get; init; } = "";

        public string AllowedBy { get; init; } = "";

        public DateTimeOffset AllowedAt { get; init; }
    }
}
