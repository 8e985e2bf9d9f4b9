using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>A silence holds back what it covers, says so before and while it does, and lets it go when it ends.</summary>
public sealed class SilenceTests : SenderTests
{
    [Fact]
    public async Task It_has_an_author_a_reason_and_an_end_and_what_still_fires_then_acts()
    {
        var asker = await PersonAsync(AccessRole.Responder);
        var desk = App.Get<SilenceDesk>();
        Assert.Equal(RefusalKind.ReasonRequired, (await desk.AddAsync(SilenceScope.Of("index"), " ", TimeSpan.FromHours(1), asker, Cancel)).Refusal!.Kind);
        var silence = await SilenceAsync(SilenceScope.Of("index"), asker);
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        await PlainAsync(key, new { title = "During the upgrade" });
        Assert.Empty(await IncidentsAsync());
        Assert.Contains("upgrade", await LastOutcomeAsync(integration), StringComparison.Ordinal);

        Assert.NotNull((await desk.EndAsync(silence.Id, asker, Cancel)).Value);
        await App.Get<AlertIntake>().RunAsync((_, _) => { }, Cancel);
        Assert.Equal("During the upgrade", (await IncidentAsync()).Title.Shown);
    }

    [Fact]
    public async Task By_labels_it_holds_back_only_what_fits_until_it_ends()
    {
        var (_, key) = await AddAsync(IntegrationKind.Alertmanager);
        var asker = await PersonAsync(AccessRole.Responder);
        var scope = new SilenceScope("index", null, [LabelMatcher.Of("env", "=~", "dev|test"), LabelMatcher.Of("severity", "!=", "critical")]);
        var silence = await SilenceAsync(scope, asker);
        await DeliverAsync(key, Fires("a", "dev", "warning"), Fires("b", "test", "warning"));
        Assert.Empty(await IncidentsAsync());
        var cover = (await App.Get<SilenceDesk>().CoverAsync(scope, Viewer.System, Cancel)).Value!;
        Assert.Equal((2, "2 alerts that fire now"), (cover.Alerts.Count, cover.Words));

        await DeliverAsync(key, Fires("c", "dev", "critical"));
        await DeliverAsync(key, Fires("d", "prod", "warning"));
        Assert.Equal(2, (await AlertsAsync((await IncidentAsync()).Id)).Count);

        await App.Get<SilenceDesk>().EndAsync(silence.Id, asker, Cancel);
        await App.Get<AlertIntake>().RunAsync((_, _) => { }, Cancel);
        Assert.Equal(4, (await AlertsAsync((await IncidentAsync()).Id)).Count);
    }

    [Fact]
    public async Task Whoever_writes_one_is_offered_the_labels_that_are_known_of_the_service()
    {
        var (_, key) = await AddAsync(IntegrationKind.Alertmanager);
        Assert.Empty(await App.Get<SilenceDesk>().LabelsAsync("index", Viewer.System, Cancel));
        await DeliverAsync(key, Fires("b", "prod", "warning"), Fires("a", "dev", "warning"));
        var known = await App.Get<SilenceDesk>().LabelsAsync("index", Viewer.System, Cancel);
        Assert.Equal(["alertname", "env", "instance", "severity"], known.Keys.Where(label => label is not "service"));
        Assert.Equal(["dev", "prod"], known["env"]);
        Assert.Equal(["HighLatency"], known["alertname"]);
        Assert.Empty(await App.Get<SilenceDesk>().LabelsAsync("another", Viewer.System, Cancel));
    }

    [Fact]
    public async Task An_alert_whose_labels_fit_no_longer_is_let_go()
    {
        var (_, key) = await AddAsync(IntegrationKind.Opsgenie);
        await SilenceAsync(new SilenceScope("index", null, [LabelMatcher.Of("details.env", "=", "dev")]), await PersonAsync(AccessRole.Responder));
        await SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk", alias = "disk", details = new { env = "dev" } }, $"GenieKey {key}");
        Assert.Empty(await IncidentsAsync());
        await SendAsync(HttpMethod.Post, "/v2/alerts/disk/details?identifierType=alias", new { details = new { env = "prod" } }, $"GenieKey {key}");
        await App.Get<AlertIntake>().RunAsync((_, _) => { }, Cancel);
        Assert.Equal("Disk", (await IncidentAsync()).Title.Shown);
    }

    [Fact]
    public async Task Scripts_preview_set_list_move_and_end_it_as_Alertmanager_writes_matchers()
    {
        var (_, key) = await AddAsync(IntegrationKind.Alertmanager);
        await DeliverAsync(key, Fires("a", "dev", "warning"), Fires("b", "prod", "warning"));
        using var client = await App.KeyAsync(AccessRole.Responder);
        var bearer = client.DefaultRequestHeaders.Authorization!.ToString();
        object[] matchers = [new { name = "env", value = "d.*", isRegex = true }, new { name = "instance", value = "z", isEqual = false }];

        var (_, preview) = await SendAsync(HttpMethod.Post, "/api/v1/silences/preview", new { service = "index", matchers }, bearer);
        Assert.Equal((1, "a"), (preview.GetProperty("firing").GetInt32(), preview.GetProperty("alerts")[0].GetProperty("labels").GetProperty("instance").GetString()));
        Assert.Empty((await SendAsync(HttpMethod.Get, "/api/v1/silences", null, bearer)).Body.EnumerateArray());

        var (status, made) = await SendAsync(HttpMethod.Post, "/api/v1/silences", new { service = "index", matchers, reason = "load test", minutes = 30 }, bearer);
        Assert.Equal(HttpStatusCode.Created, status);
        var listed = Assert.Single((await SendAsync(HttpMethod.Get, "/api/v1/silences", null, bearer)).Body.EnumerateArray());
        Assert.Equal((1, true, true, false), (listed.GetProperty("covers").GetProperty("firing").GetInt32(), listed.GetProperty("holds").GetBoolean(), Of(listed, 0, "isRegex"), Of(listed, 1, "isEqual")));

        var path = $"/api/v1/silences/{made.GetProperty("id").GetString()}";
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Patch, path, new { minutes = 90 }, bearer)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, path, null, bearer)).Status);
        Assert.Equal(JsonValueKind.Null, Assert.Single((await SendAsync(HttpMethod.Get, "/api/v1/silences", null, bearer)).Body.EnumerateArray()).GetProperty("covers").ValueKind);

        foreach (var where in (string[])["/api/v1/silences", "/api/v1/silences/preview"])
        {
            var (refused, problem) = await SendAsync(HttpMethod.Post, where, new { service = "index", matchers = new[] { new { name = "env", value = "(dev", isRegex = true } }, reason = "x", minutes = 30 }, bearer);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
            Assert.Contains("The pattern for env, (dev, cannot be read at character 4: a bracket ( is never closed.", problem.GetRawText(), StringComparison.Ordinal);
        }

        static bool Of(JsonElement silence, int index, string property) => silence.GetProperty("matchers")[index].GetProperty(property).GetBoolean();
    }

    private static object Fires(string name, string env, string severity) => new
    {
        status = "firing",
        labels = new { alertname = "HighLatency", instance = name, service = "index", env, severity },
        annotations = new { summary = "slow" },
        startsAt = "2026-01-21T05:48:16Z",
        endsAt = "0001-01-01T00:00:00Z",
        generatorURL = "",
        fingerprint = $"00000000000000{name}",
    };

    private Task DeliverAsync(string key, params object[] alerts) =>
        SendAsync(HttpMethod.Post, $"/api/v1/alerts/alertmanager/{key}", new { version = "4", groupKey = "{}:{}", receiver = "console", status = "firing", truncatedAlerts = 0, alerts });
}
