using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Alertmanager's webhook against the whole console.</summary>
public sealed class AlertEndpointTests : IAsyncLifetime
{
    private readonly ConsoleApp app = new();
    private HttpClient client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.Get<ICatalogEditor>().SaveServiceAsync(new Service("index", "Index", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Cancel);
        client = await app.KeyAsync(AccessRole.Responder);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_firing_alert_opens_an_incident_of_its_service_in_triage_and_the_next_one_joins_it()
    {
        await SendAsync(Alert("a", summary: "p95 > 800ms"));
        var incident = await OnlyAsync();
        Assert.Equal((IncidentStatus.Triage, 2, "HighLatency: p95 > 800ms", "index", true), (incident.Status, incident.Severity, incident.Title.Shown, incident.Service, incident.ServiceIsKnown));
        Assert.True(incident.ByAlert);
        Assert.Null(incident.Milestones.Acknowledged);
        Assert.Equal(new DateTimeOffset(2026, 1, 21, 5, 48, 16, TimeSpan.Zero), incident.Milestones.Detected);
        Assert.Contains("instance=a", incident.Summary!.Shown, StringComparison.Ordinal);

        await SendAsync(Alert("b", severity: "critical"));
        incident = await OnlyAsync();
        Assert.Equal([1, 2], incident.Alerts.Values.Select(alert => alert.Severity!.Value).Order());
        Assert.Equal(2, incident.Severity);   // raising it is the commander's decision
    }

    [Fact]
    public async Task A_repeated_delivery_changes_nothing_and_a_resolved_alert_is_noted_once()
    {
        for (var i = 0; i < 3; i++)
        {
            await SendAsync(Alert("a"), Alert("b"));
        }

        Assert.Equal((1, 2, 0), await CountAsync());
        await SendAsync(Alert("a", resolved: true), Alert("b"));
        await SendAsync(Alert("a", resolved: true));
        Assert.Equal((1, 2, 1), await CountAsync());
        Assert.Equal(IncidentStatus.Triage, (await OnlyAsync()).Status);

        async Task<(int Declared, int Joined, int Cleared)> CountAsync()
        {
            var events = (await app.Get<IEventLog>().LoadAllAsync(0, 1_000, Cancel)).Select(recorded => recorded.Event).ToList();
            return (events.Count(e => e is IncidentDeclared), events.Count(e => e is AlertJoined), events.Count(e => e is AlertCleared));
        }
    }

    [Fact]
    public async Task After_the_incident_a_new_alert_opens_a_new_one_and_a_known_one_does_not()
    {
        await SendAsync(Alert("a"));
        var first = await OnlyAsync();
        var outcome = await app.Get<IncidentDesk>().SendAsync(first.Id, new Decline { Reason = "load test" }, Actor.System, SendOptions.Console, Cancel);
        Assert.IsType<Outcome.Accepted>(outcome);
        await SendAsync(Alert("a"));
        Assert.Single(await AllAsync());
        await SendAsync(Alert("c"));
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Fact]
    public async Task An_alert_that_ended_before_it_was_seen_opens_nothing()
    {
        await SendAsync(Alert("a", resolved: true));
        await SendAsync(Alert("a"));   // a late repeat of its firing
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task An_unknown_service_is_recorded_as_said_and_flagged()
    {
        await SendAsync(Alert("a", service: "billing-2"));
        var incident = await OnlyAsync();
        Assert.Equal(("billing-2", false, "standard"), (incident.Service, incident.ServiceIsKnown, incident.Runbook.Slug));
    }

    [Fact]
    public async Task Without_a_service_label_the_keys_service_counts_also_by_a_key_in_the_address()
    {
        var (_, secret) = await app.Get<IApiKeys>().CreateAsync("prometheus", AccessRole.Responder, null, "index", Actor.System, Cancel);
        using var anonymous = app.Browser();
        using var answer = await anonymous.PostAsync(new Uri($"/api/v1/alerts/alertmanager/{secret}", UriKind.Relative), Body(Alert("a", service: null)), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.SettleAsync();
        Assert.Equal(("index", true), ((await OnlyAsync()).Service, (await OnlyAsync()).ServiceIsKnown));
        var declared = (await app.Get<IEventLog>().LoadAllAsync(0, 10, Cancel))[0];
        Assert.Equal((ActorKind.Integration, "prometheus", "alert"), (declared.Actor.Kind, declared.Actor.Name, declared.Source));

        await SendAsync(Alert("b", service: null));   // this key has none: recorded, under a name nobody configured
        Assert.Equal(2, (await AllAsync()).Count);
    }

    [Theory]
    [InlineData("SEV-1", 1)]
    [InlineData("sev3", 3)]
    [InlineData("Medium", 3)]
    [InlineData("page", 1)]
    [InlineData("p3", 4)]
    [InlineData("9", 4)]
    [InlineData("purple", 2)]
    [InlineData(null, 2)]
    public async Task The_severity_label_is_read_on_the_scheme_of_the_runbook(string? label, int rank)
    {
        await SendAsync(Alert("a", severity: label));
        Assert.Equal(rank, (await OnlyAsync()).Severity);
    }

    [Fact]
    public async Task Many_deliveries_at_once_open_one_incident()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync(Alert($"{i % 10}"))));
        Assert.Equal(10, (await OnlyAsync()).Alerts.Count);
    }

    [Fact]
    public async Task An_alert_joins_a_restricted_incident_its_key_may_not_see()
    {
        var desk = app.Get<IncidentDesk>();
        var id = new IncidentId(Guid.CreateVersion7().ToString("D"));
        await desk.SendAsync(id, new DeclareIncident("Breach", "index", "1") { Visibility = Visibility.Restricted }, Actor.System, SendOptions.Console, Cancel);
        await SendAsync(Alert("a"));
        Assert.Single((await OnlyAsync()).Alerts);
    }

    [Fact]
    public async Task Who_may_not_and_what_is_wrong_is_refused_before_anything_is_done()
    {
        using var anonymous = app.Browser();
        using var stakeholder = await app.KeyAsync(AccessRole.Stakeholder);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(anonymous, Body(Alert("a")))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(stakeholder, Body(Alert("a")))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.PostAsync(new Uri("/api/v1/alerts/alertmanager/ic_guess", UriKind.Relative), Body(Alert("a")), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(client, new StringContent("{\"version\":\"3\"}"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(client, new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]))).StatusCode);
        using var unsized = new StreamContent(new MemoryStream(new byte[(4 * 1024 * 1024) + 1]));
        unsized.Headers.ContentLength = null;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(client, unsized)).StatusCode);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task A_busy_store_asks_the_sender_to_come_again()
    {
        await using var other = new ConsoleApp();
        await using var busy = other.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton(DispatchProxy.Create<IAlertStore, BusyStore>())));
        var (_, secret) = await busy.Services.GetRequiredService<IApiKeys>().CreateAsync("prometheus", AccessRole.Responder, null, null, Actor.System, Cancel);
        using var sender = busy.CreateClient();
        sender.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using var answer = await PostAsync(sender, Body(Alert("a")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
    }

    private static object Alert(string instance, string? service = "index", string? severity = "high", string? summary = null, bool resolved = false)
    {
        var labels = new Dictionary<string, string?> { ["alertname"] = "HighLatency", ["instance"] = instance, ["service"] = service, ["severity"] = severity };
        return new
        {
            status = resolved ? "resolved" : "firing",
            labels = labels.Where(label => label.Value is not null).ToDictionary(),
            annotations = summary is null ? [] : new Dictionary<string, string> { ["summary"] = summary },
            startsAt = "2026-01-21T05:48:16.000000000Z",
            endsAt = resolved ? "2026-01-21T05:58:16Z" : "0001-01-01T00:00:00Z",
            generatorURL = "",
            fingerprint = $"dfb7d29dd05c4f9{instance}",
        };
    }

    private static StringContent Body(params object[] alerts) => new(
        JsonSerializer.Serialize(new { version = "4", groupKey = "{}:{alertname=\"HighLatency\"}", receiver = "console", status = "firing", truncatedAlerts = 0, alerts }), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static Task<HttpResponseMessage> PostAsync(HttpClient sender, HttpContent body) => sender.PostAsync(new Uri("/api/v1/alerts/alertmanager", UriKind.Relative), body, Cancel);

    private async Task SendAsync(params object[] alerts)
    {
        using var answer = await PostAsync(client, Body(alerts));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        await app.SettleAsync();
    }

    private async Task<IReadOnlyList<IncidentRow>> AllAsync() => (await app.Get<IIncidentQueries>().ListAsync(new IncidentFilter(), Viewer.System, Cancel)).Items;

    private async Task<Incident> OnlyAsync() => (await app.Get<IncidentDesk>().ReadAsync(Assert.Single(await AllAsync()).Id, Viewer.System, Cancel))!;

    /// <summary>Public, because the proxy is made in another assembly.</summary>
    public class BusyStore : DispatchProxy
    {
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new StoreBusyException();
    }
}
