using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Seeding;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.TestHost;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Charts of an incident: what they begin with, and what follows over the hub, from the simulated service to the wire.</summary>
public sealed class LiveChartTests : IAsyncLifetime
{
    private readonly ConsoleApp app = new();
    private SimulatedService service = null!;
    private IReadOnlyList<Signal> signals = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, TimeProvider.System.GetUtcNow().AddHours(-1), SimulatedState.Incident), 0, Cancel);
        signals = [.. SimulatedSignals.For(service.Address).Select(signal => signal with { PollEvery = TimeSpan.FromSeconds(1) })];
        var inferadb = new Service(SimulatedSignals.Service, "InferaDB", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        await app.Get<ICatalogEditor>().SaveServiceAsync(inferadb, [.. signals], isNew: true, Actor.System, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Six_charts_with_limits_markers_gaps_and_few_points()
    {
        var now = TimeProvider.System.GetUtcNow();
        var begin = now.AddHours(-2);
        await app.Get<ISampleStore>().AddAsync([.. Enumerable.Range(0, 7_200).Where(second => second is < 600 or > 1_200)
            .Select(second => new SignalSample(SimulatedSignals.Service, "error-rate", "", new Sample(begin.AddSeconds(second), second / 1_000.0)))], Cancel);
        await DeclareAsync(begin.AddMinutes(20));

        using var client = await app.KeyAsync(AccessRole.Stakeholder);
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/live/incidents/INC-1/charts", UriKind.Relative), Cancel));
        var root = json.RootElement;
        Assert.Equal(begin.AddMinutes(5).ToUnixTimeMilliseconds(), root.GetProperty("from").GetInt64());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("incident").GetProperty("to").ValueKind);
        // The service breaks while this runs, so that breaches may be among the markers already.
        Assert.Single(root.GetProperty("markers").EnumerateArray(), marker => marker.GetProperty("letter").GetString() == "D");
        var charts = root.GetProperty("charts").EnumerateArray().ToList();
        Assert.Equal(["Error rate", "p99 latency", "JWKS key fetches", "Cache hit rate", "Request rate", "Pods ready"], charts.Select(chart => chart.GetProperty("title").GetString()));
        Assert.Equal("""[{"rank":2,"label":"SEV-2","value":5,"times":null},{"rank":3,"label":"SEV-3","value":1,"times":null}]""", charts[0].GetProperty("thresholds").GetRawText());
        Assert.Equal(("low", 1, 30_000), (charts[0].GetProperty("good").GetString(), charts[0].GetProperty("decimals").GetInt32(), charts[0].GetProperty("staleAfterMs").GetInt32()));
        var line = Assert.Single(charts[0].GetProperty("series").EnumerateArray());
        var values = line.GetProperty("v").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble()).ToList();
        Assert.InRange(values.Count, 100, Downsampling.ChartPoints);
        Assert.Equal(values.Count, line.GetProperty("t").GetArrayLength());
        Assert.Contains(null, values);
    }

    [Fact]
    public async Task Breaches_of_the_service_are_flags_over_its_incidents_charts()
    {
        await DeclareAsync(null);
        using var client = await app.KeyAsync(AccessRole.Stakeholder);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        List<string> labels = [];
        for (var i = 0; i < 120 && labels.Count < 3; i++)
        {
            using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("/live/incidents/1/charts", UriKind.Relative), Cancel));
            labels = [.. json.RootElement.GetProperty("markers").EnumerateArray().Select(marker => $"{marker.GetProperty("letter")} {marker.GetProperty("label")}")];
            await timer.WaitForNextTickAsync(Cancel);
        }

        Assert.Equal(["B Error rate over SEV-2", "B p99 latency over SEV-3", "D Declared"], labels.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_moment_ends_the_charts_and_nothing_later_is_known_there()
    {
        var now = TimeProvider.System.GetUtcNow();
        await app.Get<ISampleStore>().AddAsync([.. Enumerable.Range(0, 3_600).Select(second => new SignalSample(SimulatedSignals.Service, "error-rate", "", new Sample(now.AddHours(-1).AddSeconds(second), second)))], Cancel);
        await DeclareAsync(now.AddHours(-1));
        var moment = now.AddMinutes(-20);
        var root = await ReadAsync($"?at={Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture))}");
        Assert.Equal((moment.ToUnixTimeMilliseconds(), moment.ToUnixTimeMilliseconds()), (root.GetProperty("to").GetInt64(), root.GetProperty("moment").GetInt64()));
        Assert.Empty(root.GetProperty("markers").EnumerateArray());   // it was declared later
        Assert.True(Times(root, "series").Max() <= moment.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_length_a_part_and_yesterday_are_drawn_as_asked_and_a_long_time_keeps_its_peak()
    {
        var now = TimeProvider.System.GetUtcNow();
        await app.Get<ISampleStore>().AddAsync([.. Enumerable.Range(0, 48 * 360).Select(i => new SignalSample(SimulatedSignals.Service, "error-rate", "", new Sample(now.AddHours(-48).AddSeconds(10 * i), i == 15_000 ? 99 : 1)))], Cancel);
        await DeclareAsync(null);
        var day = await ReadAsync("?minutes=1440&dayBefore=true");
        Assert.Equal(TimeSpan.FromDays(1).TotalMilliseconds, day.GetProperty("to").GetInt64() - day.GetProperty("from").GetInt64());
        Assert.InRange(Times(day, "series").Count, 300, Downsampling.ChartPoints);
        Assert.Equal(99, Values(day, "series").Max());
        Assert.DoesNotContain(null, Values(day, "series").Take(1_000));
        Assert.True(Times(day, "dayBefore").Min() >= day.GetProperty("from").GetInt64() - 1 && Times(day, "dayBefore").Count > 300);

        var (from, to) = (now.AddHours(-7).ToUnixTimeMilliseconds(), now.AddHours(-6).ToUnixTimeMilliseconds());
        var part = await ReadAsync($"?from={from}&to={to}");
        Assert.Equal((from, to), (part.GetProperty("from").GetInt64(), part.GetProperty("to").GetInt64()));
        Assert.InRange(Times(part, "series").Count, 358, 361);

        using var client = await app.KeyAsync(AccessRole.Stakeholder);
        foreach (var wrong in new[] { "?minutes=0", "?minutes=99999", "?from=5", "?from=5&to=4", "?from=0&to=99999999999999999" })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.GetAsync(new Uri($"/live/incidents/1/charts{wrong}", UriKind.Relative), Cancel)).StatusCode);
        }
    }

    private async Task<JsonElement> ReadAsync(string query)
    {
        using var client = await app.KeyAsync(AccessRole.Stakeholder);
        return JsonDocument.Parse(await client.GetStringAsync(new Uri($"/live/incidents/1/charts{query}", UriKind.Relative), Cancel)).RootElement;
    }

    private static List<long> Times(JsonElement root, string lines) => [.. root.GetProperty("charts")[0].GetProperty(lines)[0].GetProperty("t").EnumerateArray().Select(time => time.GetInt64())];

    private static List<double?> Values(JsonElement root, string lines) =>
        [.. root.GetProperty("charts")[0].GetProperty(lines)[0].GetProperty("v").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];

    [Fact]
    public async Task Only_who_may_see_the_incident_gets_its_charts()
    {
        await DeclareAsync(null, Visibility.Restricted);
        using var stakeholder = await app.KeyAsync(AccessRole.Stakeholder);
        using var commander = await app.KeyAsync(AccessRole.Commander);
        using var anonymous = app.Browser();
        var charts = new Uri("/live/incidents/1/charts", UriKind.Relative);
        Assert.Equal(HttpStatusCode.NotFound, (await stakeholder.GetAsync(charts, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await commander.GetAsync(new Uri("/live/incidents/x/charts", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await commander.GetAsync(charts, Cancel)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await anonymous.GetAsync(charts, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Samples_of_all_signals_reach_a_watching_browser_within_seconds()
    {
        await DeclareAsync(null);
        using var client = await app.KeyAsync(AccessRole.Stakeholder);
        var authorization = client.DefaultRequestHeaders.Authorization!.ToString();
        await using var hub = SignalRTestClient.Build(new Uri(app.Server.BaseAddress, "hubs/incident"), async (uri, ct) =>
        {
            var socket = app.Server.CreateWebSocketClient();
            socket.ConfigureRequest = request => request.Headers.Authorization = authorization;
            return await socket.ConnectAsync(uri, ct);
        });
        var seen = new Dictionary<string, double>();
        var all = new TaskCompletionSource();
        hub.On<JsonElement>("samples", points =>
        {
            foreach (var point in points.EnumerateArray())
            {
                if (point.GetProperty("v")[0] is { ValueKind: JsonValueKind.Number } value)
                {
                    seen[point.GetProperty("id").GetString()!] = value.GetDouble();
                }
            }

            if (seen.Count == signals.Count)
            {
                all.TrySetResult();
            }
        });
        await hub.StartAsync(Cancel);
        await hub.InvokeAsync("Watch", "INC-1", Cancel);
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.InRange(seen["error-rate"], 6, 7.5);
        Assert.Equal(8, seen["pods-ready"]);
    }

    private async Task DeclareAsync(DateTimeOffset? impact, Visibility visibility = Visibility.Everyone)
    {
        var declare = new DeclareIncident("Checks fail", SimulatedSignals.Service, "2") { ImpactStartedAt = impact, Visibility = visibility };
        var id = new IncidentId(Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture));
        Assert.IsType<Outcome.Accepted>(await app.Get<IncidentDesk>().SendAsync(id, declare, Actor.System, SendOptions.Console, Cancel));
    }
}
