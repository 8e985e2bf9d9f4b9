using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;

namespace IncidentConsole.Web.Store;

/// <summary>Makes a stream's due times what the schedule says. A row that stays keeps its tries, so a failing one does not start over with each note.</summary>
internal static class DeadlineTable
{
    private const string Stored = "SELECT kind, subject, due_at FROM deadline WHERE stream_id = @stream";

    private const string Delete = "DELETE FROM deadline WHERE stream_id = @stream AND kind = @kind AND subject = @subject AND due_at = @dueAt";

    private const string Insert = """
        INSERT INTO deadline (stream_id, kind, subject, due_at, retry_at, attempts)
        VALUES (@stream, @kind, @subject, @dueAt, @dueAt, 0)
        """;

    public static async Task ReplaceAsync(WriteScope scope, Append append)
    {
        if (append.Deadlines is not { } wanted)
        {
            return;
        }

        var stored = await StoredAsync(scope, append.Stream.Value);
        foreach (var gone in stored.Except(wanted))
        {
            await scope.ExecuteAsync(Delete, ("@stream", append.Stream.Value), ("@kind", gone.Kind.ToString()), ("@subject", gone.Subject), ("@dueAt", SqlTypes.Text(gone.DueAt)));
        }

        foreach (var added in wanted.Except(stored))
        {
            await scope.ExecuteAsync(Insert, ("@stream", append.Stream.Value), ("@kind", added.Kind.ToString()), ("@subject", added.Subject), ("@dueAt", SqlTypes.Text(added.DueAt)));
        }
    }

    private static async Task<HashSet<Deadline>> StoredAsync(WriteScope scope, string stream)
    {
        var stored = new HashSet<Deadline>();
        await using var reader = await scope.Command(Stored, ("@stream", stream)).ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            stored.Add(new Deadline(Enum.Parse<DeadlineKind>(reader.GetString(0)), reader.GetString(1), SqlTypes.Time(reader.GetString(2))));
        }

        return stored;
    }
}
