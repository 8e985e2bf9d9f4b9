using System.Globalization;
using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Grafana's webhook with its signatures, scripts, and the keys of all.</summary>
public sealed class GrafanaAndPlainTests : SenderTests
{
    private const string Secret = "a secret of Grafana";

    [Fact]
    public async Task Grafana_is_understood_by_post_and_put_and_refused_without_its_signature()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Grafana, signing: Secret);
        var body = Body();
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, "/api/v1/alerts/grafana", body, $"Bearer {key}", ("X-Grafana-Alerting-Signature", Hmac(Secret, body)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, $"/api/v1/alerts/grafana/{key}", body, null, ("X-Grafana-Alerting-Signature", Hmac(Secret, body)))).Status);
        Assert.Equal(2, Assert.Single(await AlertsAsync((await IncidentAsync()).Id)).Occurrences);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/alerts/grafana", body, $"Bearer {key}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/alerts/grafana", body, $"Bearer {key}", ("X-Grafana-Alerting-Signature", Hmac("another secret", body)))).Status);
        Assert.Contains("signature does not fit", await LastOutcomeAsync(integration), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Grafana_measured_and_the_panel_that_shows_it_stand_at_the_alert()
    {
        var (_, key) = await AddAsync(IntegrationKind.Grafana);
        await SendAsync(HttpMethod.Post, $"/api/v1/alerts/grafana/{key}", """
            {"version":"1","groupKey":"{}","receiver":"r","alerts":[{"status":"firing","labels":{"alertname":"Memory"},"annotations":{"summary":"Memory is high","description":"It grows."},"startsAt":"2026-01-21T05:48:16Z","endsAt":"0001-01-01T00:00:00Z",
            "generatorURL":"https://g/rule","panelURL":"https://g/panel","fingerprint":"c6eadffa33fcdf37","values":{"B":44.23943737541908,"C":1},"valueString":"[ value=44 ]","imageURL":"https://g/img.png"}]}
            """);
        var facts = Assert.Single(await AlertsAsync((await IncidentAsync()).Id)).Facts;
        Assert.Equal(("It grows.\nMeasured: B = 44.2394, C = 1", "https://g/panel", "https://g/img.png"), (facts.Description, facts.Url, facts.Image));
    }

    [Theory]
    [InlineData("http://g/render/img.png", "http://g/render/img.png")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:image/png;base64,AAAA", null)]
    [InlineData("/img.png", null)]
    [InlineData("", null)]
    [InlineData("https://g/img.png?token=0123456789abcdef0123456789abcdef", null)]   // its key is masked, and then it leads nowhere
    public async Task A_picture_is_an_address_on_the_web_or_none(string said, string? kept)
    {
        var (_, key) = await AddAsync(IntegrationKind.PagerDuty);
        await SendAsync(HttpMethod.Post, "/v2/enqueue", new { routing_key = key, event_action = "trigger", dedup_key = "d", payload = new { summary = "Disk", source = "db", severity = "critical" }, images = new[] { new { src = said } } });
        Assert.Equal(kept, Assert.Single(await AlertsAsync((await IncidentAsync()).Id)).Facts.Image);
    }

    [Fact]
    public async Task With_a_timestamp_header_the_moment_is_signed_too_and_an_old_one_is_refused()
    {
        var (_, key) = await AddAsync(IntegrationKind.Grafana, draft => draft with { TimestampHeader = "X-Stamp" }, Secret);
        var body = Body();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.OK, await StampedAsync(now, now));
        Assert.Equal(HttpStatusCode.Unauthorized, await StampedAsync(now, now + 1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StampedAsync(now - 3_600, now - 3_600));

        async Task<HttpStatusCode> StampedAsync(long said, long signed) => (await SendAsync(
            HttpMethod.Post, "/api/v1/alerts/grafana", body, $"Bearer {key}",
            ("X-Stamp", said.ToString(CultureInfo.InvariantCulture)), ("X-Grafana-Alerting-Signature", Hmac(Secret, $"{signed.ToString(CultureInfo.InvariantCulture)}:{body}")))).Status;
    }

    [Fact]
    public async Task A_script_names_its_alert_by_key_or_title_and_its_service_by_label_else_the_fallback()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        var (status, _) = await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk almost full", severity = "high", service = "Search", links = new[] { "https://disk/" } }, $"Bearer {key}");
        Assert.Equal(HttpStatusCode.Accepted, status);
        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk almost full", service = "search" }, $"Bearer {key}");
        var incident = await IncidentAsync();
        Assert.Equal(("search", 2), (incident.Service, incident.Severity));
        Assert.Equal(2, Assert.Single(await AlertsAsync(incident.Id)).Occurrences);
        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new object[] { new { title = "Disk almost full", status = "resolved" }, new { title = "Other", service = "nobody-knows" } }, $"Bearer {key}");
        Assert.False(Assert.Single(await AlertsAsync(incident.Id)).Fires);
        Assert.Equal(["index", "search"], (await IncidentsAsync()).Select(row => row.Service).Order());

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { severity = "high" }, $"Bearer {key}")).Status);
        Assert.Contains("title is missing", await LastOutcomeAsync(integration), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_opens_only_its_own_door_and_what_it_delivers_is_logged_without_secrets()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "x" }, $"GenieKey {key}");
        Assert.Equal((HttpStatusCode.Forbidden, true), (status, body.GetProperty("message").GetString()!.Contains("Plain", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "x" }, null)).Status);

        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "mail maya@example.org", description = $"curl -H token={key} password: hunter2", labels = new { api_key = "abc", host = "db" } }, $"Bearer {key}");
        var logged = (await App.Get<IAlertStore>().LogAsync(integration.Id, 1, Cancel))[0].Body!;
        Assert.All((string[])["maya@example.org", key, "hunter2", "\"abc\""], secret => Assert.DoesNotContain(secret, logged, StringComparison.Ordinal));
        Assert.Contains("\"host\":\"db\"", logged, StringComparison.Ordinal);
        Assert.NotEmpty(await App.Get<IAlertStore>().LastSeenAsync(DateTimeOffset.UnixEpoch, Cancel));
    }

    private static string Body() => JsonSerializer.Serialize(new
    {
        version = "1",
        orgId = 1,
        title = "[FIRING:1]",
        state = "alerting",
        groupKey = "{}:{}",
        alerts = new[]
        {
            new
            {
                status = "firing", labels = new { alertname = "Hot", service = "index" }, annotations = new { summary = "hot" }, startsAt = "2026-01-21T05:48:16Z", endsAt = "0001-01-01T00:00:00Z",
                generatorURL = "http://grafana/", fingerprint = "abc", silenceURL = "", values = new { B = 1.5 }, valueString = "", orgId = 1,
            },
        },
    });
}
