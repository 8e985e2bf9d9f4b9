using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Endpoints.Alerts;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Senders as they are: compressed, too large, too fast, with secrets in what they say, and with less to say the second time.</summary>
public sealed class HardSenderTests : SenderTests
{
    private const string Webhook = "/api/v1/alerts/alertmanager";

    [Fact]
    public async Task A_compressed_body_is_unpacked_up_to_its_limit_and_another_packing_is_refused_in_words()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Alertmanager);
        Assert.Equal(HttpStatusCode.OK, (await PackedAsync(key, "gzip", Zip(Delivery("Packed")))).Status);
        Assert.Contains("Packed", Assert.Single(await IncidentsAsync()).Title, StringComparison.Ordinal);

        var (status, words) = await PackedAsync(key, "gzip", Zip(new string(' ', (4 * 1024 * 1024) + 1)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("set max_alerts", words, StringComparison.Ordinal);
        Assert.Contains("over 4096 KB", await LastOutcomeAsync(integration), StringComparison.Ordinal);   // whoever wires it finds it in the log

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PackedAsync(key, "zstd", Zip("{}"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PackedAsync(key, "gzip", "no gzip at all"u8.ToArray())).Status);
        Assert.Contains("The body is empty.", (await PackedAsync(key, "gzip", Zip(""))).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_its_limit_Alertmanager_is_told_to_come_again_because_it_drops_what_a_429_answers()
    {
        var (_, key) = await AddAsync(IntegrationKind.Alertmanager, draft => draft with { PerSecond = 1 });
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await SendAsync(HttpMethod.Post, Webhook, Delivery("Busy"), $"Bearer {key}")).Status);
        }

        Assert.Contains(HttpStatusCode.ServiceUnavailable, statuses);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Secrets_in_an_alert_reach_neither_the_log_nor_its_incident_and_what_people_need_stays()
    {
        var (integration, key) = await AddAsync(IntegrationKind.PagerDuty);
        await SendAsync(HttpMethod.Post, "/v2/enqueue", new
        {
            routing_key = key,
            event_action = "trigger",
            payload = new
            {
                summary = "unexpected token: end of file; ask dba@example.org",
                source = "postgres://app:hunter2@db/orders",
                severity = "error",
                custom_details = new { api_token = "hunter2", secrets = new { db = "hunter2" }, link = "https://ci/run?password=hunter2&step=3" },
            },
            links = new[] { new { href = "https://logs/x?token=hunter2" } },
        });
        var incident = await IncidentAsync();
        Assert.Equal("unexpected token: end of file; ask dba@example.org", incident.Title.Shown);
        Assert.Contains("https://ci/run?password=•••&step=3", incident.Summary!.Shown, StringComparison.Ordinal);
        Assert.Contains("postgres://app:•••@db/orders", incident.Summary.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", incident.Summary.Shown, StringComparison.Ordinal);
        var logged = (await App.Get<IAlertStore>().LogAsync(integration.Id, 1, Cancel))[0];
        Assert.DoesNotContain("hunter2", logged.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(key, logged.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", (await AlertsAsync(incident.Id))[0].Facts.ToString() + string.Join(" ", (await AlertsAsync(incident.Id))[0].Facts.Labels.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_made_to_look_like_keys_is_answered_and_a_key_across_the_cut_does_not_show_its_head()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Alertmanager);
        // Where each head of a token is tried to the end of the text, these 4 MB take over an hour.
        var (status, _) = await SendAsync(HttpMethod.Post, Webhook, "no JSON " + string.Concat(Enumerable.Repeat("-eyJaaaaaaaa", 340_000)), $"Bearer {key}");
        Assert.Equal(HttpStatusCode.BadRequest, status);

        await SendAsync(HttpMethod.Post, Webhook, $"no JSON {new string('x', (16 * 1024) - 20)} {key}", $"Bearer {key}");
        Assert.DoesNotContain(key[..8], (await App.Get<IAlertStore>().LogAsync(integration.Id, 1, Cancel))[0].Body!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeat_that_says_less_takes_nothing_away_and_who_closed_it_is_kept()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        var auth = $"GenieKey {key}";
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk", description = "97 %", tags = new[] { "db" }, details = new { host = "db-1", tries = 3 } }, auth);
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk" }, auth);
        await SendAsync(HttpMethod.Post, "/v2/alerts/disk/close?identifierType=alias", new { user = "maya", note = "grew the volume" }, auth);
        var alert = Assert.Single(await AlertsAsync((await IncidentAsync()).Id));
        Assert.Equal(("97 %", "db", "db-1", "3", 2), (alert.Facts.Description, Assert.Single(alert.Facts.Tags), alert.Facts.Labels["details.host"], alert.Facts.Labels["details.tries"], alert.Occurrences));
        Assert.Equal(("maya", "grew the volume"), (Assert.Single(alert.Facts.Remarks).By, alert.Facts.Remarks[0].Text));
        Assert.False(alert.Fires);
    }

    [Fact]
    public async Task An_Opsgenie_client_pings_a_heartbeat_by_its_name_and_deletes_an_alert()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        var (beat, own) = await AddAsync(IntegrationKind.Heartbeat, draft => draft with { Name = "nightly backup", ServicePath = null, Every = TimeSpan.FromMinutes(5) });
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/heartbeats/nightly%20backup/ping", null, $"GenieKey {key}");
        Assert.Equal((HttpStatusCode.Accepted, "PONG - Heartbeat received"), (status, body.GetProperty("result").GetString()));
        Assert.NotNull((await App.Get<IHeartbeats>().FindAsync(beat.Id, Cancel))!.LastAt);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Get, "/v2/heartbeats/nightly%20backup/ping", null, $"GenieKey {own}")).Status);
        Assert.False((await SendAsync(HttpMethod.Get, "/v2/heartbeats/nightly%20backup", null, $"GenieKey {key}")).Body.GetProperty("data").GetProperty("expired").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Get, "/v2/heartbeats/another/ping", null, $"GenieKey {key}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Get, "/v2/heartbeats/nightly%20backup/ping", null, "GenieKey nonsense")).Status);

        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk" }, $"GenieKey {key}");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Delete, "/v2/alerts/disk?identifierType=alias", null, $"GenieKey {key}")).Status);
        Assert.False(Assert.Single(await AlertsAsync((await IncidentAsync()).Id)).Fires);
    }

    [Fact]
    public async Task What_came_too_fast_stands_in_the_log_once_a_minute_with_its_count()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain, draft => draft with { PerSecond = 1 });
        var clock = new ManualClock(TimeProvider.System.GetUtcNow());
        var door = new SenderDoor(App.Get<IIntegrations>(), App.Get<IApiKeys>(), new AlertReceiver(App.Get<IAlertStore>(), App.Get<AlertBell>(), clock));
        var refused = 0;
        for (var asked = 0; asked < 50; asked++)
        {
            refused += await AskAsync() == 429 ? 1 : 0;
        }

        Assert.True(refused > 2);
        Assert.StartsWith("1 delivery was asked to wait: more than 1 a second came.", Assert.Single(await LogAsync()).Outcome, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        refused += await AskAsync() == 429 ? 1 : 0;
        Assert.Equal([$"{refused - 1} deliveries", "1 delivery was"], (await LogAsync()).Select(line => string.Join(' ', line.Outcome!.Split(' ').Take(line.Outcome.StartsWith("1 ", StringComparison.Ordinal) ? 3 : 2))));
        Assert.All(await LogAsync(), line => Assert.Equal(DeliveryStage.Refused, line.Stage));

        async Task<int> AskAsync() => (await door.AskAsync(key, _ => true, Cancel)).Status;
        async Task<IReadOnlyList<LoggedDelivery>> LogAsync() => await App.Get<IAlertStore>().LogAsync(integration.Id, 10, Cancel);
    }

    [Fact]
    public async Task A_heartbeat_is_last_seen_by_its_beats_and_not_by_the_word_that_they_are_missing()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Heartbeat, draft => draft with { ServicePath = null, Every = TimeSpan.FromMinutes(5) });
        Assert.Equal(new SenderTrace(null, null), await TraceAsync());
        await SendAsync(HttpMethod.Head, $"/api/v1/heartbeats/{key}", null);
        Assert.NotNull((await TraceAsync()).LastSeenAt);

        var now = TimeProvider.System.GetUtcNow();
        await App.Get<IHeartbeats>().BeatAsync(integration.Id, now.AddHours(-1), now.AddMinutes(-1), Cancel);
        await App.Get<HeartbeatWatch>().RunAsync(Cancel);
        await App.SettleAsync();
        var missing = await TraceAsync();
        Assert.True(missing.LastSeenAt < now.AddMinutes(-59));
        Assert.NotNull(missing.MissingSince);

        async Task<SenderTrace> TraceAsync() => (await App.Get<SenderTraces>().ReadAsync(DateTimeOffset.UnixEpoch, Cancel))[integration.Id];
    }

    [Fact]
    public async Task A_start_of_years_ago_opens_nothing_that_is_years_old()
    {
        var (_, key) = await AddAsync(IntegrationKind.PagerDuty);
        await SendAsync(HttpMethod.Post, "/v2/enqueue", new { routing_key = key, event_action = "trigger", payload = new { summary = "s", source = "h", severity = "info", timestamp = "2015-07-17T08:42:58.315+0000" } });
        Assert.True((await IncidentAsync()).Milestones.Detected > TimeProvider.System.GetUtcNow().AddHours(-1));
    }

    private static string Delivery(string name) => $$"""
        {"version":"4","groupKey":"{}","receiver":"r","alerts":[{"status":"firing","labels":{"alertname":"{{name}}","service":"index"},"annotations":{},"startsAt":"2026-01-21T05:48:16Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"dfb7d29dd05c4f9c"}]}
        """;

    private static byte[] Zip(string text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private async Task<(HttpStatusCode Status, string Words)> PackedAsync(string key, string encoding, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Webhook}/{key}", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Content.Headers.ContentEncoding.Add(encoding);
        using var answer = await Client.SendAsync(request, Cancel);
        await App.SettleAsync();
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
