using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Git forges, scripts that tell of changes, jobs that report in, and the test button of all.</summary>
public sealed class ChangesAndHeartbeatsTests : SenderTests
{
    private const string Secret = "a secret of the forge";

    [Fact]
    public async Task A_push_is_signed_kept_once_and_read_again()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Forge, signing: Secret);
        var push = JsonSerializer.Serialize(new { @ref = "refs/heads/main", compare = "https://git/compare", repository = new { full_name = "team/search", default_branch = "main" }, pusher = new { name = "Maya" }, commits = new[] { new { message = "Bump\n\nbody" }, new { message = "Faster ranking" } } });
        (string, string)[] headers = [("X-GitHub-Event", "push"), ("X-GitHub-Delivery", "d1"), ("X-Hub-Signature-256", $"sha256={Hmac(Secret, push)}")];
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/changes/forge/{key}", push, null, headers)).Status);
        Assert.Equal("Kept as a change of search: team/search main: Faster ranking (2 commits)", await LastOutcomeAsync(integration));
        await SendAsync(HttpMethod.Post, $"/api/v1/changes/forge/{key}", push, null, headers);
        Assert.Equal("Known already: it was told before.", await LastOutcomeAsync(integration));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/changes/forge/{key}", push, null, ("X-Gitlab-Event", "Push Hook"), ("X-Gitlab-Token", Secret))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/changes/forge/{key}", push, null, ("X-Gitea-Event", "push"), ("X-Gitea-Delivery", "g1"), ("X-Gitea-Signature", Hmac(Secret, push)))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, $"/api/v1/changes/forge/{key}", push, null, ("X-GitHub-Event", "push"), ("X-Hub-Signature-256", $"sha256={Hmac("x", push)}"))).Status);

        using var reader = await App.KeyAsync(AccessRole.Stakeholder);
        var listed = JsonSerializer.Deserialize<JsonElement>(await reader.GetStringAsync(new Uri("/api/v1/changes?service=search", UriKind.Relative), Cancel));
        Assert.Equal(3, listed.GetArrayLength());
        Assert.Equal("Maya", listed[2].GetProperty("author").GetString());
    }

    [Theory]
    [InlineData("push", """{"ref":"refs/heads/topic","repository":{"full_name":"t/index","default_branch":"main"},"commits":[{"message":"x"}]}""", null)]
    [InlineData("ping", """{"zen":"x"}""", null)]
    [InlineData("deployment_status", """{"repository":{"full_name":"t/index"},"deployment_status":{"state":"pending"}}""", null)]
    [InlineData("deployment_status", """{"repository":{"full_name":"t/index"},"deployment":{"ref":"v2","creator":{"login":"bo"}},"deployment_status":{"state":"success","environment":"eu"}}""", "t/index v2 deployed to eu: success")]
    [InlineData("Deployment Hook", """{"project":{"path_with_namespace":"t/index"},"status":"success","environment":"eu","ref":"v2","user":{"name":"Bo"}}""", "t/index v2 deployed to eu: success")]
    [InlineData("release", """{"action":"published","repository":{"full_name":"t/index"},"release":{"tag_name":"v3"}}""", "t/index released v3")]
    public void Only_what_changes_something_is_a_change(string happened, string body, string? summary) =>
        Assert.Equal(summary, ForgeWebhook.Parse(System.Text.Encoding.UTF8.GetBytes(body), happened, null, DateTimeOffset.UnixEpoch, out _)!.SingleOrDefault()?.Summary);

    [Fact]
    public async Task A_script_tells_of_a_change()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Post, "/api/v1/changes", new { summary = "Flag new-ranking on", service = "search", author = "Maya", at = "2026-01-01T10:00:00Z" }, $"Bearer {key}")).Status);
        Assert.Equal("Kept as a change of search: Flag new-ranking on", await LastOutcomeAsync(integration));
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/api/v1/changes", new { service = "search" }, $"Bearer {key}")).Status);
    }

    [Fact]
    public async Task A_beat_that_is_missing_is_an_alert_once_and_its_return_ends_it()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Heartbeat, draft => draft with { ServicePath = null, Every = TimeSpan.FromMinutes(10), Grace = TimeSpan.FromMinutes(1) });
        var beats = App.Get<IHeartbeats>();
        var watch = App.Get<HeartbeatWatch>();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"/api/v1/heartbeats/{key}", null)).Status);
        await watch.RunAsync(Cancel);
        await App.SettleAsync();
        Assert.Empty(await IncidentsAsync());

        var now = TimeProvider.System.GetUtcNow();
        await beats.BeatAsync(integration.Id, now.AddHours(-1), now.AddMinutes(-1), Cancel);   // the clock of the store says that it is late
        await watch.RunAsync(Cancel);
        await watch.RunAsync(Cancel);
        await App.SettleAsync();
        var incident = await IncidentAsync();
        Assert.Equal("Heartbeat missing: Heartbeat test", incident.Title.Shown);
        Assert.Equal(1, Assert.Single(await AlertsAsync(incident.Id)).Occurrences);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/heartbeats/{key}", null)).Status);
        Assert.False(Assert.Single(await AlertsAsync(incident.Id)).Fires);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/api/v1/heartbeats/nonsense", null)).Status);
    }

    [Fact]
    public async Task A_beat_that_found_the_console_down_is_expected_once_more_before_it_is_missing()
    {
        var (integration, _) = await AddAsync(IntegrationKind.Heartbeat, draft => draft with { ServicePath = null, Every = TimeSpan.FromMinutes(10), Grace = TimeSpan.FromMinutes(2) });
        var beats = App.Get<IHeartbeats>();
        var clock = new ManualClock(TimeProvider.System.GetUtcNow().AddHours(10));   // ahead of the console's own watch
        var started = clock.GetUtcNow();
        foreach (var due in (TimeSpan[])[TimeSpan.FromHours(-9), TimeSpan.FromMinutes(1)])   // in its grace counts too: the beat itself was lost
        {
            await beats.BeatAsync(integration.Id, started.AddHours(-9.5), started + due, Cancel);
            await Anew().RunAsync(Cancel);
            Assert.Equal(new Heartbeat(integration.Id, started.AddHours(-9.5), started.AddMinutes(12), false) { IsForgiven = true }, await beats.FindAsync(integration.Id, Cancel));
        }

        await beats.BeatAsync(integration.Id, started, started.AddMinutes(5), Cancel);   // expected after the start only
        var watch = Anew();
        await watch.RunAsync(Cancel);
        Assert.Equal(started.AddMinutes(5), (await beats.FindAsync(integration.Id, Cancel))!.DueAt);
        clock.Advance(TimeSpan.FromMinutes(5));
        await watch.RunAsync(Cancel);
        Assert.True((await beats.FindAsync(integration.Id, Cancel))!.IsMissing);

        // A console that is started again and again waits no longer than once, until a beat comes.
        await beats.BeatAsync(integration.Id, clock.GetUtcNow().AddHours(-1), clock.GetUtcNow().AddMinutes(-48), Cancel);
        await Anew().RunAsync(Cancel);
        Assert.False((await beats.FindAsync(integration.Id, Cancel))!.IsMissing);
        clock.Advance(TimeSpan.FromMinutes(20));
        await Anew().RunAsync(Cancel);
        Assert.True((await beats.FindAsync(integration.Id, Cancel))!.IsMissing);
        await beats.BeatAsync(integration.Id, clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(12), Cancel);
        Assert.False((await beats.FindAsync(integration.Id, Cancel))!.IsForgiven);

        HeartbeatWatch Anew() => new(beats, App.Get<IIntegrations>(), App.Get<IAlertStore>(), App.Get<AlertBell>(), clock);
    }

    [Fact]
    public async Task GitHubs_form_is_read_and_a_forge_without_ids_tells_each_push_once()
    {
        const string Secret = "0123456789abcdef";
        const string Push = """{"ref":"refs/heads/main","after":"c0ffee","repository":{"full_name":"o/index","default_branch":"main"},"commits":[{"message":"Ranking"}]}""";
        var (_, key) = await AddAsync(IntegrationKind.Forge, signing: Secret);
        var form = $"payload={Uri.EscapeDataString(Push)}";
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/changes/forge/{key}", UriKind.Relative)) { Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") };
            request.Headers.Add("X-GitHub-Event", "push");
            request.Headers.Add("X-Hub-Signature-256", $"sha256={Hmac(Secret, form)}");
            using var answer = await Client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal("o/index main: Ranking", Assert.Single(await App.Get<IChangeStore>().BetweenAsync("index", now.AddHours(-1), now.AddMinutes(1), 10, Cancel)).Summary);
    }

    [Fact]
    public async Task A_form_that_is_no_forges_form_is_refused_in_words()
    {
        var (_, key) = await AddAsync(IntegrationKind.Forge);
        foreach (var form in new[] { string.Join('&', Enumerable.Range(0, 5_000).Select(i => $"f{i}=1")), $"{new string('n', 10_000)}=1" })
        {
            using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
            using var answer = await Client.PostAsync(new Uri($"/api/v1/changes/forge/{key}", UriKind.Relative), content, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_test_goes_the_whole_way_and_opens_nothing()
    {
        var test = App.Get<IntegrationTest>();
        foreach (var kind in Enum.GetValues<IntegrationKind>())
        {
            var (integration, _) = await AddAsync(kind, draft => kind == IntegrationKind.Heartbeat ? draft with { ServicePath = null, Every = TimeSpan.FromMinutes(1) } : draft);
            var words = await test.RunAsync(integration, Cancel);
            Assert.StartsWith(kind.BringsAlerts() ? "Test: understood. It would open an incident of index in Triage" : "Test: understood. It would stand among the changes of index", words, StringComparison.Ordinal);
            Assert.True((await App.Get<IAlertStore>().LogAsync(integration.Id, 1, Cancel))[0].IsTest);
        }

        Assert.Empty(await IncidentsAsync());
        Assert.Empty(await App.Get<IAlertStore>().LooseAsync(null, 10, Cancel));
    }
}
