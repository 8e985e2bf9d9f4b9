using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Seeding;

/// <summary>
/// Fills an empty store for a first look (Development only): people, components, a service with six signals, two incidents, and a service
/// under each other runbook of the library.
/// </summary>
internal sealed partial class DemoSeed(
    IAccounts accounts, IApiKeys keys, ICatalog catalog, ICatalogEditor editor, IDirectory directory,
    IEventLog log, IIncidentQueries queries, IDeadlineStore deadlines, IAlertStore alerts, ISignalCatalog signals, ISampleStore samples, TimeProvider clock, ILogger<DemoSeed> logger)
{
    /// <summary>How long ago the resolved incident began.</summary>
    public static readonly TimeSpan ResolvedAgo = TimeSpan.FromDays(5);

    /// <summary>Around the begin of a story lies what its figures did.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromHours(2);

    /// <summary>Does nothing where anybody has an account already.</summary>
    /// <param name="simulated">Where the simulated service listens.</param>
    /// <param name="history">Writes what the charts read before anybody looked; the stories are measured by it.</param>
    public async Task FillAsync(Uri simulated, Func<CancellationToken, Task> history, CancellationToken cancellationToken)
    {
        if (await accounts.AnyAsync(cancellationToken))
        {
            return;
        }

        var people = await PeopleAsync(cancellationToken);
        foreach (var (component, position) in Components.Select((component, position) => (component, position)))
        {
            await editor.SaveComponentAsync(new Component(component.Slug, component.Name, component.Description, position), isNew: true, Actor.System, cancellationToken);
        }

        await editor.SaveServiceAsync(
            new Service(SimulatedSignals.Service, "InferaDB", "inferadb", "Platform team", Bindings(people)),
            [.. SimulatedSignals.For(simulated)], isNew: true, Actor.System, cancellationToken);

        foreach (var (service, component) in DemoServices.For(people, Components.Length))
        {
            await editor.SaveServiceAsync(service, null, isNew: true, Actor.System, cancellationToken);
            await editor.SaveComponentAsync(component, isNew: true, Actor.System, cancellationToken);
        }

        await history(cancellationToken);
        var past = people with { Start = clock.GetUtcNow() - ResolvedAgo };
        await DemoStories.ResolvedAsync(await StageAsync(past.Start, cancellationToken), past, cancellationToken);
        var running = await StageAsync(people.Start, cancellationToken);
        await DemoStories.RunningAsync(running, people, cancellationToken);
        await alerts.SettleAsync([DemoStories.Alert(people) with { Incident = running.Incident }], [], [], cancellationToken);
        Filled(logger);
    }

    private static readonly (string Slug, string Name, string Description)[] Components =
    [
        ("permission-checks", "Permission checks", "Answers whether somebody may do something"),
        ("writes", "Writes and schema", "Changes to relations and schemas"),
        ("sign-in", "Sign-in", "Sessions and keys"),
        ("web-console", "Web console", "The administration pages"),
        ("audit-export", "Audit export", "Daily files for auditors"),
    ];

    private async Task<DemoStage> StageAsync(DateTimeOffset start, CancellationToken cancellationToken)
    {
        var breaches = await DemoBreaches.ReadAsync(log, signals, samples, start - Around, start + Around, cancellationToken);
        return new(log, directory, catalog, queries, deadlines, signals, samples, breaches, start);
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Bindings(DemoPeople people) => ImmutableDictionary<string, ImmutableArray<string>>.Empty
        .Add("On-call engineer", [people.Jonas.Id])
        .Add("On-call manager", [people.Aisha.Id])
        .Add("Platform team lead", [people.Tomasz.Id])
        .Add("Additional responders", [people.Priya.Id]);

    private async Task<DemoPeople> PeopleAsync(CancellationToken cancellationToken)
    {
        var maya = await SignsInAsync(AccessRole.Commander);
        var jonas = await SignsInAsync(AccessRole.Responder);
        var priya = await AddAsync("Priya Nair", AccessRole.Responder);
        var tomasz = await AddAsync("Tomasz Lis", AccessRole.Commander);
        var aisha = await SignsInAsync(AccessRole.Administrator);
        await SignsInAsync(AccessRole.Stakeholder);
        var (key, _) = await keys.CreateAsync("Alertmanager", AccessRole.Responder, null, SimulatedSignals.Service, Actor.System, cancellationToken);
        return new DemoPeople(clock.GetUtcNow() - DemoStories.Running, maya, jonas, priya, tomasz, aisha, new Actor(ActorKind.Integration, key.Id, key.Name));

        async Task<Actor> SignsInAsync(AccessRole role)
        {
            var person = await DemoSignIn.PersonAsync(role, directory, accounts, cancellationToken);
            return new Actor(ActorKind.Person, person.Id, person.Name);
        }

        async Task<Actor> AddAsync(string name, AccessRole role)
        {
            var person = await accounts.AddAsync(name, $"{name.Split(' ')[0].ToLowerInvariant()}@inferadb.example", role, Actor.System, cancellationToken)
                ?? throw new InvalidOperationException($"{name} has an account already.");
            return new Actor(ActorKind.Person, person.Id, person.Name);
        }
    }

    [LoggerMessage(4001, LogLevel.Information, "The empty store was filled with a demo: one resolved and one running incident")]
    private static partial void Filled(ILogger logger);
}
