using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>Images attached to entries.</summary>
public sealed class ImageTable(Database database, TimeProvider clock) : IImageStore
{
    public async Task<string> SaveAsync(IncidentId incident, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString("N");
        var content = Convert.ToBase64String(bytes.Span);
        await database.WriteAsync(
            scope => scope.Connection.ExecuteAsync(
                "INSERT INTO image (id, stream_id, content_type, content, created_at) VALUES (@id, @stream, @contentType, @content, @now)",
                new { id, stream = StreamId.Of(incident).Value, contentType, content, now = SqlTypes.Text(now) }),
            cancellationToken);
        return id;
    }

    public async Task<StoredImage?> FindAsync(IncidentId incident, string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            "SELECT content_type AS ContentType, content AS Content FROM image WHERE id = @id AND stream_id = @stream",
            new { id, stream = StreamId.Of(incident).Value },
            cancellationToken: cancellationToken));
        return row is null ? null : new StoredImage(row.ContentType, Convert.FromBase64String(row.Content));
    }

    /// <summary>Deletes images whose entry was redacted; called inside the transaction of the redaction.</summary>
    internal static async Task DeleteAsync(WriteScope scope, Append append)
    {
        foreach (var id in append.RemovedImages)
        {
            await scope.ExecuteAsync("DELETE FROM image WHERE id = @id AND stream_id = @stream", ("@id", id), ("@stream", append.Stream.Value));
        }
    }

    private sealed class Row
    {
        public string ContentType { get; init; } = "";

        public string Content { get; init; } = "";
    }
}
