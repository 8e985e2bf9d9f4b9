using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Signals;
using IncidentConsole.Web.Seeding;
using Microsoft.AspNetCore.Mvc.Testing;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>The way of a real alert: a service breaks, a real Prometheus sees it, its Alertmanager tells the console.</summary>
public sealed class RealAlertTests
{
    private const string Rules = """
        groups:
          - name: inferadb
            rules:
              - alert: HighErrorRate
                expr: sum(rate(inferadb_errors_total[5s])) / sum(rate(inferadb_requests_total[5s])) > 0.05
                labels: {severity: high, service: inferadb}
                annotations: {summary: "{{ $value | humanizePercentage }} of requests fail"}
        """;

    [Fact]
    public async Task A_real_alert_opens_an_incident_and_its_end_is_noted()
    {
        var (prometheus, alertmanager) = (Programs.Find("prometheus"), Programs.Find("prometheus-alertmanager") ?? Programs.Find("alertmanager"));
        Assert.SkipWhen(prometheus is null || alertmanager is null, "prometheus or prometheus-alertmanager is not installed (apt-get install prometheus prometheus-alertmanager).");
        var ct = TestContext.Current.CancellationToken;
        await using var app = new ConsoleApp();
        app.UseKestrel(0);
        app.StartServer();
        await app.Get<ICatalogEditor>().SaveServiceAsync(new Service("inferadb", "InferaDB", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, ct);
        var (_, secret) = await app.Get<IApiKeys>().CreateAsync("alertmanager", AccessRole.Responder, null, null, Actor.System, ct);

        await using var service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, TimeProvider.System.GetUtcNow().AddHours(-1), SimulatedState.Incident), 0, ct);
        await using var sender = await RealProgram.AlertmanagerAsync(alertmanager!, new Uri(app.ClientOptions.BaseAddress, "api/v1/alerts/alertmanager"), secret, ct);
        await using var monitor = await RealProgram.PrometheusAsync(prometheus!, service.Address, ct, sender.Address, Rules);

        var id = await monitor.UntilAsync(async () => (await app.Get<IIncidentQueries>().ListAsync(new IncidentFilter(), Viewer.System, ct)).Items.FirstOrDefault()?.Id, ct);
        var incident = await ReadAsync();
        Assert.Equal((IncidentStatus.Triage, "inferadb", 2), (incident.Status, incident.Service, incident.Severity));
        Assert.Matches(@"^HighErrorRate: \d\.\d+% of requests fail$", incident.Title.Shown);

        service.Change(SimulatedState.Healthy);   // falls under 5 % within seconds
        await monitor.UntilAsync(async () => (await ReadAsync()).Alerts.Values.All(alert => alert.EndedAt is not null) ? true : (bool?)null, ct);
        Assert.Equal(IncidentStatus.Triage, (await ReadAsync()).Status);

        async Task<Incident> ReadAsync() => (await app.Get<IncidentDesk>().ReadAsync(id, Viewer.System, ct))!;
    }
}
