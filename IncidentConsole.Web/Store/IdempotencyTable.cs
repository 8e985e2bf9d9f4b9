using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Store;

/// <summary>What was answered under which idempotency key; kept for a day.</summary>
internal static class IdempotencyTable
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string Find = "SELECT actor_id AS ActorId, key AS Key, request_hash AS RequestHash, status AS Status, body AS Body FROM idempotency WHERE actor_id = @actorId AND key = @key AND created_at > @oldest";

    private const string Insert = """
        INSERT INTO idempotency (actor_id, key, stream_id, request_hash, status, body, created_at)
        VALUES (@actorId, @key, @stream, @requestHash, @status, @body, @createdAt)
        """;

    private const string DeleteOld = "DELETE FROM idempotency WHERE created_at <= @oldest";

    public static async Task<StoredReply?> FindAsync(DbConnection connection, string actorId, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Find, new { actorId, key, oldest = now - Kept }, cancellationToken: cancellationToken));
        return row is null ? null : new StoredReply(row.ActorId, row.Key, row.RequestHash, row.Status, row.Body);
    }

    /// <summary>A key that is in use already breaks the primary key, and with it the whole append.</summary>
    public static async Task WriteAsync(WriteScope scope, Append append)
    {
        if (append.Reply is not { } reply)
        {
            return;
        }

        await scope.ExecuteAsync(DeleteOld, ("@oldest", SqlTypes.Text(append.Now - Kept)));   // an index range that is nearly always empty
        await scope.ExecuteAsync(
            Insert,
            ("@actorId", reply.ActorId), ("@key", reply.Key), ("@stream", append.Stream.Value), ("@requestHash", reply.RequestHash),
            ("@status", reply.Status), ("@body", reply.Body), ("@createdAt", SqlTypes.Text(append.Now)));
    }

    private sealed class Row
    {
        public string ActorId { get; init; } = "";

        public string Key { get; init; } = "";

        public string RequestHash { get; init; } = "";

        public int Status { get; init; }

        public string Body { get; init; } = "";
    }
}
