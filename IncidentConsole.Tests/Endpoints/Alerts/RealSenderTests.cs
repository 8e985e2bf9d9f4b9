using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Tests.Signals;
using Microsoft.AspNetCore.Mvc.Testing;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>Real Alertmanagers: one that tells the same in three languages at once, and two that form a cluster.</summary>
public sealed class RealSenderTests : SenderTests
{
    /// <summary>A cluster that settles at once: it waits for a minute by itself.</summary>
    private static readonly string[] Quick = ["--cluster.settle-timeout=1s", "--cluster.peer-timeout=1s", "--cluster.gossip-interval=100ms"];

    [Fact]
    public async Task One_trouble_told_in_three_languages_at_once_is_one_incident_counted_by_its_fingerprints()
    {
        var (program, amtool) = Found();
        var (webhook, first) = await AddAsync(IntegrationKind.Alertmanager);
        var (pagerDuty, second) = await AddAsync(IntegrationKind.PagerDuty);
        var (opsgenie, third) = await AddAsync(IntegrationKind.Opsgenie);
        var root = App.ClientOptions.BaseAddress;
        await using var sender = await RealProgram.AlertmanagerAsync(program, $$"""
                webhook_configs:
                  - {url: "{{new Uri(root, $"api/v1/alerts/alertmanager/{first}")}}", send_resolved: true}
                pagerduty_configs:
                  - {url: "{{new Uri(root, "v2/enqueue")}}", routing_key: "{{second}}"}
                opsgenie_configs:
                  - {api_url: "{{root}}", api_key: "{{third}}"}
            """, Cancel);
        await AddAlertsAsync(amtool, sender.Address, ended: false);
        await sender.UntilAsync(async () => await SeenAsync(webhook, pagerDuty, opsgenie) && (await CountAsync()) is { Total: 2, Firing: 2 } ? true : (bool?)null, Cancel);
        var incident = await IncidentAsync();
        Assert.Equal("index", incident.Service);
        Assert.Equal(4, (await AlertsAsync(incident.Id)).Count);   // two, and each other sender's word for their group

        await AddAlertsAsync(amtool, sender.Address, ended: true);
        await sender.UntilAsync(async () => (await AlertsAsync(incident.Id)).All(alert => !alert.Fires) ? true : (bool?)null, Cancel);
        Assert.Equal(new AlertCount(2, 0), await CountAsync());
    }

    [Fact]
    public async Task Two_clustered_Alertmanagers_are_one_incident_with_the_right_count()
    {
        var (program, amtool) = Found();
        var (integration, key) = await AddAsync(IntegrationKind.Alertmanager);
        var receiver = $$"""
                webhook_configs:
                  - {url: "{{new Uri(App.ClientOptions.BaseAddress, $"api/v1/alerts/alertmanager/{key}")}}", send_resolved: true}
            """;
        var port = Programs.FreePort();
        await using var one = await RealProgram.AlertmanagerAsync(program, receiver, Cancel, [.. Quick, string.Create(CultureInfo.InvariantCulture, $"--cluster.listen-address=127.0.0.1:{port}")]);
        await using var two = await RealProgram.AlertmanagerAsync(
            program, receiver, Cancel,
            [.. Quick, string.Create(CultureInfo.InvariantCulture, $"--cluster.listen-address=127.0.0.1:{Programs.FreePort()}"), string.Create(CultureInfo.InvariantCulture, $"--cluster.peer=127.0.0.1:{port}")]);
        await AddAlertsAsync(amtool, one.Address, ended: false);
        await AddAlertsAsync(amtool, two.Address, ended: false);
        await one.UntilAsync(async () => await SeenAsync(integration) && (await CountAsync()) is { Total: 2 } ? true : (bool?)null, Cancel);
        await AddAlertsAsync(amtool, one.Address, ended: true);
        await AddAlertsAsync(amtool, two.Address, ended: true);
        await one.UntilAsync(async () => await CountAsync() is { Firing: 0 } ? true : (bool?)null, Cancel);
        Assert.Equal(new AlertCount(2, 0), await CountAsync());
        Assert.Single(await IncidentsAsync());
    }

    /// <summary>Other processes reach it only on a port.</summary>
    protected override void Prepare()
    {
        App.UseKestrel(0);
        App.StartServer();
    }

    private static (string Alertmanager, string Amtool) Found()
    {
        var (program, amtool) = (Programs.Find("prometheus-alertmanager") ?? Programs.Find("alertmanager"), Programs.Find("amtool"));
        Assert.SkipWhen(program is null || amtool is null, "prometheus-alertmanager with amtool is not installed (apt-get install prometheus-alertmanager).");
        return (program!, amtool!);
    }

    private async Task<bool> SeenAsync(params Integration[] integrations)
    {
        var seen = await App.Get<IAlertStore>().LastSeenAsync(DateTimeOffset.UnixEpoch, Cancel);
        await App.SettleAsync();
        return integrations.All(integration => seen.ContainsKey(integration.Id));
    }

    private async Task<AlertCount?> CountAsync()
    {
        var rows = await IncidentsAsync();
        return rows.Count == 1 ? (await App.Get<IAlertStore>().CountAsync([rows[0].Id], Cancel)).GetValueOrDefault(rows[0].Id) : null;
    }

    private static async Task AddAlertsAsync(string amtool, Uri alertmanager, bool ended)
    {
        foreach (var instance in (string[])["i1", "i2"])
        {
            string[] end = ended ? [$"--end={TimeProvider.System.GetUtcNow().AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"] : [];
            using var add = Process.Start(new ProcessStartInfo(
                amtool, ["alert", "add", "HighLatency", $"instance={instance}", "service=index", "severity=critical", "--annotation=summary=slow", "--start=2026-01-21T05:48:16Z", .. end, $"--alertmanager.url={alertmanager}"])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var problem = await add.StandardError.ReadToEndAsync(Cancel);
            await add.WaitForExitAsync(Cancel);
            Assert.True(add.ExitCode == 0, problem);
        }
    }
}
