using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.Accounts;

/// <summary>One row per change of configuration, written in the transaction of the change.</summary>
internal sealed class AuditStore(Database database, TimeProvider clock) : IAuditLog
{
    private const string Insert = """
        INSERT INTO audit (id, at, actor_kind, actor_id, actor_name, action, subject)
        VALUES (@id, @at, @kind, @actorId, @actorName, @action, @subject)
        """;

    private const string Select = """
        SELECT at, actor_name, action, subject FROM audit ORDER BY at DESC, id DESC LIMIT @pageSize OFFSET @skip
        """;

    public async Task<Page<AuditRow>> ReadAsync(int page, int pageSize, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COUNT(*) FROM audit", cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Select, new { pageSize, skip = (page - 1) * pageSize }, cancellationToken: cancellationToken));
        return new Page<AuditRow>([.. rows.Select(row => new AuditRow(row.At, row.Actor_Name, row.Action, row.Subject))], page, pageSize, total);
    }

    public Task AddAsync(Actor by, string action, string subject, CancellationToken cancellationToken) =>
        database.WriteAsync(scope => AddAsync(scope, clock.GetUtcNow(), by, action, subject), cancellationToken);

    /// <param name="action">In words, as the settings show it.</param>
    public static Task AddAsync(WriteScope scope, DateTimeOffset now, Actor by, string action, string subject) => scope.Connection.ExecuteAsync(
        Insert,
        new { id = Guid.CreateVersion7(now).ToString("D"), at = now, kind = by.Kind.ToString(), actorId = by.Id, actorName = by.Name, action, subject });

    private sealed class Row
    {
        public DateTimeOffset At { get; init; }

        public string Actor_Name { get; init; } = "";

        public string Action { get; init; } = "";

        public string Subject { get; init; } = "";
    }
}
