using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Effects;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Components.Pages;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Radzen;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Pages of the command view over the real desk and rules, a log in memory and a clock that stands.</summary>
public abstract class IncidentWorld : BunitContext
{
    internal static readonly Person Maya = new("maya", "Maya Okafor", "maya@example.org", AccessRole.Commander, false, "1");
    internal static readonly Person Jonas = new("jonas", "Jonas Weber", "jonas@example.org", AccessRole.Responder, false, "1");
    internal static readonly Person Li = new("li", "Li Wen", "li@example.org", AccessRole.Commander, false, "1");
    internal static readonly Person Sam = new("sam", "Sam Stone", "sam@example.org", AccessRole.Stakeholder, false, "1");
    internal static readonly Person Root = new("root", "Rosa Admin", "root@example.org", AccessRole.Administrator, false, "1");

    private readonly LiveFeed feed = new();
    private readonly OneService catalog = new();

    protected IncidentWorld()
    {
        Clock = ManualClock.At("2026-11-21T01:43:00Z");
        Store = new MemoryStore(feed);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddRadzenComponents();
        Services.AddLogging();
        Services.AddAuthorizationCore();
        Services.AddSingleton<TimeProvider>(new PageClock(Clock));
        Services.AddSingleton<ILiveFeed>(feed);
        Services.AddSingleton<IEventLog>(Store);
        Services.AddSingleton<IIncidentQueries>(Store);
        Services.AddSingleton<ITailNudge>(Store);
        Services.AddSingleton<IDirectory>(new Everybody());
        Services.AddSingleton<ICatalog>(catalog);
        Services.AddSingleton<ISignalCatalog>(Signals);
        Services.AddSingleton<IImageStore>(new NoImages());
        Services.AddSingleton<IOutbox>(Mail);
        Services.AddSingleton<LiveSignals>();
        Services.AddSingleton(new NotificationTargets([]));
        Services.AddSingleton<IncidentDesk>();
        Services.AddSingleton<IServiceHistory>(new History(Store));
        Services.AddSingleton<IDeadlineStore>(Deadlines);
        Services.AddSingleton<ServiceTimeline>();
        Services.AddSingleton<ReplayReader>();
        Services.AddSingleton<PastSignals>();
        Services.AddSingleton<IAllowedHosts>(Hosts);
        Services.AddSingleton<IRequestSender>(Wire);
        Services.AddSingleton<ActionSender>();
        Services.AddSingleton(Nothing.Of<IAlertStore>());
        Services.AddSingleton(Nothing.Of<ISimilarIncidents>());
        Services.AddSingleton<IncidentConsole.Domain.Application.Repeats.SimilarReader>();
        Services.AddSingleton(Nothing.Of<IAlertRules>());
        Services.AddSingleton(Nothing.Of<IIntegrations>());
        Services.AddSingleton(Nothing.Of<IHeartbeats>());
        Services.AddSingleton(Nothing.Of<IChangeStore>());
        Services.AddAlerts();
        Services.AddSingleton<TimelineCache>();
        Services.AddSingleton<PostmortemPresence>();
        Services.AddSingleton<MetricCache>();
        Services.AddSingleton<TimeTravel>();
        Services.AddSingleton<ServiceGlances>();
        Services.AddSingleton<ISampleStore>(Samples);
        Services.AddSingleton<IProofOfRepair, ResolutionReader>();
        Services.AddSingleton<IActionEffects, EffectReader>();
        Services.AddSingleton<IncidentConsole.Domain.Application.Postmortems.PostmortemReader>();
        Services.AddSingleton<IOptions<ConsoleOptions>>(Options.Create(new ConsoleOptions()));
        SetRendererInfo(new RendererInfo("Server", true));   // last: it closes the list of services
    }

    internal ManualClock Clock { get; }

    /// <summary>What the page may know of due times that fail.</summary>
    internal FailingDeadlines Deadlines { get; } = new();
    /// <summary>Another runbook for the one service; set before it declares.</summary>
    internal IncidentConsole.Domain.Runbooks.Runbook Runbook
    {
        set => catalog.Instead = value;
    }

    internal MemoryHosts Hosts { get; } = new();

    internal MemoryWire Wire { get; } = new();

    internal MemoryStore Store { get; }

    internal IncidentDesk Desk => Services.GetRequiredService<IncidentDesk>();

    internal IncidentId Id { get; } = new("0190a6f0-0000-7000-8000-000000000001");

    internal static Actor As(Person person) => new(ActorKind.Person, person.Id, person.Name);

    internal async Task<Outcome> SendAsync(Person who, IncidentIntent intent, IncidentId? id = null) =>
        await Desk.SendAsync(id ?? Id, intent, As(who), SendOptions.Console, Xunit.TestContext.Current.CancellationToken);

    /// <summary>INC-1 at SEV-2 with Maya in command.</summary>
    internal async Task DeclareAsync(string severity = "SEV-2", bool byAlert = false) =>
        Assert.IsType<Outcome.Accepted>(await SendAsync(Maya, new DeclareIncident("High error rate on permission checks", "inferadb", severity) { TakeCommand = !byAlert, ByAlert = byAlert }));

    internal async Task<Incident> IncidentAsync() => (await Desk.ReadAsync(Id, Viewer.System, Xunit.TestContext.Current.CancellationToken))!;

    internal IRenderedComponent<IncidentPage> Command(Person who) => Page<IncidentPage>(who);

    internal IRenderedComponent<CommunicatePage> Communicate(Person who) => Page<CommunicatePage>(who);

    /// <param name="part">Id of the section to open; null = the first.</param>
    internal IRenderedComponent<PostmortemPage> Postmortem(Person who, string? part = null) => Page<PostmortemPage>(who, part is null ? "/incidents/1/postmortem" : $"/incidents/1/postmortem?part={part}");

    internal IRenderedComponent<Board> ShowBoard(Person who, string url = "/")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        return Render<Board>(board => board.AddCascadingValue(SignedIn(who)));
    }

    /// <summary>The newest entry that holds these words, once it is there.</summary>
    internal static AngleSharp.Dom.IElement Entry(IRenderedComponent<IncidentPage> page, string words)
    {
        AngleSharp.Dom.IElement? Find() => page.FindAll(".tl > [data-kind]").FirstOrDefault(entry => entry.TextContent.Contains(words, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.NotNull(Find()));
        return Find()!;
    }

    private IRenderedComponent<TPage> Page<TPage>(Person who, string url = "/incidents/1") where TPage : IncidentPageBase
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        var page = Render<TPage>(parameters => parameters.AddCascadingValue(SignedIn(who)).Add(p => p.Number, 1));
        page.WaitForElement(".inc-head");
        return page;
    }

    private static Task<AuthenticationState> SignedIn(Person who) =>
        Task.FromResult(new AuthenticationState(new ClaimsPrincipal(ConsoleClaims.Of(who).Identities)));

    private sealed class Everybody : IDirectory
    {
        private static readonly Person[] All = [Maya, Jonas, Li, Sam, Root];

        public Task<Person?> FindPersonAsync(string idOrEmail, CancellationToken cancellationToken) => Task.FromResult(All.FirstOrDefault(p => p.Id == idOrEmail || p.Email == idOrEmail));

        public Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Person>>(All);

        public Task<AccessRole?> RoleOfAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult(All.FirstOrDefault(p => p.Id == actor.Id)?.Role);
    }

    protected MemoryOutbox Mail { get; } = new();

    internal MemorySignals Signals { get; } = new();

    internal MemorySamples Samples { get; } = new();

    /// <summary>Something the signals of a service said; the page reads it with its next look at the clock.</summary>
    internal async Task SaysAsync(params IncidentConsole.Domain.Metrics.ServiceEvent[] events)
    {
        var stream = StreamId.OfService("inferadb");
        var version = Store.Events.Count(recorded => recorded.Stream == stream);
        await Store.AppendAsync(
            new Append(stream, version, [.. events.Select(happened => new Happening(happened, Clock.GetUtcNow()))], Actor.System, null, "signal", Clock.GetUtcNow(), "c", null, null, [], null, []),
            Xunit.TestContext.Current.CancellationToken);
    }

    private sealed class History(MemoryStore store) : IServiceHistory
    {
        public Task<IReadOnlyList<RecordedEvent>> BetweenAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<RecordedEvent>>([.. store.Events.Where(recorded => recorded.Stream == StreamId.OfService(service) && recorded.OccurredAt >= from && recorded.OccurredAt <= to)]);
    }

    private sealed class NoImages : IImageStore
    {
        public Task<string> SaveAsync(IncidentId incident, string contentType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => Task.FromResult("image-1");

        public Task<StoredImage?> FindAsync(IncidentId incident, string id, CancellationToken cancellationToken) => Task.FromResult<StoredImage?>(null);
    }
}
