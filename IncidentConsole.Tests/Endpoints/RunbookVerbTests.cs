using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>What a runbook asks of an incident, over HTTP: attributes, modules, the channel, criteria; and what its postmortem asks: cost, tickets, a review. Breaches are read with the rest.</summary>
public sealed class RunbookVerbTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    // 403: the role may never. 422: a Commander who is not in command is asked for a reason.
    public static TheoryData<string, string, object, int[]> Cells { get; } = new()
    {
        { "kaizen", "attributes", new { attribute = "data-breach", reason = "A dump is for sale" }, [403, 403, 200, 200] },
        { "hauski", "modules", new { modules = new[] { "indexd" } }, [403, 200, 200, 200] },
        { "kaizen", "channel", new { name = "#incident-20261121-errors" }, [403, 200, 200, 200] },
        { "kaizen", "postmortem/cost", new { revenue = "none", downtimeMinutes = 42 }, [403, 200, 200, 200] },
        { "kaizen", "postmortem/links", new { url = "https://example.org/pull/7" }, [403, 200, 200, 200] },
        { "kaizen", "postmortem/review", new { person = "jonas@example.org" }, [403, 200, 200, 200] },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Each_role(string runbook, string verb, object body, int[] expected)
    {
        var service = await ServiceAsync(runbook);
        var got = new List<int>();
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            var path = await world.DeclareAsync(world.AsMaya, service, 1, takeCommand: true);
            got.Add((await SendAsync(world.As(role), $"{path}/{verb}", body)).Status);
        }

        Assert.Equal(expected, got);
    }

    [Fact]
    public async Task A_data_breach_is_marked_with_its_reason_once_and_on_the_version_that_was_seen()
    {
        var path = await world.DeclareAsync(world.AsMaya, await ServiceAsync("kaizen"), 1, takeCommand: true);
        var etag = (await GetAsync(world.AsMaya, path)).ETag;
        Assert.Contains("needs a reason", (await SendAsync(world.AsMaya, $"{path}/attributes", new { attribute = "Data-Breach" })).Detail, StringComparison.Ordinal);
        Assert.Contains("It asks for data-breach", (await SendAsync(world.AsMaya, $"{path}/attributes", new { attribute = "fire" })).Detail, StringComparison.Ordinal);

        var body = new { attribute = "data-breach", reason = "A dump is for sale" };
        Assert.Equal(412, (await SendAsync(world.AsMaya, $"{path}/attributes", body, ("If-Match", "\"0\""))).Status);
        var marked = await SendAsync(world.AsMaya, $"{path}/attributes", body, ("If-Match", $"\"{etag}\""), ("Idempotency-Key", "breach"));
        Assert.Equal((200, "data-breach"), (marked.Status, marked.Json.GetProperty("attributes").EnumerateArray().Single().GetString()));
        var again = await SendAsync(world.AsMaya, $"{path}/attributes", body, ("If-Match", $"\"{etag}\""), ("Idempotency-Key", "breach"));
        Assert.Equal((200, marked.ETag), (again.Status, again.Json.GetProperty("version").GetRawText()));

        var taken = await SendAsync(world.AsMaya, $"{path}/attributes", new { attribute = "data-breach", isPresent = false, reason = "Old data" });
        Assert.Empty(taken.Json.GetProperty("attributes").EnumerateArray());
    }

    [Fact]
    public async Task Modules_name_their_teams_and_the_channel_is_where_people_talk()
    {
        var path = await world.DeclareAsync(world.AsMaya, await ServiceAsync("hauski"), 1, takeCommand: true);
        var unknown = await SendAsync(world.AsMaya, $"{path}/modules", new { modules = new[] { "frobnicator" } });
        Assert.Equal(422, unknown.Status);
        await SendAsync(world.AsMaya, $"{path}/modules", new { modules = new[] { "policy", "INDEXD" } });
        await SendAsync(world.AsMaya, $"{path}/channel", new { name = "#incident-index" });

        var read = await GetAsync(world.As(AccessRole.Stakeholder), path);
        Assert.Equal(
            ["indexd: Search/Index Team", "policy: Governance Team"],
            read.Json.GetProperty("modules").EnumerateArray().Select(module => $"{module.GetProperty("module").GetString()}: {module.GetProperty("team").GetString()}").Order(StringComparer.Ordinal));
        Assert.Equal("#incident-index", read.Text("channel"));
    }

    [Fact]
    public async Task A_criterion_is_confirmed_and_taken_back()
    {
        var path = await world.DeclareAsync(world.AsMaya, await ServiceAsync("kaizen"), 2, takeCommand: true);
        Assert.Equal(404, (await SendAsync(world.AsMaya, $"{path}/criteria/none", new { })).Status);
        var runbook = await world.App.Get<ICatalog>().CurrentRunbookAsync("kaizen", Token);
        var criterion = runbook!.Runbook.ResolveCriteria[0];
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/criteria/{criterion.Id}", new { })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, $"{path}/criteria/{criterion.Id}", new { isMet = false })).Status);
        Assert.Equal([$"Met: {criterion.Text}", $"Not met after all: {criterion.Text}"], (await HeadlinesAsync(path)).Where(line => line!.EndsWith(criterion.Text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cost_tickets_and_review_stand_in_the_postmortem()
    {
        var path = await world.DeclareAsync(world.AsMaya, await ServiceAsync("kaizen"), 2, takeCommand: true) + "/postmortem";
        Assert.Contains("whole minutes", (await SendAsync(world.AsMaya, $"{path}/cost", new { downtimeMinutes = -1 })).Detail, StringComparison.Ordinal);
        await SendAsync(world.AsMaya, $"{path}/cost", new { revenue = "about 4,000 EUR" });
        var cost = (await SendAsync(world.AsMaya, $"{path}/cost", new { downtimeMinutes = 42 })).Json.GetProperty("cost");
        Assert.Equal(("about 4,000 EUR", 42), (cost.GetProperty("revenue").GetString(), cost.GetProperty("downtimeMinutes").GetInt32()));

        Assert.Equal(422, (await SendAsync(world.AsMaya, $"{path}/links", new { url = "javascript:alert(1)" })).Status);
        var linked = await SendAsync(world.AsMaya, $"{path}/links", new { url = "https://example.org/pull/7", title = "Roll back" });
        Assert.Equal("Roll back", linked.Json.GetProperty("links").EnumerateArray().Single().GetProperty("title").GetString());
        Assert.Empty((await SendAsync(world.AsMaya, $"{path}/links", new { url = "https://example.org/pull/7", remove = true })).Json.GetProperty("links").EnumerateArray());

        Assert.Equal(409, (await SendAsync(world.AsJonas, $"{path}/review/done")).Status);
        await SendAsync(world.AsMaya, $"{path}/review", new { person = "jonas@example.org" });
        Assert.Equal(403, (await SendAsync(world.AsMaya, $"{path}/review/done")).Status);
        var reviewed = (await SendAsync(world.AsJonas, $"{path}/review/done")).Json.GetProperty("review");
        Assert.Equal(("jonas", "maya"), (reviewed.GetProperty("person").GetString(), reviewed.GetProperty("askedBy").GetString()));
        Assert.NotEqual(JsonValueKind.Null, reviewed.GetProperty("doneAt").ValueKind);
    }

    [Fact]
    public async Task A_breach_is_in_the_timeline_the_postmortem_and_the_export_and_may_be_left_out_of_the_paper()
    {
        var service = await ServiceAsync("kaizen");
        var path = await world.DeclareAsync(world.AsMaya, service, 2, takeCommand: true);
        await BreachAsync(service, new BreachBegan("error-rate", 2, 20, 26.84));
        const string words = "error-rate over the limit of P1: 26.84, limit 20";
        Assert.Contains(words, await HeadlinesAsync(path));
        var items = (await GetAsync(world.AsMaya, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(items.Select(item => item.GetProperty("position").GetInt64()).Order(), items.Select(item => item.GetProperty("position").GetInt64()));
        Assert.Contains(words, (await GetAsync(world.AsMaya, $"{path}/export")).Json.GetProperty("timeline").EnumerateArray().Select(item => item.GetProperty("headline").GetString()));

        var row = (await GetAsync(world.AsMaya, $"{path}/postmortem")).Json.GetProperty("timeline").EnumerateArray().Single(item => item.GetProperty("text").GetString() == words);
        Assert.Equal(("Breach", true), (row.GetProperty("kind").GetString(), row.GetProperty("kept").GetBoolean()));
        var version = row.GetProperty("version").GetInt32();
        Assert.True(version < 0);
        using var put = await world.AsMaya.PutAsJsonAsync($"{path}/postmortem", new { keep = new Dictionary<string, bool> { [$"{version}"] = false } }, Token);
        Assert.False((await Answer.OfAsync(put)).Json.GetProperty("timeline").EnumerateArray().Single(item => item.GetProperty("version").GetInt32() == version).GetProperty("kept").GetBoolean());
    }

    [Fact]
    public async Task The_openapi_document_names_them()
    {
        var paths = (await GetAsync(world.AsMaya, "/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var verb in new[] { "attributes", "modules", "channel", "criteria/{criterion}", "postmortem/cost", "postmortem/links", "postmortem/review", "postmortem/review/done" })
        {
            Assert.Contains($"/api/v1/incidents/{{number}}/{verb}", paths);
        }
    }

    private async Task<IReadOnlyList<string?>> HeadlinesAsync(string path) =>
        [.. (await GetAsync(world.AsMaya, $"{path}/timeline")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("headline").GetString())];

    private async Task<string> ServiceAsync(string runbook)
    {
        var slug = $"{runbook}-{Guid.NewGuid():N}"[..14];
        Assert.True(await world.App.Get<ICatalogEditor>().SaveServiceAsync(new Service(slug, slug, runbook, null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Token));
        return slug;
    }

    private async Task BreachAsync(string service, ServiceEvent happened)
    {
        var now = TimeProvider.System.GetUtcNow();
        var append = new Append(StreamId.OfService(service), 0, [new Happening(happened, now)], Actor.System, null, "signal", now, "c", null, null, [], null, []);
        Assert.IsType<AppendResult.Appended>(await world.App.Get<IEventLog>().AppendAsync(append, Token));
    }
}
