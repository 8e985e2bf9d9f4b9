using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Scenarios;
using IncidentConsole.Tests.Signals;
using IncidentConsole.Web.Seeding;

namespace IncidentConsole.Tests.Browser;

/// <summary>
/// The console as a process of its own amid the real thing: a service with metrics, a Prometheus that scrapes it, an Alertmanager that
/// tells the console, and people with passwords. Where a program is missing, the test says Skipped with the reason.
/// </summary>
internal sealed class RealWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private const string Rules = """
        groups:
          - name: inferadb
            rules:
              - alert: HighErrorRate
                expr: sum(rate(inferadb_errors_total[5s])) / sum(rate(inferadb_requests_total[5s])) > 0.05
                labels: {severity: high, service: inferadb}
                annotations: {summary: "{{ $value | humanizePercentage }} of requests fail"}
        """;

    private readonly List<IAsyncDisposable> running = [];

    private RealWorld(SimulatedService service, ConsoleProcess console)
    {
        Service = service;
        Console = console;
        running.AddRange(service, console);
    }

    public SimulatedService Service { get; }

    public ConsoleProcess Console { get; }

    public static async Task<RealWorld> StartAsync(CancellationToken end)
    {
        Needs.Chromium();
        var (prometheus, alertmanager) = (Needs.Program("prometheus"), Needs.Program("prometheus-alertmanager"));
        var now = TimeProvider.System.GetUtcNow();
        var service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, now.AddHours(-1)), 0, end);
        var world = new RealWorld(service, ConsoleProcess.Stopped([]));
        try
        {
            await using var store = new ScenarioHost(world.Console.DataDirectory, TimeProvider.System, new Inbox());
            await store.OpenAsync(end);
            var (_, key) = await store.Get<IApiKeys>().CreateAsync("Alertmanager", AccessRole.Responder, null, "inferadb", Actor.System, end);
            var sender = await RealProgram.AlertmanagerAsync(alertmanager, new Uri(world.Console.Address, "api/v1/alerts/alertmanager"), key, end);
            world.running.Insert(0, sender);
            var monitor = await RealProgram.PrometheusAsync(prometheus, service.Address, end, sender.Address, Rules);
            world.running.Insert(0, monitor);
            await FillAsync(store, monitor.Address, end);
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }

        await world.Console.StartAgainAsync(end);
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in running)
        {
            await program.DisposeAsync();
        }
    }

    private static async Task FillAsync(ScenarioHost store, Uri prometheus, CancellationToken end)
    {
        await AddAsync("Maya Okafor", AccessRole.Commander);
        var tomasz = await AddAsync("Tomasz Lis", AccessRole.Commander);
        var jonas = await AddAsync("Jonas Weber", AccessRole.Responder);
        await AddAsync("Aisha Rahman", AccessRole.Administrator);
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call engineer", [jonas]).Add("On-call manager", [tomasz]);
        var editor = store.Get<ICatalogEditor>();
        await editor.SaveServiceAsync(new Service("inferadb", "InferaDB", "inferadb", "Platform team", people), [.. Signals(prometheus)], isNew: true, Actor.System, end);
        await editor.SaveComponentAsync(new Component("permission-checks", "Permission checks", null, 0), isNew: true, Actor.System, end);

        async Task<string> AddAsync(string name, AccessRole role)
        {
            var accounts = store.Get<IAccounts>();
            var person = await accounts.AddAsync(name, $"{name.Split(' ')[0].ToLowerInvariant()}@example.com", role, Actor.System, end);
            var link = await accounts.IssueLinkAsync(person!.Id, DateTimeOffset.MaxValue, Actor.System, end);
            Assert.NotNull(await accounts.RedeemLinkAsync(link, Password, end));
            return person.Id;
        }
    }

    private static IEnumerable<Signal> Signals(Uri prometheus)
    {
        yield return New("error-rate", "Error rate", "%", "100 * sum(rate(inferadb_errors_total[10s])) / sum(rate(inferadb_requests_total[10s]))", 1, new(2, 5), new(3, 1));
        yield return New("p99-latency", "p99 latency", "ms", "1000 * histogram_quantile(0.99, sum by (le) (rate(inferadb_request_duration_seconds_bucket[10s])))", 0, new(2, 1000), new(3, 500));
        yield return New("jwks-fetches", "JWKS key fetches", "/s", "sum(rate(inferadb_jwks_fetches_total[10s]))", 1);
        yield return New("cache-hit-rate", "Cache hit rate", "%", "100 * sum(inferadb_cache_hit_ratio)", 1);
        yield return New("request-rate", "Request rate", "/s", "sum(rate(inferadb_requests_total[10s]))", 0);
        yield return New("pods-ready", "Pods ready", "", "sum(inferadb_pods_ready)", 0);

        Signal New(string id, string title, string unit, string query, int decimals, params IReadOnlyList<Threshold> thresholds) => new(
            id, "inferadb", title, unit, new PromQlSource(prometheus, query), GoodDirection.Low, decimals, thresholds, null, PollEvery: TimeSpan.FromSeconds(2), StaleAfter: TimeSpan.FromSeconds(30));
    }
}
