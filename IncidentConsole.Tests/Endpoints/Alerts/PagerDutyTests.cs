using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>PagerDuty's clients with their base address changed: the answers and the rules of its dedup keys.</summary>
public sealed class PagerDutyTests : SenderTests
{
    [Fact]
    public async Task A_trigger_opens_a_repeat_counts_a_resolve_ends_and_a_resolved_alert_is_never_reopened()
    {
        var (integration, key) = await AddAsync(IntegrationKind.PagerDuty);
        var (status, body) = await EnqueueAsync(key, "trigger", "db-1");
        Assert.Equal((HttpStatusCode.Accepted, "success", "Event processed", "db-1"), (status, Text(body, "status"), Text(body, "message"), Text(body, "dedup_key")));
        var incident = await IncidentAsync();
        Assert.Equal((IncidentStatus.Triage, "index", 1), (incident.Status, incident.Service, incident.Severity));

        await EnqueueAsync(key, "trigger", "db-1");
        Assert.Contains("told 2 times", await LastOutcomeAsync(integration), StringComparison.Ordinal);
        await EnqueueAsync(key, "acknowledge", "db-1");
        Assert.Null((await IncidentAsync()).Milestones.Acknowledged);
        Assert.NotNull(Assert.Single(await AlertsAsync(incident.Id)).AcknowledgedAt);

        await EnqueueAsync(key, "resolve", "db-1");
        Assert.Equal(HttpStatusCode.Accepted, (await EnqueueAsync(key, "resolve", "db-1")).Status);   // dropped, and still accepted
        Assert.Contains("had ended already", await LastOutcomeAsync(integration), StringComparison.Ordinal);
        await EnqueueAsync(key, "trigger", "db-1");
        var alerts = await AlertsAsync(incident.Id);
        Assert.Equal([true, false], alerts.Select(alert => alert.Fires));
        Assert.Equal([1, 2], alerts.Select(alert => alert.Occurrences));
    }

    [Fact]
    public async Task Another_routing_key_never_matches_and_without_a_key_one_is_made()
    {
        var (_, first) = await AddAsync(IntegrationKind.PagerDuty);
        var (second, other) = await AddAsync(IntegrationKind.PagerDuty);
        await EnqueueAsync(first, "trigger", "db-1");
        await EnqueueAsync(other, "resolve", "db-1");
        Assert.Contains("no alert has this key", await LastOutcomeAsync(second), StringComparison.Ordinal);
        Assert.True(Assert.Single(await AlertsAsync((await IncidentAsync()).Id)).Fires);

        var (_, body) = await EnqueueAsync(first, "trigger", null);
        Assert.Equal(32, Text(body, "dedup_key").Length);
        Assert.Equal(2, (await AlertsAsync((await IncidentAsync()).Id)).Count);
    }

    [Fact]
    public async Task Keys_are_case_sensitive_and_the_documented_timestamp_is_read()
    {
        var (_, key) = await AddAsync(IntegrationKind.PagerDuty);
        await EnqueueAsync(key, "trigger", "DB", "2015-07-17T08:42:58.315+0000");
        await EnqueueAsync(key, "trigger", "db", "2015-07-17T08:42:58.123456789Z");
        var alerts = await AlertsAsync((await IncidentAsync()).Id);
        Assert.Equal(2, alerts.Count);
        Assert.All(alerts, alert => Assert.Equal(2015, alert.StartedAt.Year));
    }

    [Theory]
    [InlineData("{", "Unrecognized object", "Event object format is unrecognized", "JSON parse error")]
    [InlineData("[]", "Unrecognized object", "Event object format is unrecognized", "JSON parse error")]
    [InlineData("""{"event_action":"trigger"}""", "invalid event", "Event object is invalid", "'routing_key' is missing or blank")]
    [InlineData("""{"routing_key":"short","event_action":"resolve"}""", "invalid event", "Event object is invalid", "'dedup_key' is missing or blank")]
    [InlineData("""{"routing_key":"00000000000000000000000000000000","event_action":"trigger","payload":{"summary":"x","source":"y","severity":"bad"}}""", "invalid event", "Event object is invalid", "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')")]
    [InlineData("""{"routing_key":"00000000000000000000000000000000","event_action":"resolve","dedup_key":"x"}""", "invalid event", "Event object is invalid", "'routing_key' is unknown or revoked")]
    public async Task What_is_wrong_is_said_as_PagerDuty_says_it(string body, string status, string message, string error)
    {
        var answer = await SendAsync(HttpMethod.Post, "/v2/enqueue", body);
        Assert.Equal((HttpStatusCode.BadRequest, status, message), (answer.Status, Text(answer.Body, "status"), Text(answer.Body, "message")));
        Assert.Contains(error, answer.Body.GetProperty("errors").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task Over_512_KB_is_refused_before_it_is_read_and_over_the_limit_waits()
    {
        var (_, key) = await AddAsync(IntegrationKind.PagerDuty, draft => draft with { PerSecond = 1 });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(HttpMethod.Post, "/v2/enqueue", new string(' ', (512 * 1024) + 1))).Status);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await EnqueueAsync(key, "trigger", "db-1")).Status);
        }

        Assert.Equal(HttpStatusCode.Accepted, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task A_change_is_kept_under_its_service_and_opens_nothing()
    {
        var (integration, key) = await AddAsync(IntegrationKind.PagerDuty);
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/change/enqueue", new { routing_key = key, payload = new { summary = "Deployed 1.4.2", timestamp = "2015-07-17T08:42:58.315+0000", custom_details = new { service = "search" } }, links = new[] { new { href = "https://ci/1" } } });
        Assert.Equal((HttpStatusCode.Accepted, "Change event processed"), (status, Text(body, "message")));
        Assert.Empty(await IncidentsAsync());
        Assert.Equal("Kept as a change of search: Deployed 1.4.2", await LastOutcomeAsync(integration));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> EnqueueAsync(string key, string action, string? dedupKey, string? timestamp = null) => SendAsync(HttpMethod.Post, "/v2/enqueue", new
    {
        routing_key = key,
        event_action = action,
        dedup_key = dedupKey,
        payload = new { summary = "Database down", source = "db-1", severity = "critical", timestamp },
        client = "a script",
    });

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString()!;
}
