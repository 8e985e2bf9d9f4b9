using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Store.Alerts;

internal sealed class HeartbeatTable(Database database) : IHeartbeats
{
    private const string Columns = "SELECT integration_id AS IntegrationId, last_at AS LastAt, due_at AS DueAt, is_missing AS IsMissing, is_forgiven AS IsForgiven FROM heartbeat";

    private const string Beat = """
        INSERT INTO heartbeat (integration_id, last_at, due_at, is_missing) VALUES (@id, @now, @due, FALSE)
        ON CONFLICT (integration_id) DO UPDATE SET last_at = excluded.last_at, due_at = excluded.due_at, is_missing = FALSE, is_forgiven = FALSE
        """;

    // From its start it is expected: a job that never reports is the worst of all.
    private const string Arm = """
        INSERT INTO heartbeat (integration_id, due_at, is_missing) VALUES (@id, @due, FALSE)
        ON CONFLICT (integration_id) DO UPDATE SET due_at = CASE WHEN heartbeat.is_missing THEN heartbeat.due_at ELSE excluded.due_at END
        """;

    public async Task<Heartbeat?> FindAsync(string integrationId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition($"{Columns} WHERE integration_id = @id", new { id = integrationId }, cancellationToken: cancellationToken)))?.ToHeartbeat();
    }

    public async Task<IReadOnlyList<Heartbeat>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(Columns, cancellationToken: cancellationToken))).Select(row => row.ToHeartbeat())];
    }

    public async Task<IReadOnlyList<Heartbeat>> LateAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition($"{Columns} WHERE due_at <= @now AND NOT is_missing ORDER BY due_at LIMIT @limit", new { now = SqlTypes.Text(now), limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToHeartbeat())];
    }

    public Task BeatAsync(string integrationId, DateTimeOffset now, DateTimeOffset nextDueAt, CancellationToken cancellationToken) => database.WriteAsync(
        scope => scope.ExecuteAsync(Beat, ("@id", integrationId), ("@now", SqlTypes.Text(now)), ("@due", SqlTypes.Text(nextDueAt))), cancellationToken);

    public Task ForgiveAsync(Heartbeat beat, DateTimeOffset dueAt, CancellationToken cancellationToken) => database.WriteAsync(
        scope => scope.ExecuteAsync("UPDATE heartbeat SET due_at = @later, is_forgiven = TRUE WHERE integration_id = @id AND due_at = @due AND NOT is_missing", ("@id", beat.IntegrationId), ("@due", SqlTypes.Text(beat.DueAt)), ("@later", SqlTypes.Text(dueAt))), cancellationToken);

    /// <remarks>A beat that came meanwhile moved the due time, and then nothing is missing.</remarks>
    public Task MissAsync(Heartbeat late, CancellationToken cancellationToken) => database.WriteAsync(
        scope => scope.ExecuteAsync("UPDATE heartbeat SET is_missing = TRUE WHERE integration_id = @id AND due_at = @due", ("@id", late.IntegrationId), ("@due", SqlTypes.Text(late.DueAt))), cancellationToken);

    /// <summary>Inside the transaction that adds or changes the integration.</summary>
    internal static Task ArmAsync(WriteScope scope, Integration integration, DateTimeOffset now) => integration.Kind == IntegrationKind.Heartbeat
        ? scope.ExecuteAsync(Arm, ("@id", integration.Id), ("@due", SqlTypes.Text(Heartbeat.NextDue(integration, now))))
        : Task.CompletedTask;

    private sealed class Row
    {
        public string IntegrationId { get; init; } = "";

        public DateTimeOffset? LastAt { get; init; }

        public DateTimeOffset DueAt { get; init; }

        public bool IsMissing { get; init; }

        public bool IsForgiven { get; init; }

        public Heartbeat ToHeartbeat() => new(IntegrationId, LastAt, DueAt, IsMissing) { IsForgiven = IsForgiven };
    }
}
