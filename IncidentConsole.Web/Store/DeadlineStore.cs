using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>The persisted due times, as the engine fires them; an append replaces a stream's set (<see cref="DeadlineTable"/>).</summary>
public sealed class DeadlineStore(Database database) : IDeadlineStore
{
    private const string Due = """
        SELECT stream_id AS Stream, kind AS Kind, subject AS Subject, due_at AS DueAt, attempts AS Attempts, last_error AS LastError
        FROM deadline WHERE retry_at <= @now ORDER BY due_at, stream_id, kind, subject LIMIT @limit
        """;

    private const string Failing = """
        SELECT stream_id AS Stream, kind AS Kind, subject AS Subject, due_at AS DueAt, attempts AS Attempts, last_error AS LastError
        FROM deadline WHERE stream_id = @stream AND attempts > 0 ORDER BY due_at, kind, subject
        """;

    private const string One = " WHERE stream_id = @stream AND kind = @kind AND subject = @subject AND due_at = @dueAt";

    private const string Postpone = "UPDATE deadline SET retry_at = @retryAt, attempts = attempts + 1, last_error = @error" + One;

    private const string Wait = "UPDATE deadline SET retry_at = @retryAt" + One;

    private const string Drop = "DELETE FROM deadline" + One;

    // A drill that hangs is no reason to call the console degraded.
    private const string Drill = "(SELECT 1 FROM incident WHERE incident.is_drill AND 'incident:' || incident.id = deadline.stream_id)";

    // A row that asked to wait (figures may still come) is late only from then on; one that failed, from its due time.
    private const string Since = "(CASE WHEN attempts > 0 THEN due_at ELSE retry_at END)";

    private const string Health = $"""
        SELECT (SELECT COUNT(*) FROM deadline WHERE {Since} <= @now AND NOT EXISTS {Drill}) AS Overdue,
               (SELECT MIN({Since}) FROM deadline WHERE {Since} <= @now AND NOT EXISTS {Drill}) AS Oldest,
               (SELECT COUNT(*) FROM deadline WHERE attempts > 0 AND NOT EXISTS {Drill}) AS Failing
        """;

    public async Task<IReadOnlyList<DueDeadline>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Due, new { now, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Due)];
    }

    public async Task<IReadOnlyList<DueDeadline>> FailingAsync(StreamId stream, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Failing, new { stream = stream.Value }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Due)];
    }

    /// <summary>When the engine has to look again: a row that failed counts with its next try.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var next = await connection.ExecuteScalarAsync<string?>(new CommandDefinition("SELECT MIN(retry_at) FROM deadline", cancellationToken: cancellationToken));
        return next is null ? null : SqlTypes.Time(next);
    }

    public Task PostponeAsync(DueDeadline due, DateTimeOffset retryAt, string error, CancellationToken cancellationToken) =>
        ExecuteAsync(Postpone, due, retryAt, error, cancellationToken);

    public Task WaitAsync(DueDeadline due, DateTimeOffset until, CancellationToken cancellationToken) => ExecuteAsync(Wait, due, until, null, cancellationToken);

    public Task DropAsync(DueDeadline due, CancellationToken cancellationToken) => ExecuteAsync(Drop, due, null, null, cancellationToken);

    public async Task<DeadlineHealth> HealthAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<HealthRow>(new CommandDefinition(Health, new { now }, cancellationToken: cancellationToken));
        return new DeadlineHealth(row.Overdue, row.Oldest is null ? null : SqlTypes.Time(row.Oldest), row.Failing);
    }

    private Task ExecuteAsync(string sql, DueDeadline due, DateTimeOffset? retryAt, string? error, CancellationToken cancellationToken) => database.WriteAsync(
        scope => scope.Connection.ExecuteAsync(sql, new
        {
            stream = due.Stream.Value,
            kind = due.Deadline.Kind.ToString(),
            subject = due.Deadline.Subject,
            dueAt = due.Deadline.DueAt,
            retryAt,
            error,
        }),
        cancellationToken);

    private sealed class Row
    {
        public string Stream { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public DateTimeOffset DueAt { get; init; }

        public int Attempts { get; init; }

        public string? LastError { get; init; }

        public DueDeadline Due => new(new StreamId(Stream), new Deadline(Enum.Parse<DeadlineKind>(Kind), Subject, DueAt), Attempts, LastError);
    }

    private sealed class HealthRow
    {
        public int Overdue { get; init; }

        public string? Oldest { get; init; }

        public int Failing { get; init; }
    }
}
