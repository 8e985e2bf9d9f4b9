using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Integrations, alerts and silences for scripts: the same desks and words as on screen, each behind its right.</summary>
public sealed class AlertApiTests : SenderTests
{
    [Fact]
    public async Task An_integration_is_made_tried_rotated_and_revoked()
    {
        var admin = await BearerAsync(AccessRole.Administrator);
        var (status, made) = await SendAsync(HttpMethod.Post, "/api/v1/integrations", new { name = "nightly script", kind = "plain", service = "index", timeToLiveMinutes = 30 }, admin);
        Assert.Equal(HttpStatusCode.Created, status);
        var (id, key) = (Text(made, "id"), Text(made, "key"));
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk" }, $"Bearer {key}")).Status);
        Assert.Equal("Disk", (await IncidentAsync()).Title.Shown);

        var (_, list) = await SendAsync(HttpMethod.Get, "/api/v1/integrations", null, admin);
        var one = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(("nightly script", 30d), (Text(one, "name"), one.GetProperty("timeToLiveMinutes").GetDouble()));
        Assert.NotEqual(JsonValueKind.Null, one.GetProperty("lastSeenAt").ValueKind);
        Assert.DoesNotContain(key, list.GetRawText(), StringComparison.Ordinal);

        Assert.Contains("would join", Text((await SendAsync(HttpMethod.Post, $"/api/v1/integrations/{id}/test", null, admin)).Body, "result"), StringComparison.Ordinal);
        var rotated = Text((await SendAsync(HttpMethod.Post, $"/api/v1/integrations/{id}/rotate", new { }, admin)).Body, "key");
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk" }, $"Bearer {key}")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk" }, $"Bearer {rotated}")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/api/v1/integrations/{id}", null, admin)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk" }, $"Bearer {rotated}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, $"/api/v1/integrations/{id}", null, admin)).Status);
    }

    [Fact]
    public async Task An_alert_without_an_incident_is_listed_and_goes_where_it_belongs()
    {
        var (admin, responder) = (await BearerAsync(AccessRole.Administrator), await BearerAsync(AccessRole.Responder));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "/api/v1/services/index/alert-policy", new { mode = "notifies", windowMinutes = 60 }, admin)).Status);
        var key = Text((await SendAsync(HttpMethod.Post, "/api/v1/integrations", new { name = "script", kind = "plain", service = "index" }, admin)).Body, "key");
        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new[] { new { title = "Disk" }, new { title = "Network" } }, $"Bearer {key}");
        Assert.Empty(await IncidentsAsync());

        var (_, list) = await SendAsync(HttpMethod.Get, "/api/v1/alerts?state=firing&service=index", null, responder);
        Assert.Equal(["Network", "Disk"], list.GetProperty("items").EnumerateArray().Select(alert => Text(alert, "name")));
        Assert.Equal(2, list.GetProperty("total").GetInt32());
        var (disk, network) = (list.GetProperty("items")[1], list.GetProperty("items")[0]);

        var (status, declared) = await SendAsync(HttpMethod.Post, $"/api/v1/alerts/{Text(disk, "id")}/move", new { }, responder);
        Assert.Equal((HttpStatusCode.OK, "Disk"), (status, Text(declared, "title")));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Post, $"/api/v1/alerts/{Text(network, "id")}/move", new { incident = Text(declared, "number") }, responder)).Status);
        var (_, ofIncident) = await SendAsync(HttpMethod.Get, $"/api/v1/alerts?incident={Text(declared, "number")}&q=net", null, responder);
        Assert.Equal("Network", Text(Assert.Single(ofIncident.GetProperty("items").EnumerateArray()), "name"));
        Assert.Empty((await SendAsync(HttpMethod.Get, "/api/v1/alerts", null, responder)).Body.GetProperty("items").EnumerateArray());

        // From an incident it leaves with a reason only.
        var (refused, words) = await SendAsync(HttpMethod.Post, $"/api/v1/alerts/{Text(network, "id")}/move", new { }, responder);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("needs a reason", Text(words, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silence_begins_holds_and_ends()
    {
        var responder = await BearerAsync(AccessRole.Responder);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(HttpMethod.Post, "/api/v1/silences", new { service = "nowhere", reason = "upgrade", minutes = 30 }, responder)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(HttpMethod.Post, "/api/v1/silences", new { service = "index", minutes = 30 }, responder)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(HttpMethod.Post, "/api/v1/silences", new { service = "index", reason = "upgrade", minutes = 1e9 }, responder)).Status);
        var (status, made) = await SendAsync(HttpMethod.Post, "/api/v1/silences", new { service = "index", reason = "upgrade", minutes = 30 }, responder);
        Assert.Equal((HttpStatusCode.Created, JsonValueKind.Null), (status, made.GetProperty("alert").ValueKind));
        Assert.True(Assert.Single((await SendAsync(HttpMethod.Get, "/api/v1/silences", null, responder)).Body.EnumerateArray()).GetProperty("holds").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"/api/v1/silences/{Text(made, "id")}", null, responder)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Delete, $"/api/v1/silences/{Text(made, "id")}", null, responder)).Status);
    }

    [Fact]
    public async Task One_alert_alone_is_silenced_and_the_end_of_its_silence_is_moved()
    {
        var (admin, responder) = (await BearerAsync(AccessRole.Administrator), await BearerAsync(AccessRole.Responder));
        var key = Text((await SendAsync(HttpMethod.Post, "/api/v1/integrations", new { name = "script", kind = "plain", service = "index" }, admin)).Body, "key");
        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk", key = "a" }, $"Bearer {key}");
        var alert = Assert.Single(await AlertsAsync((await IncidentAsync()).Id));
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "/api/v1/silences", new { alertId = "nonsense", reason = "known", minutes = 30 }, responder)).Status);
        var (status, made) = await SendAsync(HttpMethod.Post, "/api/v1/silences", new { alertId = alert.Id, reason = "known", minutes = 30 }, responder);
        Assert.Equal((HttpStatusCode.Created, "index", "Disk"), (status, Text(made, "service"), Text(made, "alert")));

        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new[] { new { title = "Disk", key = "a", status = "resolved" }, new { title = "Disk", key = "b", status = "firing" } }, $"Bearer {key}");
        await SendAsync(HttpMethod.Post, "/api/v1/alerts", new { title = "Disk", key = "a" }, $"Bearer {key}");
        Assert.Equal("a", Assert.Single(await App.Get<IAlertStore>().LooseAsync(null, 10, Cancel)).SenderKey);   // the other one joined

        var path = $"/api/v1/silences/{Text(made, "id")}";
        var (moved, now) = await SendAsync(HttpMethod.Patch, path, new { minutes = 90 }, responder);
        Assert.Equal(HttpStatusCode.OK, moved);
        Assert.True(now.GetProperty("until").GetDateTimeOffset() > made.GetProperty("until").GetDateTimeOffset().AddMinutes(55));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(HttpMethod.Patch, path, new { minutes = 1e9 }, responder)).Status);
        await SendAsync(HttpMethod.Delete, path, null, responder);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Patch, path, new { minutes = 90 }, responder)).Status);
    }

    [Fact]
    public async Task A_wrong_word_is_answered_with_the_words_it_takes()
    {
        var admin = await BearerAsync(AccessRole.Administrator);
        var (status, problem) = await SendAsync(HttpMethod.Post, "/api/v1/integrations", new { name = "x", kind = "zabbix" }, admin);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The JSON is not right at $.kind: it takes one of alertmanager, grafana, pagerDuty, opsgenie, plain, forge, heartbeat.", Text(problem, "detail"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Say which service's changes: ?service=SLUG."), await AskAsync());

        async Task<(HttpStatusCode, string)> AskAsync()
        {
            var (refused, words) = await SendAsync(HttpMethod.Get, "/api/v1/changes", null, admin);
            return (refused, Text(words, "detail"));
        }
    }

    [Theory]
    [InlineData("GET", "/api/v1/alerts", AccessRole.Stakeholder)]
    [InlineData("POST", "/api/v1/alerts/none/move", AccessRole.Stakeholder)]
    [InlineData("GET", "/api/v1/silences", AccessRole.Stakeholder)]
    [InlineData("POST", "/api/v1/silences", AccessRole.Stakeholder)]
    [InlineData("GET", "/api/v1/integrations", AccessRole.Commander)]
    [InlineData("POST", "/api/v1/integrations", AccessRole.Commander)]
    [InlineData("PUT", "/api/v1/services/index/alert-policy", AccessRole.Commander)]
    public async Task A_lesser_role_is_refused_and_nobody_at_all_too(string method, string path, AccessRole role)
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(new HttpMethod(method), path, method == "GET" ? null : new { }, await BearerAsync(role))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(new HttpMethod(method), path, method == "GET" ? null : new { })).Status);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_refused_in_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/silences", UriKind.Relative)) { Content = new StringContent("service=index", null, "application/x-www-form-urlencoded") };
        request.Headers.TryAddWithoutValidation("Authorization", await BearerAsync(AccessRole.Responder));
        using var answer = await Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("Content-Type: application/json", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_shows_what_each_sender_sends()
    {
        var (_, document) = await SendAsync(HttpMethod.Get, "/openapi/v1.json", null);
        string[] paths = ["/api/v1/alerts/alertmanager", "/api/v1/alerts/grafana", "/api/v1/alerts", "/v2/enqueue", "/v2/alerts", "/api/v1/changes/forge/{key}"];
        foreach (var path in paths)
        {
            var example = document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
            Assert.True(example.EnumerateObject().Any(), path);
        }
    }

    private async Task<string> BearerAsync(AccessRole role) =>
        $"Bearer {(await App.Get<IApiKeys>().CreateAsync($"test {role}", role, null, null, Actor.System, Cancel)).Secret}";

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
