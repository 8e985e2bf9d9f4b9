using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>Makes every read model anew from the log, in one transaction: readers see the old rows until the new ones are whole.</summary>
public sealed class ReadModelRebuild(Database database, ICatalog catalog)
{
    private const string Name = "incidents";

    private const string Clear = "DELETE FROM incident; DELETE FROM incident_viewer; DELETE FROM postmortem_revision; DELETE FROM action_item; DELETE FROM incident_procedure; DELETE FROM public_incident;";

    private const string Texts = "SELECT t.position, t.ordinal, t.text FROM event e JOIN event_text t ON t.position = e.position WHERE e.stream_id = @stream";

    private const string SetVersion = """
        INSERT INTO projection (name, version) VALUES (@name, @version) ON CONFLICT (name) DO UPDATE SET version = excluded.version
        """;

    /// <summary>True where the store's rows were made by older code.</summary>
    public async Task<bool> IsOwedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var version = await connection.ExecuteScalarAsync<int?>(new CommandDefinition("SELECT version FROM projection WHERE name = @name", new { name = Name }, cancellationToken: cancellationToken));
        return version is null || version < IncidentProjection.Version;
    }

    /// <returns>How many incidents there are.</returns>
    public Task<int> RunAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            await scope.Connection.ExecuteAsync(Clear);
            await database.Search.ClearAsync(scope);
            var streams = await StreamsAsync(scope.Connection);
            foreach (var stream in streams)
            {
                await RunAsync(scope, stream, cancellationToken);
            }

            await scope.ExecuteAsync(SetVersion, ("@name", Name), ("@version", IncidentProjection.Version));
            return streams.Count;
        },
        cancellationToken);

    internal static async Task<IReadOnlyList<StreamId>> StreamsAsync(DbConnection connection) =>
        [.. (await connection.QueryAsync<string>("SELECT stream_id FROM event WHERE version = 1 ORDER BY position")).Select(stream => new StreamId(stream)).Where(stream => stream.IsIncident)];

    /// <summary>What the whole stream says the rows are; null while the incident is not declared.</summary>
    internal static ReadModelChanges? Replay(StreamId stream, IReadOnlyList<RecordedEvent> events, ICatalog catalog)
    {
        var before = Incident.Undeclared(stream.ToIncidentId());
        var after = events.Aggregate(before, (incident, recorded) => incident.Evolve(recorded, catalog.Runbook));
        return events.Count > 0 && events[0].Event is IncidentDeclared ? IncidentProjection.Of(before, after, events) : null;
    }

    private async Task RunAsync(WriteScope scope, StreamId stream, CancellationToken cancellationToken)
    {
        var events = await EventReader.StreamAsync(scope.Connection, stream, 0, int.MaxValue, cancellationToken);
        if (Replay(stream, events, catalog) is not { } changes)
        {
            return;
        }

        await ReadModelTables.WriteAsync(scope, changes, events);
        var texts = new List<SearchText>();
        await using (var reader = await scope.Command(Texts, ("@stream", stream.Value)).ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                texts.Add(new SearchText(changes.Incident.Number, reader.GetInt64(0), reader.GetInt32(1), reader.GetString(2)));
            }
        }

        foreach (var text in texts)
        {
            await database.Search.AddAsync(scope, text);
        }
    }
}
