using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

public sealed class DrillEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task A_drill_is_started_played_stopped_and_reported()
    {
        await ServiceAsync("drill-service");
        var started = await SendAsync(world.AsMaya, "/api/v1/drills", new { service = "drill-service", procedure = "high-error-rate", severity = "SEV-2", seed = 7, speed = 5 });
        Assert.Equal(201, started.Status);
        var path = started.Location!;
        Assert.Equal((true, true, "triage", "maya"), (started.Json.GetProperty("drill").GetBoolean(), started.Json.GetProperty("isDrill").GetBoolean(), started.Text("status"), started.Text("commander")));

        Assert.DoesNotContain(started.Text("number"), await NumbersAsync("/api/v1/incidents?service=drill-service"));
        Assert.Equal([started.Text("number")!], await NumbersAsync("/api/v1/incidents?service=drill-service&drill=true"));
        Assert.Equal([started.Text("number")!], await NumbersAsync("/api/v1/incidents?service=drill-service&drill=only"));
        Assert.Equal(422, (await GetAsync(world.AsMaya, "/api/v1/incidents?drill=maybe")).Status);

        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/acknowledge")).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/drill/pause")).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/drill/continue")).Status);
        Assert.Equal(403, (await SendAsync(world.AsJonas, path + "/drill/stop")).Status);
        Assert.Equal("closed", (await SendAsync(world.AsMaya, path + "/drill/stop")).Text("status"));

        var report = await GetAsync(world.As(AccessRole.Stakeholder), path + "/drill");
        Assert.Equal((200, 7, 5, true), (report.Status, report.Json.GetProperty("seed").GetInt32(), report.Json.GetProperty("speed").GetInt32(), report.Json.GetProperty("isOver").GetBoolean()));
        Assert.Equal("inTime", report.Json.GetProperty("times")[1].GetProperty("mark").GetString());
        Assert.NotEmpty(report.Json.GetProperty("steps").EnumerateArray());
        Assert.Empty(report.Json.GetProperty("earlier").EnumerateArray());

        var listed = await world.App.Get<IncidentConsole.Domain.Application.Drills.DrillReports>().ListAsync(1, Viewer.System, Token);
        Assert.Contains(listed.Items, one => one.Drill.Label == started.Text("number") && one.IsOver);

        var audit = await world.App.Get<IAuditLog>().ReadAsync(1, 10, Token);
        Assert.Contains(audit.Items, row => row.ActorName == "maya" && row.Action == "started a drill" && row.Subject.StartsWith(started.Text("number")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_public_page_the_figures_and_the_counts_are_the_same_bytes_before_and_after()
    {
        await ServiceAsync("quiet-service");
        await world.DeclareAsync(world.AsMaya, "quiet-service", "SEV-3", takeCommand: true);
        var before = await NumbersAsync();

        var drill = (await SendAsync(world.AsMaya, "/api/v1/drills", new { service = "quiet-service", procedure = "high-error-rate", severity = "SEV-1" })).Location!;
        await SendAsync(world.AsMaya, drill + "/acknowledge");
        Assert.Equal(200, (await SendAsync(world.AsMaya, drill + "/updates", new { publicStatus = "investigating", text = "A drill says so.", title = "Drill" })).Status);
        await SendAsync(world.AsMaya, drill + "/escalate");
        await SendAsync(world.AsMaya, drill + "/mitigate");
        var resolved = await SendAsync(world.AsMaya, drill + "/resolve", new { notes = "Practised", @override = "Practice" });
        Assert.Equal("resolved", resolved.Text("status"));
        Assert.False(resolved.Json.GetProperty("isPublic").GetBoolean());

        Assert.Equal(before, await NumbersAsync());
        Assert.Empty(await world.App.Get<IOutbox>().DeliveriesAsync(new IncidentId(resolved.Text("id")!), Token));   // the gauges are of the whole process: they say nothing of this one

        async Task<string> NumbersAsync()
        {
            using var anybody = world.App.Browser();
            var lists = await Task.WhenAll(new[] { "?pageSize=1", "?status=open&pageSize=1", "?service=quiet-service" }.Select(async query => (await GetAsync(world.AsMaya, "/api/v1/incidents" + query)).Json.GetProperty("total").GetInt32()));
            return string.Join('\n', [string.Join(' ', lists), await anybody.GetStringAsync(new Uri("/status", UriKind.Relative), Token)]);
        }
    }

    [Fact]
    public async Task A_real_incident_has_no_report_and_a_responder_starts_none()
    {
        var path = await world.DeclareAsync(world.AsMaya, "no-drill-service");
        Assert.Equal(404, (await GetAsync(world.AsMaya, path + "/drill")).Status);
        Assert.Equal(409, (await SendAsync(world.AsMaya, path + "/drill/stop")).Status);
        Assert.Equal(403, (await SendAsync(world.AsJonas, "/api/v1/drills", new { service = "drill-service" })).Status);
        Assert.Contains("still open", (await SendAsync(world.AsMaya, "/api/v1/drills", new { incident = path.Split('/')[^1] })).Detail, StringComparison.Ordinal);
    }

    private async Task<IEnumerable<string>> NumbersAsync(string path) =>
        (await GetAsync(world.AsMaya, path)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!);

    private async Task ServiceAsync(string slug) =>
        Assert.True(await world.App.Get<ICatalogEditor>().SaveServiceAsync(new Service(slug, slug, "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Token));
}
