using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>What a script asks in a hurry: status, procedures, export, detection and reference.</summary>
public sealed class ReadEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task The_status_shows_what_is_open_and_what_is_due_first()
    {
        var path = await world.DeclareAsync(world.AsMaya, "status-service", 1, takeCommand: true);
        var status = await GetAsync(world.As(AccessRole.Stakeholder), "/api/v1/status");
        var open = status.Json.GetProperty("open").EnumerateArray().Single(incident => path.EndsWith("/" + incident.GetProperty("number").GetString(), StringComparison.Ordinal));
        Assert.Equal("maya", open.GetProperty("commander").GetString());
        Assert.Equal("investigating", open.GetProperty("status").GetString());
        Assert.Equal(1, open.GetProperty("severityRank").GetInt32());
        Assert.False(string.IsNullOrEmpty(open.GetProperty("next").GetString()));

        await SendAsync(world.AsMaya, path + "/resolve", new { notes = "Gone" });
        Assert.DoesNotContain((await GetAsync(world.AsMaya, "/api/v1/status")).Json.GetProperty("open").EnumerateArray(), incident => path.EndsWith("/" + incident.GetProperty("number").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Procedures_carry_their_commands_and_what_became_of_each_action()
    {
        await ServiceAsync("procedures-service");
        var path = await world.DeclareAsync(world.AsMaya, "procedures-service");
        var actions = await ActionsAsync(path);
        var free = actions.First(action => action.GetProperty("placeholders").GetArrayLength() == 0 && action.GetProperty("command").ValueKind == JsonValueKind.String);
        Assert.Equal(JsonValueKind.Null, free.GetProperty("state").ValueKind);
        var id = free.GetProperty("id").GetString();

        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/actions/{id}/start", new { reason = "It is slow" })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/actions/{id}/confirm", new { result = "Pods are back" })).Status);
        var done = (await ActionsAsync(path)).Single(action => action.GetProperty("id").GetString() == id);
        Assert.Equal(("confirmed", "maya", "Pods are back"), (done.GetProperty("state").GetString(), done.GetProperty("by").GetString(), done.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task An_export_holds_the_whole_incident_and_nothing_redacted()
    {
        await ServiceAsync("export-service");
        var path = await world.DeclareAsync(world.AsMaya, "export-service", takeCommand: true);
        await SendAsync(world.AsMaya, path + "/notes", new { text = "The password is hunter2" });
        await SendAsync(world.AsMaya, path + "/updates", new { publicStatus = "investigating", text = "We are looking into it.", title = "Slow", nextUpdateInMinutes = 20 });
        var before = await GetAsync(world.AsMaya, path + "/export");
        Assert.Equal("incident-console/1", before.Text("format"));
        Assert.Equal("We are looking into it.", before.Json.GetProperty("updates")[0].GetProperty("text").GetString());
        Assert.Equal("inferadb", before.Json.GetProperty("runbook").GetProperty("slug").GetString());
        Assert.NotEmpty(before.Json.GetProperty("checklist").EnumerateArray());
        Assert.NotEmpty(before.Json.GetProperty("postmortem").GetProperty("sections").EnumerateArray());
        Assert.Equal("commander", before.Json.GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.Contains("hunter2", before.Json.GetRawText(), StringComparison.Ordinal);

        await RedactAsync(path, "The password is hunter2");
        Assert.DoesNotContain("hunter2", (await GetAsync(world.AsMaya, path + "/export")).Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detection_judges_each_limit_and_what_was_not_read_is_not_fine()
    {
        await ServiceAsync("detect-service", Signal("detect-service"));
        var detection = await GetAsync(world.As(AccessRole.Stakeholder), "/api/v1/services/detect-service/detect");
        Assert.Equal(200, detection.Status);
        Assert.Equal("unknown", detection.Text("state"));
        Assert.Equal(JsonValueKind.Null, detection.Json.GetProperty("level").ValueKind);
        var errors = detection.Json.GetProperty("limits").EnumerateArray().First(limit => limit.GetProperty("metric").GetString() == "Error rate");
        Assert.Equal(("unknown", "SEV-2", "above", 5d), (errors.GetProperty("state").GetString(), errors.GetProperty("level").GetString(), errors.GetProperty("comparison").GetString(), errors.GetProperty("limit").GetDouble()));
        Assert.Equal(404, (await GetAsync(world.AsMaya, "/api/v1/services/nowhere/detect")).Status);
    }

    [Fact]
    public async Task The_reference_names_first_actions_and_whom_to_call()
    {
        await world.App.Get<ICatalogEditor>().SaveServiceAsync(
            new Service("reference-service", "Reference", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call engineer", [world.Jonas.Id])), null, true, Actor.System, Token);
        var reference = await GetAsync(world.As(AccessRole.Stakeholder), "/api/v1/services/reference-service/reference");
        Assert.True(reference.Json.GetProperty("serviceIsKnown").GetBoolean());
        Assert.NotEmpty(reference.Json.GetProperty("procedures").EnumerateArray());
        var step = reference.Json.GetProperty("ladder").EnumerateArray().First(step => step.GetProperty("target").GetString() == "On-call engineer");
        Assert.Equal("jonas", step.GetProperty("people")[0].GetString());

        var unknown = await GetAsync(world.AsMaya, "/api/v1/services/nowhere/reference");
        Assert.Equal((200, false), (unknown.Status, unknown.Json.GetProperty("serviceIsKnown").GetBoolean()));
    }

    [Fact]
    public async Task They_need_a_key_show_restricted_incidents_to_nobody_else_and_stand_in_the_document()
    {
        using var nobody = world.App.Browser();
        var restricted = await SendAsync(world.AsMaya, "/api/v1/incidents", new { title = "Leak", service = "inferadb", severity = 1, isRestricted = true });
        var number = restricted.Text("number");
        foreach (var path in new[] { "/api/v1/status", $"/api/v1/incidents/{number}/procedures", $"/api/v1/incidents/{number}/export", "/api/v1/services/inferadb/detect", "/api/v1/services/inferadb/reference" })
        {
            Assert.Equal(401, (await GetAsync(nobody, path)).Status);
        }

        var stranger = world.As(AccessRole.Stakeholder);
        Assert.Equal(404, (await GetAsync(stranger, $"/api/v1/incidents/{number}/procedures")).Status);
        Assert.Equal(404, (await GetAsync(stranger, $"/api/v1/incidents/{number}/export")).Status);
        Assert.DoesNotContain($"\"{number}\"", (await GetAsync(stranger, "/api/v1/status")).Json.GetRawText(), StringComparison.Ordinal);

        var paths = (await GetAsync(world.AsMaya, "/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[] { "status", "incidents/{number}/procedures", "incidents/{number}/export", "services/{slug}/detect", "services/{slug}/reference" })
        {
            Assert.Contains($"/api/v1/{path}", paths);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ActionsAsync(string path) =>
        [.. (await GetAsync(world.AsMaya, path + "/procedures")).Json.GetProperty("procedures").EnumerateArray().SelectMany(procedure => procedure.GetProperty("actions").EnumerateArray())];

    private async Task RedactAsync(string path, string text)
    {
        var entry = (await GetAsync(world.AsMaya, path + "/timeline")).Json.GetProperty("items").EnumerateArray().First(item => item.GetProperty("text").GetString() == text);
        var number = path[(path.LastIndexOf('-') + 1)..];
        var row = await world.App.Get<IIncidentQueries>().FindAsync(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), Viewer.System, Token);
        var outcome = await world.App.Get<IncidentConsole.Domain.Application.IncidentDesk>().SendAsync(
            row!.Id, new IncidentConsole.Domain.Incidents.RedactEntry(entry.GetProperty("version").GetInt32()) { Reason = "A password" }, Actor.System, new("test"), Token);
        Assert.IsType<IncidentConsole.Domain.Application.Outcome.Accepted>(outcome);
    }

    private async Task ServiceAsync(string slug, params Signal[] signals) =>
        Assert.True(await world.App.Get<ICatalogEditor>().SaveServiceAsync(new Service(slug, slug, "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), [.. signals], true, Actor.System, Token));

    /// <summary>Nothing answers at its address.</summary>
    private static Signal Signal(string service) => new(
        "error-rate", service, "Error rate", "%", new PromQlSource(new Uri("http://127.0.0.1:9/"), "up"), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
}
