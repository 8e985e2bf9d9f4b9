using System.Text;
using IncidentConsole.Domain.Access;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

public sealed class IncidentApiTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public async Task Declaring_answers_201_with_number_version_and_place()
    {
        var said = await SendAsync(world.AsMaya, "/api/v1/incidents", new { title = "Sign-in fails", service = "inferadb", severity = "sev 1", impactStartedAt = "2026-01-01T00:00:00Z", takeCommand = true });
        Assert.Equal(201, said.Status);
        Assert.StartsWith("INC-", said.Text("number"), StringComparison.Ordinal);
        Assert.Equal("maya", said.Text("commander"));
        Assert.Equal("investigating", said.Text("status"));
        Assert.Equal(1, said.Json.GetProperty("severityRank").GetInt32());
        Assert.Equal($"/api/v1/incidents/{said.Text("number")}", said.Location);
        Assert.Equal(said.Json.GetProperty("version").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture), said.ETag);

        var read = await GetAsync(world.As(AccessRole.Stakeholder), said.Location!);
        Assert.Equal(200, read.Status);
        Assert.Equal(said.Text("id"), read.Text("id"));
    }

    [Theory]
    [InlineData("SEV-1", 1)]
    [InlineData("sev 1", 1)]
    [InlineData("high", 2)]
    [InlineData(3, 3)]
    [InlineData("4", 4)]
    [InlineData(9, 4)]
    public async Task A_severity_is_a_label_in_any_spelling_or_a_rank_and_beyond_the_scheme_its_last_level(object severity, int rank)
    {
        var path = await world.DeclareAsync(world.AsJonas, severity: severity);
        Assert.Equal(rank, (await GetAsync(world.AsJonas, path)).Json.GetProperty("severityRank").GetInt32());
    }

    [Fact]
    public async Task An_unknown_service_never_blocks_a_declaration_and_is_flagged()
    {
        var said = await SendAsync(world.AsJonas, "/api/v1/incidents", new { title = "Nobody knows this", service = "Billing (old)" });
        Assert.Equal(201, said.Status);
        Assert.False(said.Json.GetProperty("serviceIsKnown").GetBoolean());
        Assert.Equal("Billing (old)", said.Text("service"));
        Assert.Equal("standard", said.Text("runbook"));
    }

    [Theory]
    [InlineData("", "inferadb", "SEV1", "title")]
    [InlineData("Broken", "", "SEV1", "service")]
    [InlineData("Broken", "inferadb", "apocalyptic", "SEV")]
    public async Task Input_that_breaks_a_rule_is_422_with_words_that_say_what_to_do(string title, string service, string severity, string word)
    {
        var said = await SendAsync(world.AsJonas, "/api/v1/incidents", new { title, service, severity });
        Assert.Equal(422, said.Status);
        Assert.Equal("application/problem+json", said.ContentType);
        Assert.Contains(word, said.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"title\":")]
    [InlineData("[]")]
    [InlineData("{\"titel\":\"misspelt\"}")]
    [InlineData("{\"title\":5}")]
    public async Task Malformed_json_is_400_and_nothing_is_done(string body)
    {
        var before = (await GetAsync(world.AsJonas, "/api/v1/incidents")).Json.GetProperty("total").GetInt32();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await world.AsJonas.PostAsync(new Uri("/api/v1/incidents", UriKind.Relative), content, Token);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, (await GetAsync(world.AsJonas, "/api/v1/incidents")).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_oversize_body_is_413()
    {
        using var content = new StringContent("{\"title\":\"" + new string('x', 300_000) + "\"}", Encoding.UTF8, "application/json");
        using var response = await world.AsJonas.PostAsync(new Uri("/api/v1/incidents", UriKind.Relative), content, Token);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Fact]
    public async Task If_match_insists_on_a_version()
    {
        var path = await world.DeclareAsync(world.AsMaya, takeCommand: true);
        var seen = (await GetAsync(world.AsMaya, path)).ETag!;
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/notes", new { text = "First" }, ("If-Match", $"\"{seen}\""))).Status);
        var stale = await SendAsync(world.AsMaya, path + "/severity", new { severity = 1 }, ("If-Match", $"\"{seen}\""));
        Assert.Equal(412, stale.Status);
        Assert.Equal(2, (await GetAsync(world.AsMaya, path)).Json.GetProperty("severityRank").GetInt32());
    }

    [Fact]
    public async Task An_idempotency_key_answers_the_stored_reply_and_refuses_another_body()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = new { title = "Once only", service = "inferadb" };
        var first = await SendAsync(world.AsJonas, "/api/v1/incidents", body, key);
        var again = await SendAsync(world.AsJonas, "/api/v1/incidents", body, key);
        Assert.Equal(201, again.Status);
        Assert.Equal(first.Json.GetRawText(), again.Json.GetRawText());
        Assert.Equal(422, (await SendAsync(world.AsJonas, "/api/v1/incidents", new { title = "Another", service = "inferadb" }, key)).Status);

        // Another actor's key is another key.
        Assert.NotEqual(first.Text("number"), (await SendAsync(world.AsMaya, "/api/v1/incidents", body, key)).Text("number"));
    }

    [Fact]
    public async Task Without_a_key_401_and_for_an_unknown_incident_404()
    {
        using var nobody = world.App.Browser();
        Assert.Equal(401, (await GetAsync(nobody, "/api/v1/incidents")).Status);
        Assert.Equal(401, (await SendAsync(nobody, "/api/v1/incidents", new { title = "x", service = "y" })).Status);
        Assert.Equal(404, (await GetAsync(world.AsMaya, "/api/v1/incidents/INC-99999")).Status);
        Assert.Equal(404, (await SendAsync(world.AsMaya, "/api/v1/incidents/nonsense/notes", new { text = "x" })).Status);
    }

    [Fact]
    public async Task Lists_are_filtered_and_paged()
    {
        var path = await world.DeclareAsync(world.AsJonas, service: "list-service", severity: 4);
        await SendAsync(world.AsJonas, path + "/notes", new { text = "The aardvark cache was cold" });
        var list = await GetAsync(world.AsJonas, "/api/v1/incidents?status=open&service=list-service&severity=SEV4&pageSize=1&page=1");
        Assert.Equal(1, list.Json.GetProperty("total").GetInt32());
        Assert.Single(list.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(1, (await GetAsync(world.AsJonas, "/api/v1/incidents?q=aardvark")).Json.GetProperty("total").GetInt32());
        Assert.Equal(0, (await GetAsync(world.AsJonas, "/api/v1/incidents?status=closed&service=list-service")).Json.GetProperty("total").GetInt32());
        Assert.Equal(422, (await GetAsync(world.AsJonas, "/api/v1/incidents?status=sideways")).Status);
        Assert.Equal(422, (await GetAsync(world.AsJonas, "/api/v1/incidents?pageSize=0")).Status);
    }

    [Fact]
    public async Task The_timeline_reads_on_from_a_position()
    {
        var path = await world.DeclareAsync(world.AsJonas);
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(world.AsJonas, path + "/notes", new { text = $"Note {i}", kind = "decision" });
        }

        var first = await GetAsync(world.AsJonas, path + "/timeline?pageSize=4");
        var next = first.Json.GetProperty("next").GetInt64();
        var rest = await GetAsync(world.AsJonas, $"{path}/timeline?after={next}&pageSize=100000");
        Assert.Equal(4, first.Json.GetProperty("items").GetArrayLength());
        var texts = first.Json.GetProperty("items").EnumerateArray().Concat(rest.Json.GetProperty("items").EnumerateArray()).Select(item => item.GetProperty("text").GetString());
        Assert.Equal(["Note 0", "Note 1", "Note 2", "Note 3", "Note 4"], texts.Where(text => text?.StartsWith("Note", StringComparison.Ordinal) == true));   // the console's own entries stand between
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.Json.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_whole_incident_by_api()
    {
        var maya = world.AsMaya;
        var path = await world.DeclareAsync(maya, takeCommand: true);
        await Ok("acknowledge");
        await Ok("severity", new { severity = "SEV1", reason = "All pods are down" });
        await Ok("status", new { status = "identified" });
        await Ok("roles", new { role = "scribe", person = "jonas@example.org" });
        await Ok("escalate");
        await Ok("notes", new { text = "Seen earlier", kind = "note", occurredAt = TimeProvider.System.GetUtcNow().AddSeconds(-1) });
        var item = Guid.NewGuid().ToString("N");
        Assert.Equal(404, (await SendAsync(maya, $"{path}/checklist/{item}", new { state = "ticked" })).Status);
        await Ok("updates", new { publicStatus = "investigating", text = "Some checks fail. We are looking into it.", title = "Some checks fail", nextUpdateInMinutes = 20 });
        Assert.True((await GetAsync(maya, path)).Json.GetProperty("isPublic").GetBoolean());
        await Ok("handover", new { to = "jonas@example.org" });
        Assert.Equal(200, (await SendAsync(world.AsJonas, path + "/handover/accept")).Status);
        Assert.Equal("jonas", (await GetAsync(maya, path)).Text("commander"));
        var notInCommand = await SendAsync(maya, path + "/mitigate");
        Assert.Equal(422, notInCommand.Status);
        Assert.Contains("jonas", notInCommand.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await SendAsync(world.AsJonas, path + "/mitigate")).Status);
        Assert.Equal(422, (await SendAsync(world.AsJonas, path + "/resolve", new { notes = "" })).Status);
        Assert.Equal(200, (await SendAsync(world.AsJonas, path + "/resolve", new { notes = "Rolled back." })).Status);
        Assert.Equal(409, (await SendAsync(world.AsJonas, path + "/decline", new { reason = "no" })).Status);
        var done = await GetAsync(maya, path);
        Assert.Equal("resolved", done.Text("status"));
        Assert.True(done.Json.GetProperty("timeToResolve").GetDouble() >= 0);

        async Task Ok(string verb, object? body = null)
        {
            var said = await SendAsync(maya, $"{path}/{verb}", body);
            Assert.True(said.Status == 200, $"{verb} answered {said.Status}: {(said.Json.ValueKind == System.Text.Json.JsonValueKind.Object ? said.Json.GetRawText() : "")}");
        }
    }

    [Fact]
    public async Task A_word_outside_its_set_is_422_and_names_the_set()
    {
        var path = await world.DeclareAsync(world.AsMaya, takeCommand: true);
        var said = await SendAsync(world.AsMaya, path + "/status", new { status = "exploded" });
        Assert.Equal(422, said.Status);
        Assert.Contains("monitoring", said.Detail, StringComparison.Ordinal);
        Assert.Equal(422, (await SendAsync(world.AsMaya, path + "/roles", new { role = "mascot", person = "jonas@example.org" })).Status);
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/roles", new { role = "communications lead", person = "jonas@example.org" })).Status);
    }

    [Fact]
    public async Task An_update_names_only_components_of_the_catalog()
    {
        var path = await world.DeclareAsync(world.AsMaya, takeCommand: true);
        Assert.Equal(201, (await SendAsync(world.As(AccessRole.Administrator), "/api/v1/components", new { slug = "checks", name = "Permission checks" })).Status);
        var refused = await SendAsync(world.AsMaya, path + "/updates", Update("checks", "writes", "audit"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("\"writes\", \"audit\"", refused.Detail, StringComparison.Ordinal);
        Assert.Contains("Known: checks", refused.Detail, StringComparison.Ordinal);
        Assert.False((await GetAsync(world.AsMaya, path)).Json.GetProperty("isPublic").GetBoolean());
        Assert.Equal(200, (await SendAsync(world.AsMaya, path + "/updates", Update("checks"))).Status);

        static object Update(params string[] slugs) => new
        {
            publicStatus = "investigating",
            title = "Some checks fail",
            text = "We look into it.",
            nextUpdateInMinutes = 20,
            components = slugs.Select(slug => new { slug, state = "partialOutage" }),
        };
    }

    [Fact]
    public async Task The_openapi_document_names_every_route()
    {
        var document = await GetAsync(world.AsMaya, "/openapi/v1.json");
        Assert.Equal(200, document.Status);
        var paths = document.Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var verb in new[] { "acknowledge", "severity", "status", "roles", "handover", "handover/accept", "escalate", "notes", "checklist/{item}", "actions/{action}/start", "updates", "mitigate", "resolve", "reopen", "close", "decline", "duplicate", "timeline" })
        {
            Assert.Contains($"/api/v1/incidents/{{number}}/{verb}", paths);
        }
    }
}
