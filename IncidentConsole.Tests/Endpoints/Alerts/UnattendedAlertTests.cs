using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>An alert that fires on when people said that it is over: it is in sight until somebody does something about it, and nobody is left unaware when its sender goes on.</summary>
public sealed class UnattendedAlertTests : SenderTests
{
    private const int Many = 100;

    [Fact]
    public async Task A_fingerprint_told_again_is_the_same_firing_shown_with_its_incident_and_told_once_until_another_is_open()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Alertmanager);
        await FireAsync();
        Assert.Empty(await SeenAsync(Viewer.System));
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await FireAsync();
        Assert.Equal("Counted: Disk still fires, told 2 times. INC-1 is over: told to whom its service calls first.", await LastOutcomeAsync(integration));
        await FireAsync();
        Assert.Equal("Counted: Disk still fires, told 3 times.", await LastOutcomeAsync(integration));
        var seen = Assert.Single(await SeenAsync(Viewer.System));
        Assert.Equal((first.Number, IncidentStatus.Resolved, "Disk"), (seen.Number!.Value, seen.Status!.Value, seen.Alert.Name));

        var second = await DoAsync(new IncidentId("by-hand"), new DeclareIncident("It is down again", "index", "2"));
        await FireAsync();
        Assert.Equal("Joined INC-2: Disk. It fires on after INC-1 was over.", await LastOutcomeAsync(integration));
        Assert.True(Assert.Single((await ReadAsync(second.Id)).Alerts.Values).EndedAt is null);
        Assert.Empty((await ReadAsync(first.Id)).Alerts);

        await FireAsync("resolved");
        Assert.Empty(await SeenAsync(Viewer.System));
        await FireAsync("firing", "2026-01-21T07:00:00Z");
        Assert.Empty(await SeenAsync(Viewer.System));
        Assert.Equal(2, (await IncidentsAsync()).Count);

        Task FireAsync(string status = "firing", string starts = "2026-01-21T05:48:16Z") => SendAsync(
            HttpMethod.Post,
            $"/api/v1/alerts/alertmanager/{key}",
            new { version = "4", groupKey = "g", receiver = "r", status, truncatedAlerts = 0, alerts = new[] { new { status, labels = new { alertname = "Disk" }, annotations = new { }, startsAt = starts, endsAt = status == "firing" ? "0001-01-01T00:00:00Z" : "2026-01-21T06:00:00Z", generatorURL = "", fingerprint = "00000000000000aa" } } });
    }

    [Theory]
    [InlineData(IntegrationKind.PagerDuty)]
    [InlineData(IntegrationKind.Opsgenie)]
    [InlineData(IntegrationKind.Plain)]
    public async Task A_key_told_again_after_its_incident_was_resolved_is_another_alert_and_opens_another_incident(IntegrationKind kind)
    {
        var (integration, key) = await AddAsync(kind);
        await FireAsync();
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await FireAsync();
        Assert.Contains("Opened INC-2: Disk. It fires on after INC-1 was over.", await LastOutcomeAsync(integration), StringComparison.Ordinal);
        var second = (await IncidentsAsync()).Single(row => row.Id != first.Id);
        Assert.Equal(IncidentStatus.Triage, second.Status);
        Assert.True(second.DetectedAt > first.Milestones.Detected);
        Assert.Equal((true, 1, 0), Assert.Single(await AlertsAsync(second.Id)) is var next ? (next.Fires, next.Occurrences, next.Flaps) : default);
        Assert.Equal(AlertEnd.Again, Assert.Single(await AlertsAsync(first.Id)).EndedBy);
        Assert.Empty((await ReadAsync(first.Id)).Alerts);   // it says where it went
        Assert.Empty(await SeenAsync(Viewer.System));

        await FireAsync();
        Assert.Equal(2, (await IncidentsAsync()).Count);
        Assert.Equal(2, Assert.Single(await AlertsAsync(second.Id)).Occurrences);

        Task FireAsync() => kind switch
        {
            IntegrationKind.PagerDuty => SendAsync(HttpMethod.Post, "/v2/enqueue", new { routing_key = key, event_action = "trigger", dedup_key = "d", payload = new { summary = "Disk", source = "db", severity = "critical" } }),
            IntegrationKind.Opsgenie => SendAsync(HttpMethod.Post, "/v2/alerts", new { message = "Disk", alias = "d" }, $"GenieKey {key}"),
            _ => TellAsync(key, "firing"),
        };
    }

    [Fact]
    public async Task What_was_declined_as_wrong_or_is_silenced_or_ends_opens_nothing_when_it_is_told_again()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await TellAsync(key, "firing");
        await DoAsync((await IncidentAsync()).Id, new Decline { Reason = "the probe is wrong" });
        await TellAsync(key, "firing");
        Assert.Equal(IncidentStatus.Declined, Assert.Single(await SeenAsync(Viewer.System)).Status);
        Assert.Single(await IncidentsAsync());

        await TellAsync(key, "resolved");
        await TellAsync(key, "firing");
        var second = (await IncidentsAsync()).Single(row => row.Status == IncidentStatus.Triage);
        await DoAsync(second.Id, new Resolve("Restarted") { Override = "it looks well" });
        await SilenceAsync(SilenceScope.Named("index", "Disk"), await PersonAsync());
        await TellAsync(key, "firing");
        await TellAsync(key, "resolved");
        Assert.Equal(2, (await IncidentsAsync()).Count);
        Assert.Empty(await SeenAsync(Viewer.System));
    }

    [Fact]
    public async Task One_that_came_back_in_its_incident_is_seen_too()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        foreach (var status in (string[])["firing", "resolved", "firing"])
        {
            await TellAsync(key, status);
        }

        var first = await IncidentAsync();
        Assert.Equal(new AlertCount(1, 1), (await App.Get<IAlertStore>().CountAsync([first.Id], Cancel))[first.Id]);
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        Assert.Single(await SeenAsync(Viewer.System));
    }

    [Fact]
    public async Task Reopened_silenced_or_declared_anew_it_is_attended_to()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await TellAsync(key, "firing");
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await DoAsync(first.Id, new Reopen { Reason = "it fires" });
        Assert.Empty(await SeenAsync(Viewer.System));

        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await DoAsync(first.Id, new Close { Reason = "nothing to write" });
        var maya = await PersonAsync();
        var alert = Assert.Single(await SeenAsync(Viewer.System)).Alert;
        var silence = await SilenceAsync(SilenceScope.Named("index", "Disk"), maya);
        Assert.Equal(silence.Id, Assert.Single(await SeenAsync(Viewer.System)).Silence?.Id);

        var anew = (await App.Get<AlertDesk>().MoveAsync(alert.Id, null, "it fires on", maya, Cancel)).Value!;
        Assert.Empty(await SeenAsync(Viewer.System));
        await TellAsync(key, "resolved");
        Assert.NotNull(Assert.Single((await ReadAsync(anew.Id)).Alerts.Values).EndedAt);
        Assert.Empty((await ReadAsync(first.Id)).Alerts);
    }

    [Fact]
    public async Task Of_a_restricted_incident_only_who_sees_that_sees_it()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await DoAsync(new IncidentId(Guid.CreateVersion7().ToString("D")), new DeclareIncident("Data of a customer", "index", null) { Visibility = Visibility.Restricted });
        await TellAsync(key, "firing");
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        Assert.Single(await SeenAsync(Viewer.System));
        Assert.Empty(await SeenAsync(new Viewer("somebody", AccessRole.Responder)));
    }

    private async Task<IReadOnlyList<UnattendedAlert>> SeenAsync(Viewer viewer) => (await App.Get<UnattendedAlerts>().ReadAsync(viewer, Many, Cancel)).Alerts;

    private Task TellAsync(string key, string status) => PlainAsync(key, new { title = "Disk", status });
}
