using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Tests.Store;

/// <summary>A test class of the store's contract: its heirs run it once per engine, each test on a fresh store.</summary>
public abstract class StoreContract(StoreFixture fixture) : IAsyncLifetime
{
    protected static DateTimeOffset Noon { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    protected static Actor Ada { get; } = new(ActorKind.Person, "ada", "Ada Lovelace");

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected SetClock Clock { get; } = new(Noon);

    protected StoreLocation Location { get; private set; } = null!;

    protected Database Database { get; private set; } = null!;

    protected EventLog Log { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Location = await fixture.NewAsync();
        await ReopenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }

    protected async Task ReopenAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }

        Database = await StoreFixture.OpenAsync(Location, Clock);
        Log = new EventLog(Database, Clock);
    }

    protected static StreamId Stream(string id) => StreamId.Of(new IncidentId(id));

    protected static NoteAdded Note(string text) => new(NoteKind.Note, new Prose(text));

    protected static Append Append(StreamId stream, int expected, params DomainEvent[] events) => new(
        stream, expected, [.. events.Select(happened => new Happening(happened, Noon))], Ada, null, "console", Noon, "cause", null, null, [], null, []);

    protected async Task<IReadOnlyList<RecordedEvent>> AppendedAsync(Append append) =>
        Assert.IsType<AppendResult.Appended>(await Log.AppendAsync(append, Cancel)).Events;
}

/// <summary>A clock that stands where it is set.</summary>
public sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
