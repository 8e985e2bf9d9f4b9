using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Catalog;

namespace IncidentConsole.Benchmarks.Crash;

/// <summary>A store as the server has it, without the server: incidents are folded and projected as the desk does, so an append writes what it writes there.</summary>
internal sealed class CrashStore : IAsyncDisposable
{
    private static readonly Actor Writer = new(ActorKind.Person, "bench", "Benchmark");

    private CrashStore(Database database)
    {
        Database = database;
        Log = new EventLog(database, TimeProvider.System);
        Catalog = new CatalogStore(database, new RunbookShelf(database, TimeProvider.System), TimeProvider.System, BusinessCalendar.Utc);
    }

    public Database Database { get; }

    public EventLog Log { get; }

    public CatalogStore Catalog { get; }

    public static async Task<CrashStore> OpenAsync(string folder)
    {
        var database = new StoreLocation(folder, null).Connect(isServer: true, TimeProvider.System);
        await database.OpenAsync(CancellationToken.None);
        var store = new CrashStore(database);
        await store.Catalog.CurrentRunbooksAsync(CancellationToken.None);   // publishes the runbooks that ship
        return store;
    }

    public Task<Incident> DeclareAsync(string id, int number) => AppendAsync(
        new Incident { Id = new IncidentId(id) },
        new IncidentDeclared(number, new Prose($"Errors in region {number}"), null, "inferadb-engine", true, "platform", RunbookLibrary.InferaDb.Key, 2, false, TimeProvider.System.GetUtcNow(), null, Visibility.Everyone, false));

    /// <returns>The incident after the append, which is on disk.</returns>
    public async Task<Incident> AppendAsync(Incident before, DomainEvent happened)
    {
        var now = TimeProvider.System.GetUtcNow();
        var stream = StreamId.Of(before.Id);
        var news = new RecordedEvent(0, stream, before.Version + 1, happened, Writer, null, "seed", now, now, "bench");
        var after = before.Evolve(news, Catalog.Runbook);
        var append = new Append(
            stream, before.Version, [new Happening(happened, now)], Writer, null, "seed", now, "bench", DeadlineSchedule.For(after), IncidentProjection.Of(before, after, [news]), [], null, []);
        return await Log.AppendAsync(append, CancellationToken.None) is AppendResult.Appended ? after : throw new InvalidOperationException($"{stream} has another writer.");
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
