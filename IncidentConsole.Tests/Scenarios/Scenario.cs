using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.StatusPages;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Verification;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>
/// The console without its pages: the real desk, SQLite store, due times, outbox and dispatcher, and a clock that only the story moves.
/// While it runs, every due time fires at its moment; <see cref="RestartAsync"/> closes everything and opens it again, some time later.
/// </summary>
internal sealed class Scenario : IAsyncDisposable
{
    private readonly StoreFolder folder = new();
    private ScenarioHost host;

    private Witness? witness;

    private Scenario() => host = new ScenarioHost(folder.Path, Clock, Inbox);

    public ManualClock Clock { get; } = ManualClock.At("2026-03-02T03:00:00Z");   // a Monday

    public Inbox Inbox { get; } = new();

    public string Folder => folder.Path;

    public Actor Maya { get; private set; } = null!;

    public Actor Jonas { get; private set; } = null!;

    public Actor Tomasz { get; private set; } = null!;

    public Actor Aisha { get; private set; } = null!;

    public Actor Sam { get; private set; } = null!;

    public IncidentId Id { get; private set; }

    public static CancellationToken End => TestContext.Current.CancellationToken;

    /// <summary>
    /// Maya and Tomasz are commanders, Jonas responds, Aisha administers, Sam is a stakeholder. Service "inferadb" runs under the InferaDB runbook,
    /// "api" under the test runbook, in which nobody is bound to "VP".
    /// </summary>
    public static async Task<Scenario> StartAsync()
    {
        var scenario = new Scenario();
        await scenario.host.OpenAsync(End);
        await scenario.FillAsync();
        return scenario;
    }

    public Task<Incident> DeclareAsync(DeclareIncident intent, Actor by)
    {
        Id = new IncidentId(Guid.CreateVersion7(Clock.GetUtcNow()).ToString("D"));
        return DoAsync(by, intent);
    }

    /// <summary>Somebody does something, and it is accepted; what it owes at once is done before this returns.</summary>
    public async Task<Incident> DoAsync(Actor by, IncidentIntent intent, SendOptions? options = null)
    {
        var outcome = await host.Get<IncidentDesk>().SendAsync(Id, intent, by, options ?? SendOptions.Console, End);
        Assert.True(outcome is not Outcome.Refused, (outcome as Outcome.Refused)?.Refusal.Message);
        await AdvanceAsync(TimeSpan.Zero);
        await (witness?.LookAsync() ?? Task.CompletedTask);
        return await ReadAsync();
    }

    /// <summary>From here on each thing that is done is looked at as it lives; see <see cref="Witness"/>.</summary>
    public Witness Watch() => witness = new Witness(this);

    public async Task<Outcome> SendAsync(Actor by, IncidentIntent intent, SendOptions? options = null) =>
        await host.Get<IncidentDesk>().SendAsync(Id, intent, by, options ?? SendOptions.Console, End);

    /// <summary>The story goes on with an incident that the console opened by itself.</summary>
    public void GoOnWith(IncidentId id) => Id = id;

    /// <summary>A delivery of the monitoring system; the incident it opened or joined is the one the story goes on with.</summary>
    public async Task<Incident> AlertAsync(IncidentConsole.Domain.Metrics.AlertDelivery delivery, string service)
    {
        var (key, _) = await host.Get<IApiKeys>().CreateAsync("Alertmanager", AccessRole.Responder, null, service, Actor.System, End);
        var sender = new Actor(ActorKind.Integration, key.Id, key.Name);
        var stored = new StoredDelivery(Guid.CreateVersion7(Clock.GetUtcNow()).ToString("D"), sender, IncidentConsole.Domain.Integrations.IntegrationKind.Alertmanager, Clock.GetUtcNow(), "{}", delivery, DeliveryStage.Pending, null, false) { Service = service };
        await host.Get<IAlertStore>().StoreAsync(stored, End);
        await host.Get<AlertIntake>().RunAsync((e, _) => throw new InvalidOperationException("A delivery failed.", e), End);
        Id = (await host.Get<IIncidentQueries>().FindOpenOfServiceAsync(service, Viewer.System, End))!.Id;
        await AdvanceAsync(TimeSpan.Zero);
        return await ReadAsync();
    }

    /// <summary>Lets time pass while the console runs: due time by due time, each with the messages it causes.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Clock.GetUtcNow() + by;
        while (await host.Get<IDeadlineStore>().NextAsync(End) is { } due && due <= until)
        {
            Clock.Advance(due > Clock.GetUtcNow() ? due - Clock.GetUtcNow() : TimeSpan.Zero);
            await FireAsync();
        }

        Clock.Advance(until - Clock.GetUtcNow());
        await DispatchAsync();
    }

    /// <summary>The console ends, is away, and comes back: what became due meanwhile is fired late.</summary>
    public async Task RestartAsync(TimeSpan away = default)
    {
        await host.DisposeAsync();
        Clock.Advance(away);
        host = new ScenarioHost(folder.Path, Clock, Inbox);
        await host.OpenAsync(End);
        await FireAsync();
    }

    /// <summary>One more pass over the due times, as another node or a second wake-up would make it.</summary>
    public async Task<int> FireAsync()
    {
        var fired = await host.Get<DeadlineRunner>().RunDueAsync((row, e) => throw new InvalidOperationException($"{row.Deadline.Kind} {row.Deadline.Subject} was not fired", e), End);
        await DispatchAsync();
        return fired;
    }

    public async Task<Incident> ReadAsync() => (await host.Get<IncidentDesk>().ReadAsync(Id, Viewer.System, End))!;

    public async Task<IReadOnlyList<RecordedEvent>> EventsAsync() => await host.Get<IEventLog>().LoadAsync(StreamId.Of(Id), 0, End);

    public async Task<TimelineView> TimelineAsync() => TimelineView.From(await EventsAsync(), host.Get<ICatalog>().Runbook);

    public async Task<IReadOnlyList<PublicIncident>> PublicAsync() => await host.Get<IPublicStatus>().IncidentsAsync(DateTimeOffset.MinValue, End);

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync() => await host.Get<IOutbox>().DeliveriesAsync(Id, End);

    public T Get<T>() where T : notnull => host.Get<T>();

    /// <summary>What <c>store verify</c> says.</summary>
    public Task<VerificationReport> VerifyAsync() => host.Get<StoreVerification>().RunAsync(End);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    private async Task DispatchAsync()
    {
        while (await host.Get<NotificationDispatcher>().DispatchAsync(End) > 0)
        {
            // Until nothing waits: a batch is limited.
        }
    }

    private async Task FillAsync()
    {
        Maya = await AddAsync("Maya Okafor", AccessRole.Commander);
        Jonas = await AddAsync("Jonas Weber", AccessRole.Responder);
        Tomasz = await AddAsync("Tomasz Lis", AccessRole.Commander);
        Aisha = await AddAsync("Aisha Rahman", AccessRole.Administrator);
        Sam = await AddAsync("Sam Rivera", AccessRole.Stakeholder);
        var editor = host.Get<ICatalogEditor>();
        Assert.NotNull(await editor.PublishRunbookAsync(new RunbookEdition(TestRunbooks.Standard, null, "For the scenarios"), Actor.System, End));
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty
            .Add("On-call engineer", [Jonas.Id]).Add("On-call manager", [Aisha.Id]).Add("Platform team lead", [Tomasz.Id]).Add("Platform lead", [Tomasz.Id]);
        Assert.True(await editor.SaveServiceAsync(new Service("inferadb", "InferaDB", "inferadb", "Platform team", people), null, isNew: true, Actor.System, End));
        Assert.True(await editor.SaveServiceAsync(new Service("api", "API", TestRunbooks.Standard.Slug, "Platform team", people), null, isNew: true, Actor.System, End));
        Assert.True(await editor.SaveComponentAsync(new Component("permission-checks", "Permission checks", null, 0), isNew: true, Actor.System, End));
    }

    private async Task<Actor> AddAsync(string name, AccessRole role)
    {
        var person = await host.Get<IAccounts>().AddAsync(name, $"{name.Split(' ')[0].ToLowerInvariant()}@example.com", role, Actor.System, End);
        return new Actor(ActorKind.Person, person!.Id, person.Name);
    }
}
