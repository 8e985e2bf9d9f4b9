using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store.Verification;

/// <summary>
/// Proves a store: the hash chain of every stream, positions without gaps, texts against their hashes, and that replaying the log gives the live
/// read models. Reads one moment of the store, so the server may run meanwhile.
/// </summary>
public sealed class StoreVerification(Database database, ICatalog catalog)
{
    private const string Rows = $"SELECT {EventReader.Columns}, e.hash FROM event e ORDER BY e.position";

    private const string Texts = "SELECT e.version, t.field, t.salt, t.text FROM event e JOIN event_text t ON t.position = e.position WHERE e.stream_id = @stream";

    public async Task<VerificationReport> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        var (connection, transaction) = await database.OpenSnapshotAsync(cancellationToken);
        await using (connection)
        {
            await using (transaction)
            {
                var chain = await CheckChainAsync(connection, findings, cancellationToken);
                var incidents = await CheckReplayAsync(connection, findings, cancellationToken);
                return new VerificationReport(chain.Position, chain.Streams, incidents, chain.Head, findings);
            }
        }
    }

    private static async Task<ChainCheck> CheckChainAsync(DbConnection connection, List<string> findings, CancellationToken cancellationToken)
    {
        var chain = new ChainCheck(findings);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Rows;
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                chain.Accept(EventReader.Read(reader), reader.GetString(EventReader.ColumnCount));
            }
        }

        var head = await connection.ExecuteScalarAsync<long>("SELECT position FROM event_log_head WHERE id = 1");
        if (head != chain.Position)
        {
            findings.Add($"the log says it ends at position {head}, and its last row is position {chain.Position}");
        }

        return chain;
    }

    private async Task<int> CheckReplayAsync(DbConnection connection, List<string> findings, CancellationToken cancellationToken)
    {
        var replay = new ReplayCheck(connection, findings);
        var incidents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stream in await ReadModelRebuild.StreamsAsync(connection))
        {
            var (rows, texts) = await ReadAsync(connection, stream, cancellationToken);
            var check = new TextCheck(findings);
            var events = new List<RecordedEvent>(rows.Count);
            foreach (var row in rows)
            {
                var own = texts[row.Version].ToDictionary(text => text.Field);
                check.Accept(row, own);
                events.Add(EventReader.Recorded(row, own.ToDictionary(text => text.Key, text => text.Value.Text)));
            }

            check.Finish();
            if (ReadModelRebuild.Replay(stream, events, catalog) is { } changes)
            {
                incidents.Add(changes.Incident.Id.Value);
                await replay.AcceptAsync(changes);
            }
        }

        await replay.FinishAsync(incidents);
        return incidents.Count;
    }

    private static async Task<(IReadOnlyList<EventRow> Rows, ILookup<int, EventText> Texts)> ReadAsync(DbConnection connection, StreamId stream, CancellationToken cancellationToken)
    {
        var rows = await EventReader.RowsAsync(connection, "e.stream_id = @stream", "e.version", [("@stream", stream.Value)], cancellationToken);
        var texts = await connection.QueryAsync<TextRow>(new CommandDefinition(Texts, new { stream = stream.Value }, cancellationToken: cancellationToken));
        return (rows, texts.ToLookup(text => text.Version, text => new EventText(text.Field, text.Salt, text.Text)));
    }

    private sealed class TextRow
    {
        public int Version { get; init; }

        public string Field { get; init; } = "";

        public string Salt { get; init; } = "";

        public string Text { get; init; } = "";
    }
}

/// <param name="HeadHash">Of the whole log up to its last position; to be kept elsewhere with it.</param>
/// <param name="Findings">What is wrong, in plain words; empty when the store is whole.</param>
public sealed record VerificationReport(long Position, int Streams, int Incidents, string HeadHash, IReadOnlyList<string> Findings);
