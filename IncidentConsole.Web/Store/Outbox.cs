using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>The messages as the dispatcher and the banner see them; an append writes and cancels them (<see cref="OutboxTable"/>).</summary>
public sealed class Outbox(Database database, TimeProvider clock) : IOutbox
{
    private const string Columns = """
        id AS Id, stream_id AS Stream, cause AS Cause, recipient AS Recipient, channel AS Channel, kind AS Kind, subject AS Subject,
        cancelled_by_acknowledge AS Cancelled, state AS State, attempts AS Attempts, created_at AS CreatedAt, ended_at AS EndedAt, last_error AS LastError
        """;

    // Both engines take the inner select and the update as one statement; a row another node leased meanwhile fails the repeated condition.
    private const string Free = "state = 'Pending' AND channel <> 'Console' AND next_at <= @now AND (leased_until IS NULL OR leased_until <= @now)";

    private const string AnyFree = $"SELECT EXISTS (SELECT 1 FROM outbox WHERE {Free})";

    private const string Lease = $"""
        UPDATE outbox SET leased_by = @owner, leased_until = @until
        WHERE id IN (SELECT id FROM outbox WHERE {Free} ORDER BY next_at, id LIMIT @limit) AND {Free}
        RETURNING {Columns}
        """;

    private const string Sent = "UPDATE outbox SET state = 'Sent', ended_at = @at, attempts = attempts + 1, last_error = NULL WHERE id = @id AND state = 'Pending'";

    private const string Failed = """
        UPDATE outbox SET state = CASE WHEN @givesUp THEN 'Failed' ELSE state END, ended_at = CASE WHEN @givesUp THEN @now END,
            next_at = COALESCE(@retryAt, next_at), leased_by = NULL, leased_until = NULL, attempts = attempts + 1, last_error = @error
        WHERE id = @id AND state = 'Pending'
        """;

    private const string Depth = "SELECT COUNT(*) FROM outbox WHERE state = 'Pending' AND channel <> 'Console'";

    private const string OfIncident = $"SELECT {Columns} FROM outbox WHERE stream_id = @stream ORDER BY id";

    private const string Banner = $"SELECT {Columns} FROM outbox WHERE state = 'Pending' AND channel = 'Console' AND recipient = @recipient ORDER BY id";

    public async Task<IReadOnlyList<OutboxItem>> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenReadAsync(cancellationToken))
        {
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(AnyFree, new { now }, cancellationToken: cancellationToken)))
            {
                return [];   // mostly; the writer is left alone
            }
        }

        return await database.WriteAsync<IReadOnlyList<OutboxItem>>(
            async scope => [.. (await scope.Connection.QueryAsync<Row>(Lease, new { owner, now, until, limit })).OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Item)],
            cancellationToken);
    }

    public Task SentAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.WriteAsync(scope => scope.Connection.ExecuteAsync(Sent, new { id, at }), cancellationToken);

    public Task FailedAsync(string id, DateTimeOffset? retryAt, string error, CancellationToken cancellationToken) =>
        database.WriteAsync(scope => scope.Connection.ExecuteAsync(Failed, new { id, givesUp = retryAt is null, retryAt = SqlTypes.Text(retryAt), now = SqlTypes.Text(clock.GetUtcNow()), error }), cancellationToken);

    public async Task<int> DepthAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(Depth, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync(IncidentId incident, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(OfIncident, new { stream = StreamId.Of(incident).Value }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Delivery(row.Id, row.Message, Enum.Parse<DeliveryState>(row.State), row.Attempts, row.EndedAt, row.LastError))];
    }

    public async Task<IReadOnlyList<OutboxItem>> PendingForAsync(string recipient, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Banner, new { recipient }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Item)];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Stream { get; init; } = "";

        public string Cause { get; init; } = "";

        public string Recipient { get; init; } = "";

        public string Channel { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public bool Cancelled { get; init; }

        public string State { get; init; } = "";

        public int Attempts { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public string? LastError { get; init; }

        public OutboxMessage Message => new(Cause, Recipient, Enum.Parse<OutboxChannel>(Channel), Enum.Parse<OutboxKind>(Kind), Subject, Cancelled);

        public OutboxItem Item => new(Id, new StreamId(Stream), Message, Attempts, CreatedAt);
    }
}
