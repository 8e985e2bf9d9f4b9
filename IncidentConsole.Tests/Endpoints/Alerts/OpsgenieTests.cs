using System.Globalization;
using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Opsgenie's clients with their base address changed.</summary>
public sealed class OpsgenieTests : SenderTests
{
    [Fact]
    public async Task An_alert_is_created_counted_taken_noted_and_closed_and_a_closed_alias_makes_a_new_one()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        var auth = $"GenieKey {key}";
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk", priority = "P1", tags = new[] { "disk", "db" }, details = new { service = "search" } }, auth);
        Assert.Equal((HttpStatusCode.Accepted, "Request will be processed"), (status, body.GetProperty("result").GetString()));
        var request = body.GetProperty("requestId").GetString();
        var became = (await SendAsync(HttpMethod.Get, $"/v2/alerts/requests/{request}", null, auth)).Body.GetProperty("data");
        Assert.Equal((true, "disk"), (became.GetProperty("isSuccess").GetBoolean(), became.GetProperty("alias").GetString()));
        var id = became.GetProperty("alertId").GetString();

        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk", priority = "P1" }, auth);
        await SendAsync(HttpMethod.Post, "/v2/alerts/disk/acknowledge?identifierType=alias", new { user = "maya" }, auth);
        await SendAsync(HttpMethod.Post, $"/v2/alerts/{id}/notes", new { user = "maya", note = "looking" }, auth);
        var alert = (await SendAsync(HttpMethod.Get, $"/v2/alerts/{id}", null, auth)).Body.GetProperty("data");
        Assert.Equal((2, true, "open", "P1"), (alert.GetProperty("count").GetInt32(), alert.GetProperty("acknowledged").GetBoolean(), alert.GetProperty("status").GetString(), alert.GetProperty("priority").GetString()));
        var tiny = alert.GetProperty("tinyId").GetString();
        Assert.True(int.Parse(tiny!, CultureInfo.InvariantCulture) > 0);
        Assert.Equal("looking", (await SendAsync(HttpMethod.Get, $"/v2/alerts/{tiny}/notes?identifierType=tiny", null, auth)).Body.GetProperty("data")[0].GetProperty("note").GetString());
        var incident = await IncidentAsync();
        Assert.Equal(("search", 1), (incident.Service, incident.Severity));
        Assert.Null(incident.Milestones.Acknowledged);

        await SendAsync(HttpMethod.Post, "/v2/alerts/disk/close?identifierType=alias", null, auth);
        Assert.Equal(1, await CountAsync("status:closed"));
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "disk" }, auth);
        Assert.Equal(2, await CountAsync(""));
        Assert.Equal(1, await CountAsync("status:open"));

        async Task<int> CountAsync(string query) => (await SendAsync(HttpMethod.Get, $"/v2/alerts/count?query={Uri.EscapeDataString(query)}", null, auth)).Body.GetProperty("data").GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_its_shape()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        Assert.Equal((HttpStatusCode.Unauthorized, "Could not authenticate"), await RefusedAsync(HttpMethod.Post, "/v2/alerts", new { message = "x" }, "GenieKey nonsense"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Message can not be empty"), await RefusedAsync(HttpMethod.Post, "/v2/alerts", new { alias = "x" }, $"GenieKey {key}"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Priority should be one of [P1, P2, P3, P4, P5], not P9"), await RefusedAsync(HttpMethod.Post, "/v2/alerts", new { message = "x", priority = "P9" }, $"GenieKey {key}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await RefusedAsync(HttpMethod.Post, "/v2/alerts", "{", $"GenieKey {key}")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "Alert does not exist"), await RefusedAsync(HttpMethod.Get, "/v2/alerts/none", null, $"GenieKey {key}"));
        Assert.Equal(HttpStatusCode.NotFound, (await RefusedAsync(HttpMethod.Get, "/v2/alerts/requests/none", null, $"GenieKey {key}")).Status);

        async Task<(HttpStatusCode Status, string? Message)> RefusedAsync(HttpMethod method, string path, object? body, string auth)
        {
            var answer = await SendAsync(method, path, body, auth);
            Assert.NotEqual(JsonValueKind.Undefined, answer.Body.GetProperty("requestId").ValueKind);
            return (answer.Status, answer.Body.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task A_repeat_keeps_the_priority_tags_and_details_are_taken_away_and_the_log_tells_it()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "d", priority = "P1", tags = (string[])["a", "b"], details = new { rack = "7", host = "h1" } }, $"GenieKey {key}");
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "d" }, $"GenieKey {key}");
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Delete, "/v2/alerts/d/tags?identifierType=alias&tags=a,c", null, $"GenieKey {key}")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Delete, "/v2/alerts/d/details?identifierType=alias&keys=rack&user=bo&note=moved", null, $"GenieKey {key}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(HttpMethod.Delete, "/v2/alerts/d/tags?identifierType=alias", null, $"GenieKey {key}")).Status);
        var alert = (await SendAsync(HttpMethod.Get, "/v2/alerts/d?identifierType=alias", null, $"GenieKey {key}")).Body.GetProperty("data");
        Assert.Equal(("P1", 2), (alert.GetProperty("priority").GetString(), alert.GetProperty("count").GetInt32()));
        Assert.Equal("""["b"]""", alert.GetProperty("tags").GetRawText());
        Assert.Equal("""{"host":"h1"}""", alert.GetProperty("details").GetRawText());

        await SendAsync(HttpMethod.Post, "/v2/alerts/d/close?identifierType=alias", new { }, $"GenieKey {key}");
        var logs = (await SendAsync(HttpMethod.Get, "/v2/alerts/d/logs?identifierType=alias", null, $"GenieKey {key}")).Body.GetProperty("data").EnumerateArray().Select(line => line.GetProperty("log").GetString()).ToList();
        Assert.Equal(["Alert closed", "moved", "Alert created via API"], logs);

        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk full", alias = "d" }, $"GenieKey {key}");   // a new alert
        Assert.Equal("P3", (await SendAsync(HttpMethod.Get, "/v2/alerts/d?identifierType=alias", null, $"GenieKey {key}")).Body.GetProperty("data").GetProperty("priority").GetString());
    }
}
