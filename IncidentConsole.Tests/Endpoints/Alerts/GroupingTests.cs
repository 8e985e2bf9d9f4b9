using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>The traps of grouping: what is one trouble, how often it is counted, and what people hear of it.</summary>
public sealed class GroupingTests : SenderTests
{
    [Fact]
    public async Task A_restarted_Alertmanager_two_of_them_and_a_truncated_group_are_one_incident_with_the_right_count()
    {
        var (_, one) = await AddAsync(IntegrationKind.Alertmanager);
        var (_, two) = await AddAsync(IntegrationKind.Alertmanager);
        await DeliverAsync(one, 0, Firing("a"), Firing("b"));
        await DeliverAsync(two, 0, Firing("a"), Firing("b"));
        await DeliverAsync(one, 3, Firing("a", "2026-01-21T06:00:00Z"));   // started again, it gives another start
        await DeliverAsync(one, 0, Resolved("a", "2026-01-21T06:00:00Z"), Firing("b"));
        var incident = await IncidentAsync();
        Assert.Equal([false, true], incident.Alerts.Values.OrderBy(alert => alert.AlertId, StringComparer.Ordinal).Select(alert => alert.EndedAt is null));
        Assert.Equal(new AlertCount(2, 1), (await App.Get<IAlertStore>().CountAsync([incident.Id], Cancel))[incident.Id]);
    }

    [Fact]
    public async Task A_storm_is_one_incident_and_a_few_lines_and_every_alert_is_kept()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        const int Storm = 10_000;
        await TellAsync("firing");
        var incident = await IncidentAsync();
        Assert.Equal(CountAlerts.ToldSingly, incident.Alerts.Count);
        Assert.Equal(new AlertCount(Storm, Storm), (await App.Get<IAlertStore>().CountAsync([incident.Id], Cancel))[incident.Id]);
        var told = (await App.Get<IEventLog>().LoadAllAsync(0, 1_000, Cancel)).Select(recorded => recorded.Event).OfType<AlertsCounted>().ToList();
        Assert.Equal((Storm, Storm), (told[^1].Total, told[^1].Firing));
        Assert.InRange(told.Count, 1, 10);

        await TellAsync("resolved");
        Assert.Equal(0, (await IncidentAsync()).AlertCount!.Firing);

        async Task TellAsync(string status)
        {
            foreach (var some in Enumerable.Range(0, Storm).Chunk(500))
            {
                await PlainAsync(key, [.. some.Select(i => new { title = "Host down", key = i.ToString(CultureInfo.InvariantCulture), status })]);
            }
        }
    }

    [Fact]
    public async Task A_flapping_alert_is_counted_and_soon_no_longer_told()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        for (var i = 0; i < 6; i++)
        {
            await PlainAsync(key, new { title = "Flaps" });
            await PlainAsync(key, new { title = "Flaps", status = "resolved" });
        }

        var incident = await IncidentAsync();
        Assert.Equal(3, incident.Alerts.Count);
        var alerts = await AlertsAsync(incident.Id);
        Assert.Equal((6, 5), (alerts.Count, alerts.Max(alert => alert.Flaps)));
        Assert.Equal(1, (await App.Get<IAlertStore>().CountAsync([incident.Id], Cancel))[incident.Id].Total);
    }

    [Fact]
    public async Task Without_a_word_an_alert_ends_and_its_next_word_starts_it_again()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain, draft => draft with { TimeToLive = TimeSpan.FromMinutes(5) });
        await PlainAsync(key, new { title = "Quiet" });
        var incident = await IncidentAsync();
        var alert = Assert.Single(await AlertsAsync(incident.Id));
        Assert.NotNull(alert.DueAt);
        var early = TimeProvider.System.GetUtcNow().AddMinutes(-6);
        await App.Get<IAlertStore>().SettleAsync([alert with { LastSeenAt = early, StartedAt = early, DueAt = early.AddMinutes(5) }], [], [], Cancel);
        await App.SettleAsync();
        await App.Get<AlertIntake>().RunAsync((_, _) => { }, Cancel);
        Assert.Equal(AlertEnd.Silence, Assert.Single(await AlertsAsync(incident.Id)).EndedBy);
        Assert.NotNull(Assert.Single((await IncidentAsync()).Alerts.Values).EndedAt);
        await PlainAsync(key, new { title = "Quiet" });
        Assert.True((await AlertsAsync(incident.Id))[0].Fires);
    }

    [Theory]
    [InlineData(AlertMode.Joins)]
    [InlineData(AlertMode.Notifies)]
    public async Task The_policy_of_a_service_says_what_its_alerts_may_do(AlertMode mode)
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        await App.Get<IntegrationDesk>().SetPolicyAsync("index", AlertPolicy.Default with { Mode = mode }, new Asker(Actor.System), Cancel);
        await PlainAsync(key, new { title = "First" });
        Assert.Empty(await IncidentsAsync());
        Assert.StartsWith("Listed:", await LastOutcomeAsync(integration), StringComparison.Ordinal);
        Assert.Single(await App.Get<IAlertStore>().LooseAsync(null, 10, Cancel));

        await DoAsync(new IncidentId("by-hand"), new DeclareIncident("By hand", "index", "2"));
        await PlainAsync(key, new { title = "First" });
        Assert.Equal(mode == AlertMode.Joins ? 1 : 0, (await IncidentAsync()).Alerts.Count);
    }

    [Fact]
    public async Task Outside_the_window_an_alert_is_another_matter()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        var rules = App.Get<IAlertRules>();
        await PlainAsync(key, new { title = "First" });
        await rules.SavePolicyAsync("index", AlertPolicy.Default with { Window = TimeSpan.FromTicks(1) }, Actor.System, Cancel);
        await PlainAsync(key, new { title = "Second" });
        Assert.Equal(2, (await IncidentsAsync()).Count);
    }

    [Fact]
    public async Task An_alert_is_split_out_with_a_reason_and_a_false_positive_is_remembered()
    {
        var maya = await PersonAsync();
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await PlainAsync(key, new { title = "Disk" }, new { title = "Network" });
        var first = await IncidentAsync();
        var network = (await AlertsAsync(first.Id)).Single(alert => alert.Name == "Network");
        var desk = App.Get<AlertDesk>();
        Assert.Equal(RefusalKind.ReasonRequired, (await desk.MoveAsync(network.Id, null, null, maya, Cancel)).Refusal!.Kind);
        var own = (await desk.MoveAsync(network.Id, null, "another rack", maya, Cancel)).Value!;
        Assert.Equal("Network", Assert.Single(own.Alerts.Values).Name.Shown);
        Assert.Equal("Disk", Assert.Single((await ReadAsync(first.Id)).Alerts.Values).Name.Shown);

        await DoAsync(first.Id, new Decline { Reason = "the probe was wrong" });
        await DoAsync(own.Id, new Decline { Reason = "not ours" });
        await PlainAsync(key, new { title = "Disk", status = "resolved" });
        await PlainAsync(key, new { title = "Disk" });
        var again = (await IncidentsAsync()).Single(row => row.Status == IncidentStatus.Triage);
        var looked = await desk.LookedFalseAsync(await ReadAsync(again.Id), Viewer.System, Cancel);
        Assert.Equal((first.Number, "the probe was wrong"), (looked!.Number, looked.Reason));
        Assert.Equal(new FalsePositiveRate(3, 2), (await App.Get<IAlertStore>().FalsePositiveRatesAsync(DateTimeOffset.UnixEpoch, Cancel))["index"]);
    }

    private static object Firing(string name, string starts = "2026-01-21T05:48:16Z") => Said("firing", name, starts, "0001-01-01T00:00:00Z");

    private static object Resolved(string name, string starts) => Said("resolved", name, starts, "2026-01-21T06:30:00Z");

    private static object Said(string status, string name, string starts, string ends) => new
    {
        status,
        labels = new { alertname = "HighLatency", instance = name, service = "index" },
        annotations = new { summary = "slow" },
        startsAt = starts,
        endsAt = ends,
        generatorURL = "",
        fingerprint = $"00000000000000{name}",
    };

    private Task DeliverAsync(string key, int truncated, params object[] alerts) =>
        SendAsync(HttpMethod.Post, $"/api/v1/alerts/alertmanager/{key}", new { version = "4", groupKey = "{}:{}", receiver = "console", status = "firing", truncatedAlerts = truncated, alerts });
}
