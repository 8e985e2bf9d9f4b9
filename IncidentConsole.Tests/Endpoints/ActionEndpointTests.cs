using System.Collections.Concurrent;
using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.Filling;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Signals;
using Microsoft.AspNetCore.Http;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Actions over HTTP: by hand, and sent by the console to a real server.</summary>
public sealed class ActionEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncLifetime
{
    private readonly ConcurrentQueue<string> arrived = [];
    private readonly string service = $"chat-{Guid.NewGuid():N}"[..13];
    private StubServer server = default!;

    public async ValueTask InitializeAsync()
    {
        server = await StubServer.StartAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            arrived.Enqueue($"{http.Request.Method} {http.Request.Path} {await reader.ReadToEndAsync(http.RequestAborted)}");
            http.Response.StatusCode = http.Request.Path == "/broken" ? 500 : 200;
            await http.Response.WriteAsync("done", http.RequestAborted);
        });
        var runbook = TestRunbooks.Standard with
        {
            Slug = service,
            DocumentsWorkaround = true,
            Procedures =
            [
                new("attack", "Rate limit attack")
                {
                    Symptoms = ["Unusual traffic spikes"],
                    Actions =
                    [
                        new("status", "Check the rate limit") { IsReadOnly = true, Request = new("GET", $"{server.Address}stats") },
                        new("adjust", "Adjust the limits") { RaisesLimit = true, Request = new("POST", $"{server.Address}adjust/<who>", "{\"max\": <max>}") },
                        new("stop", "Emergency stop") { IsDestructive = true, Target = "canary", Request = new("POST", $"{server.Address}broken") },
                        new("away", "Elsewhere") { IsReadOnly = true, Request = new("GET", "http://elsewhere.example.org/") },
                        new("block", "Block the address") { Command = new("iptables -s <ip>") { Placeholders = ["ip"] } },
                    ],
                    Verifications = [new("calm", "Traffic is back to normal")],
                },
            ],
        };
        await world.App.Get<ICatalogEditor>().PublishRunbookAsync(new RunbookEdition(runbook, null, "test"), Actor.System, Token);
        await world.App.Get<ICatalogEditor>().SaveServiceAsync(new Service(service, service, service, null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Token);
        await world.App.Get<IAllowedHosts>().AddAsync(HostRule.Parse(server.Address.Authority).Rule!, Actor.System, Token);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_dry_run_shows_the_exact_request_and_leaves_no_trace()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        var version = (await GetAsync(world.AsJonas, path)).ETag;
        var shown = await SendAsync(world.AsJonas, $"{path}/actions/adjust/send", new { values = new { who = "a/b", max = "10" }, dryRun = true });
        Assert.Equal((200, "POST", $"{server.Address}adjust/a%2Fb", "{\"max\": 10}"), (shown.Status, shown.Text("method"), shown.Text("url"), shown.Text("body")));
        Assert.Contains("Content-Type: application/json", shown.Json.GetProperty("headers").EnumerateArray().Select(header => header.GetString()));
        Assert.Equal((version, 0), ((await GetAsync(world.AsJonas, path)).ETag, arrived.Count));
    }

    [Fact]
    public async Task A_send_is_answered_with_what_came_of_it_and_stands_in_the_timeline()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        var sent = await SendAsync(world.AsJonas, $"{path}/actions/adjust/send", new { values = new { who = "all", max = "10" }, reason = "An attack" });
        Assert.Equal((200, "succeeded", 200, "200 OK\n\ndone", "jonas"), (sent.Status, sent.Text("outcome"), sent.Json.GetProperty("status").GetInt32(), sent.Text("answer"), sent.Text("by")));
        Assert.Equal(["POST /adjust/all {\"max\": 10}"], arrived);
        var entries = (await GetAsync(world.AsJonas, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray().Select(entry => $"{entry.GetProperty("headline").GetString()}|{entry.GetProperty("text").GetString()}").ToList();
        Assert.Contains(entries, entry => entry.StartsWith("Sent: Adjust the limits|POST ", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.StartsWith("Answered 200 in ", StringComparison.Ordinal) && entry.EndsWith("done", StringComparison.Ordinal));
        var limit = (await GetAsync(world.AsJonas, $"{path}/procedures")).Json.GetProperty("raisedLimits").EnumerateArray().Single();
        Assert.Equal("An attack", limit.GetProperty("why").GetString());
        Assert.Equal(200, (await SendAsync(world.AsJonas, $"{path}/actions/adjust/limit-back", new { result = "60 again" })).Status);
        Assert.Empty((await GetAsync(world.AsJonas, $"{path}/procedures")).Json.GetProperty("raisedLimits").EnumerateArray());
    }

    [Fact]
    public async Task An_error_of_the_other_side_is_a_result_and_the_target_is_asked_for()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        var refused = await SendAsync(world.AsJonas, $"{path}/actions/stop/send", new { reason = "x" });
        Assert.Equal((422, "\"Emergency stop\" cannot be taken back easily. Type canary to confirm it."), (refused.Status, refused.Detail));
        var sent = await SendAsync(world.AsJonas, $"{path}/actions/stop/send", new { reason = "x", confirmation = "canary" });
        Assert.Equal((200, "rejected", 500), (sent.Status, sent.Text("outcome"), sent.Json.GetProperty("status").GetInt32()));
        Assert.Single(arrived);
    }

    [Fact]
    public async Task A_host_nobody_allowed_is_not_asked()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        foreach (var body in new object[] { new { dryRun = true }, new { } })
        {
            var refused = await SendAsync(world.AsJonas, $"{path}/actions/away/send", body);
            Assert.Equal(409, refused.Status);
            Assert.Contains("may not send to elsewhere.example.org", refused.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_key_sends_once_however_often_and_however_quickly_it_comes()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(world.AsJonas, $"{path}/actions/status/send", new { }, ("Idempotency-Key", "k1"))));
        Assert.All(all, answer => Assert.Equal(200, answer.Status));
        Assert.Single(all.Select(answer => answer.Text("sendId")).Distinct());
        Assert.Single(arrived);
        Assert.Equal("succeeded", (await SendAsync(world.AsJonas, $"{path}/actions/status/send", new { }, ("Idempotency-Key", "k1"))).Text("outcome"));
        Assert.Equal(422, (await SendAsync(world.AsJonas, $"{path}/actions/status/send", new { reason = "other" }, ("Idempotency-Key", "k1"))).Status);
        Assert.Single(arrived);
    }

    [Fact]
    public async Task A_console_that_dies_after_sending_never_sends_again_and_says_that_it_does_not_know()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        var row = (await world.App.Get<IIncidentQueries>().FindAsync(int.Parse(path[(path.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture), Viewer.System, Token))!;
        var dying = new Dying();
        var sender = new ActionSender(world.App.Get<IncidentDesk>(), world.App.Get<IAllowedHosts>(), dying);
        var asked = new ActionToSend(null, "status", "s1", ImmutableDictionary<string, string>.Empty);
        var jonas = new Actor(ActorKind.Person, world.Jonas.Id, "jonas");

        await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(row.Id, asked, jonas, new(world.Jonas.Id, AccessRole.Responder), SendOptions.Console, Token));
        var again = await sender.SendAsync(row.Id, asked, jonas, new(world.Jonas.Id, AccessRole.Responder), SendOptions.Console, Token);

        Assert.Equal((1, null), (dying.Sent, again.Value!.Send.Outcome));
        Assert.True(again.Value.Send.IsUnknown(again.Value.Send.AnswerBy));
    }

    [Fact]
    public async Task Values_are_filled_quoted_and_missing_ones_named()
    {
        var path = await world.DeclareAsync(world.AsJonas, service);
        Assert.Contains("Fill in ip first", (await SendAsync(world.AsJonas, $"{path}/actions/block/start", new { reason = "x", values = new { } })).Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await SendAsync(world.AsJonas, $"{path}/actions/block/start", new { reason = "x", values = new { ip = "1.2.3.4; reboot" } })).Status);
        Assert.Contains((await GetAsync(world.AsJonas, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray(), entry => entry.GetProperty("text").GetString() == "iptables -s '1.2.3.4; reboot'");
    }

    [Fact]
    public async Task A_check_is_recorded_and_the_record_is_asked_for_before_resolving()
    {
        var path = await world.DeclareAsync(world.AsMaya, service, takeCommand: true);
        Assert.Equal(400, (await SendAsync(world.AsMaya, $"{path}/procedures/attack/verifications/calm", new { })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/procedures/attack/verifications/calm", new { worked = true, result = "90 a second" })).Status);
        Assert.Equal(404, (await SendAsync(world.AsMaya, $"{path}/procedures/attack/verifications/none", new { worked = true })).Status);
        var check = (await GetAsync(world.AsMaya, $"{path}/procedures")).Json.GetProperty("procedures")[0].GetProperty("verifications")[0];
        Assert.Equal((true, "maya", "90 a second"), (check.GetProperty("worked").GetBoolean(), check.GetProperty("by").GetString(), check.GetProperty("result").GetString()));

        var refused = await SendAsync(world.AsMaya, $"{path}/resolve", new { notes = "Fixed" });
        Assert.Equal(409, refused.Status);
        Assert.Contains("the workaround is not written down; the rollback is not written down", refused.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/documentation", new { workaround = "Limits at 10" })).Status);
        Assert.Equal(409, (await SendAsync(world.AsMaya, $"{path}/resolve", new { notes = "Fixed" })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/resolve", new { notes = "Fixed", @override = "There was nothing to roll back" })).Status);
        Assert.Contains((await GetAsync(world.AsMaya, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray(), entry => entry.GetProperty("text").GetString()?.StartsWith("There was nothing to roll back", StringComparison.Ordinal) == true);
    }

    // 403: the role may never; everything a Responder may, those above may.
    public static TheoryData<string, object, int> Cells { get; } = new()
    {
        { "actions/status/send", new { dryRun = true }, 200 },
        { "actions/status/send", new { }, 200 },
        { "actions/block/start", new { reason = "x", command = "iptables -s 1.2.3.4" }, 200 },
        { "actions/block/skip", new { reason = "x" }, 200 },
        { "actions/adjust/limit-back", new { }, 200 },
        { "procedures/attack/verifications/calm", new { worked = false }, 200 },
        { "documentation", new { rollback = "Deploy the last release" }, 200 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_role(string verb, object body, int allowed)
    {
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            var path = await world.DeclareAsync(world.AsMaya, service, takeCommand: true);
            Assert.Equal((role, role == AccessRole.Stakeholder ? 403 : allowed), (role, (await SendAsync(world.As(role), $"{path}/{verb}", body)).Status));
            Assert.Equal(200, (await GetAsync(world.As(role), $"{path}/procedures")).Status);
        }
    }

    private sealed class Dying : IRequestSender
    {
        public int Sent { get; private set; }

        public TimeSpan TimeLimit => TimeSpan.FromSeconds(10);

        public IReadOnlyList<string> HeadersOf(FilledRequest request, string sendId) => [];

        public Task<SentRequest> SendAsync(FilledRequest request, string sendId, bool isNamed, CancellationToken cancellationToken)
        {
            Sent++;
            throw new IOException("The plug was pulled.");
        }
    }
}
