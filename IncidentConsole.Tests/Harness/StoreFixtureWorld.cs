using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Harness;

/// <summary>Appends events to incidents as the desk does (fold, schedule, projection), without asking a rule: the store takes what is decided.</summary>
public sealed class StoreWorld(IEventLog log)
{
    private readonly Dictionary<string, Incident> incidents = [];

    public static DateTimeOffset Noon { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Actor Ada { get; } = new(ActorKind.Person, "ada", "Ada Lovelace");

    public DateTimeOffset Now { get; set; } = Noon;

    public static IncidentDeclared Declared(int number, string title = "Errors everywhere", string service = "inferadb-engine") => new(
        number, new Prose(title), null, service, true, "platform", RunbookLibrary.InferaDb.Key, 2, false, Noon, null, Visibility.Everyone, false);

    public Incident Incident(string id) => incidents[id];

    public async Task<IReadOnlyList<RecordedEvent>> AppendAsync(string id, params DomainEvent[] events) => await AppendAsync(id, [], null, events);

    /// <param name="redacted">The versions whose texts go.</param>
    public async Task<IReadOnlyList<RecordedEvent>> AppendAsync(string id, IReadOnlyList<int> redacted, string? reason, params DomainEvent[] events)
    {
        var stream = StreamId.Of(new IncidentId(id));
        var before = incidents.GetValueOrDefault(id) ?? Undeclared(id);
        var news = events.Select((happened, i) => new RecordedEvent(0, stream, before.Version + 1 + i, happened, Ada, Prose.From(reason), "console", Now, Now, "test")).ToList();
        var history = redacted.Count == 0 ? [] : Redaction.Blank(await log.LoadAsync(stream, 0, TestContext.Current.CancellationToken), redacted.ToHashSet());
        var after = redacted.Count == 0 ? Fold(before, news) : Fold(Fold(Undeclared(id), history), news);
        var result = await log.AppendAsync(
            new Append(stream, before.Version, [.. events.Select(happened => new Happening(happened, Now))], Ada, Prose.From(reason), "console", Now, "test", DeadlineSchedule.For(after), IncidentProjection.Of(before, after, news), [], null, redacted),
            TestContext.Current.CancellationToken);
        incidents[id] = after;
        return Assert.IsType<AppendResult.Appended>(result).Events;
    }

    private static Incident Undeclared(string id) => new() { Id = new IncidentId(id) };

    private static Incident Fold(Incident incident, IEnumerable<RecordedEvent> events) => events.Aggregate(incident, (state, recorded) => state.Evolve(recorded, ShippedCatalog.Instance.Runbook));
}

/// <summary>A catalog that knows the runbooks that ship, and nothing else.</summary>
public sealed class ShippedCatalog : ICatalog
{
    public static ShippedCatalog Instance { get; } = new();

    public Task<Service?> FindServiceAsync(string slug, CancellationToken cancellationToken) => Task.FromResult<Service?>(null);

    public Task<IReadOnlyList<Service>> ServicesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Service>>([]);

    public Task<IReadOnlyList<Component>> ComponentsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Component>>([]);

    public Task<RunbookVersion?> CurrentRunbookAsync(string slug, CancellationToken cancellationToken) =>
        Task.FromResult(RunbookLibrary.All.FirstOrDefault(version => version.Runbook.Slug == slug));

    public Task<RunbookVersion> DefaultRunbookAsync(CancellationToken cancellationToken) => Task.FromResult(RunbookLibrary.Standard);

    public Task<IReadOnlyList<RunbookVersion>> CurrentRunbooksAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RunbookVersion>>([.. RunbookLibrary.All]);

    public Runbook Runbook(RunbookKey key) => RunbookLibrary.All.First(version => version.Key == key).Runbook;
}
