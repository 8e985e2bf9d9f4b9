using System.Data.Common;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>Rows of the log → recorded events. Hand-written, because every screen waits for it: no reflection and no boxing per row.</summary>
internal static class EventReader
{
    public const int ColumnCount = 14;

    public const string Columns = EventColumns + ", e.prev_hash";

    private const string EventColumns = "e.position, e.stream_id, e.version, e.name, e.actor_kind, e.actor_id, e.actor_name, e.reason, e.source, e.occurred_at, e.recorded_at, e.correlation, e.payload";

    /// <summary>The events of a stream after a version, at most <paramref name="limit"/>.</summary>
    public static Task<IReadOnlyList<RecordedEvent>> StreamAsync(DbConnection connection, StreamId stream, int afterVersion, int limit, CancellationToken cancellationToken) =>
        LoadAsync(connection, "e.stream_id = @stream AND e.version > @after AND e.version <= @last", "e.version", [("@stream", stream.Value), ("@after", afterVersion), ("@last", afterVersion + (long)limit)], cancellationToken);

    /// <param name="condition">Over <c>event e</c>; both versions and positions have no gaps, so a limit is a range.</param>
    /// <param name="order">A column in which the positions rise.</param>
    public static async Task<IReadOnlyList<RecordedEvent>> LoadAsync(DbConnection connection, string condition, string order, (string Name, object Value)[] values, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {EventColumns}, t.field, t.text FROM event e LEFT JOIN event_text t ON t.position = e.position WHERE {condition} ORDER BY {order}";
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new EventCollector(reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Accept();
        }

        return events.End();
    }

    /// <summary>Rows as they are stored, for proofs.</summary>
    public static async Task<List<EventRow>> RowsAsync(DbConnection connection, string condition, string order, (string Name, object Value)[] values, CancellationToken cancellationToken)
    {
        var rows = new List<EventRow>();
        await using var command = Command(connection, $"SELECT {Columns} FROM event e WHERE {condition} ORDER BY {order}", values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    public static EventRow Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetInt32(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.GetString(8),
        reader.GetString(9),
        reader.GetString(10),
        reader.GetString(11),
        reader.GetString(12),
        reader.GetString(ColumnCount - 1));

    public static RecordedEvent Recorded(EventRow row, IReadOnlyDictionary<string, string>? texts)
    {
        var reason = row.Reason is null ? null : texts is not null && texts.TryGetValue(EventText.Reason, out var text) ? new Prose(text) : Prose.Redacted;
        return new RecordedEvent(
            row.Position,
            new StreamId(row.Stream),
            row.Version,
            EventTexts.Deserialize(row.Payload, EventType.Named(row.Name), texts),
            new Actor(Enum.Parse<ActorKind>(row.ActorKind), row.ActorId, row.ActorName),
            reason,
            row.Source,
            SqlTypes.Time(row.OccurredAt),
            SqlTypes.Time(row.RecordedAt),
            row.Correlation);
    }

    internal static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
