using System.Data.Common;
using System.Diagnostics;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store;

/// <summary>
/// The append-only log. An append writes head, events, texts, deadlines, read models, outbox and the stored reply in one transaction;
/// positions are gap-free and in commit order, recorded times never run backwards, and each row hashes the one before it in its stream.
/// </summary>
public sealed class EventLog(Database database, TimeProvider clock) : IEventLog
{
    private const string StreamHead = "SELECT version, hash FROM event WHERE stream_id = @stream ORDER BY version DESC LIMIT 1";

    // Ticks, because one tick more is arithmetic here and not on text.
    private const string TakePositions = """
        UPDATE event_log_head
        SET position = position + @n, recorded_ticks = (CASE WHEN recorded_ticks < @now THEN @now ELSE recorded_ticks + 1 END) + @n - 1
        WHERE id = 1 RETURNING position, recorded_ticks
        """;

    private const string InsertEvent = """
        INSERT INTO event (position, stream_id, version, name, actor_kind, actor_id, actor_name, reason, source, occurred_at, recorded_at, correlation, payload, prev_hash, hash)
        VALUES (@position, @stream, @version, @name, @actorKind, @actorId, @actorName, @reason, @source, @occurredAt, @recordedAt, @correlation, @payload, @prevHash, @hash)
        """;

    private const string InsertText = "INSERT INTO event_text (position, field, ordinal, salt, text) VALUES (@position, @field, @ordinal, @salt, @text)";

    public async Task<IReadOnlyList<RecordedEvent>> LoadAsync(StreamId stream, int afterVersion, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await EventReader.StreamAsync(connection, stream, afterVersion, int.MaxValue, cancellationToken);
    }

    public async Task<IReadOnlyList<RecordedEvent>> LoadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await EventReader.LoadAsync(connection, "e.position > @after AND e.position <= @last", "e.position", [("@after", afterPosition), ("@last", afterPosition + limit)], cancellationToken);
    }

    public async Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken)
    {
        // JSON, salts and hashes of texts need no turn at the writer; only what follows from the position does.
        var texts = append.Events.Select(_ => new List<EventText>()).ToArray();
        var payloads = append.Events.Select((happening, i) => EventTexts.Serialize(happening.Event, EventType.Of(happening.Event), texts[i])).ToArray();
        try
        {
            var began = Stopwatch.GetTimestamp();
            var result = await database.WriteAsync(scope => WriteAsync(scope, append, payloads, texts), cancellationToken);
            ConsoleMetrics.Appended(Stopwatch.GetElapsedTime(began));
            if (append.RedactedVersions.Count > 0)
            {
                await database.ScrubAsync();
            }

            return result;
        }
        catch (DbException exception) when (database.IsUniqueViolation(exception))
        {
            return new AppendResult.VersionConflict();   // another node took the version, the number or the idempotency key
        }
    }

    public async Task<StoredReply?> FindReplyAsync(string actorId, string key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await IdempotencyTable.FindAsync(connection, actorId, key, clock.GetUtcNow(), cancellationToken);
    }

    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT position FROM event_log_head WHERE id = 1", cancellationToken: cancellationToken));
    }

    private async Task<AppendResult> WriteAsync(WriteScope scope, Append append, string[] payloads, List<EventText>[] texts)
    {
        var (version, hash) = await HeadOfAsync(scope, append.Stream);
        if (version != append.ExpectedVersion)
        {
            return new AppendResult.VersionConflict();
        }

        var recorded = new List<RecordedEvent>(append.Events.Count);
        var (position, ticks) = await TakeAsync(scope, append.Events.Count, append.Now);
        for (var i = 0; i < append.Events.Count; i++)
        {
            var happening = append.Events[i];
            var reason = append.Reason?.Text is { } said ? EventText.Seal(EventText.Reason, said) : null;
            var recordedAt = new DateTimeOffset(ticks + i, TimeSpan.Zero);
            var row = new EventRow(
                position + i, append.Stream.Value, version + 1 + i, EventType.Of(happening.Event).Name, append.Actor.Kind.ToString(), append.Actor.Id, append.Actor.Name, reason?.Hash,
                append.Source, SqlTypes.Text(happening.OccurredAt), SqlTypes.Text(recordedAt), append.Correlation, payloads[i], hash);
            hash = row.ComputeHash();
            await InsertAsync(scope, row, hash);
            await InsertTextsAsync(scope, append, row.Position, reason is null ? texts[i] : [reason, .. texts[i]]);
            recorded.Add(new RecordedEvent(row.Position, append.Stream, row.Version, happening.Event, append.Actor, append.Reason, append.Source, happening.OccurredAt, recordedAt, append.Correlation));
        }

        await RedactionTable.ApplyAsync(scope, database.Search, append);
        if (append.ReadModels is { } models)
        {
            await ReadModelTables.WriteAsync(scope, models, recorded);
        }

        await DeadlineTable.ReplaceAsync(scope, append);
        await OutboxTable.WriteAsync(scope, append);
        await IdempotencyTable.WriteAsync(scope, append);
        await database.NudgeAsync(scope);
        return new AppendResult.Appended(recorded);
    }

    private static async Task<(int Version, string Hash)> HeadOfAsync(WriteScope scope, StreamId stream)
    {
        await using var reader = await scope.Command(StreamHead, ("@stream", stream.Value)).ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetInt32(0), reader.GetString(1)) : (0, EventRow.NoHash);
    }

    /// <returns>The first of the positions and of the recorded times taken.</returns>
    private static async Task<(long Position, long Ticks)> TakeAsync(WriteScope scope, int count, DateTimeOffset now)
    {
        await using var reader = await scope.Command(TakePositions, ("@n", count), ("@now", now.UtcTicks)).ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0) - count + 1, reader.GetInt64(1) - count + 1);
    }

    private static Task InsertAsync(WriteScope scope, EventRow row, string hash) => scope.ExecuteAsync(
        InsertEvent,
        ("@position", row.Position), ("@stream", row.Stream), ("@version", row.Version), ("@name", row.Name),
        ("@actorKind", row.ActorKind), ("@actorId", row.ActorId), ("@actorName", row.ActorName), ("@reason", row.Reason),
        ("@source", row.Source), ("@occurredAt", row.OccurredAt), ("@recordedAt", row.RecordedAt), ("@correlation", row.Correlation),
        ("@payload", row.Payload), ("@prevHash", row.PrevHash), ("@hash", hash));

    private async Task InsertTextsAsync(WriteScope scope, Append append, long position, IReadOnlyList<EventText> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            await scope.ExecuteAsync(InsertText, ("@position", position), ("@field", text.Field), ("@ordinal", i), ("@salt", text.Salt), ("@text", text.Text));
            if (append.ReadModels is { } models)
            {
                await database.Search.AddAsync(scope, new SearchText(models.Incident.Number, position, i, text.Text));
            }
        }
    }
}
