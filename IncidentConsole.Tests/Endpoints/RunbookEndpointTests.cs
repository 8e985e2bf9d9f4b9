using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using static IncidentConsole.Tests.Endpoints.ApiWorld;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Runbooks over HTTP: who may read, check and publish, and what the answers say.</summary>
public sealed class RunbookEndpointTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData(AccessRole.Stakeholder, 403)]
    [InlineData(AccessRole.Responder, 403)]
    [InlineData(AccessRole.Commander, 403)]
    [InlineData(AccessRole.Administrator, 200)]
    public async Task Everyone_reads_and_checks_and_only_an_administrator_publishes(AccessRole role, int publishes)
    {
        var client = world.As(role);
        Assert.Equal(200, (await GetAsync(client, "/api/v1/runbooks")).Status);
        Assert.Equal(200, (await GetAsync(client, "/api/v1/runbooks/standard")).Status);
        Assert.Equal(200, (await GetAsync(client, "/api/v1/runbooks/standard.md")).Status);
        Assert.Equal(200, (await SendAsync(client, "/api/v1/runbooks/check", new { markdown = "# Payments" })).Status);
        Assert.Equal(publishes, (await PutAsync(client, $"of-{role}".ToLowerInvariant(), new { markdown = $"# Of {role}", reason = "To try" })).Status);
    }

    [Fact]
    public async Task A_publication_is_the_next_revision_and_running_incidents_keep_theirs()
    {
        var admin = world.As(AccessRole.Administrator);
        await world.App.Get<ICatalogEditor>().SaveServiceAsync(new Service("payments", "Payments", "standard", null, []), null, isNew: true, Actor.System, Token);
        var first = await PutAsync(admin, "payments", new { markdown = "# Payments", reason = "First", services = new[] { "payments" } });
        Assert.Equal((200, "1", "First", "test Administrator"), (first.Status, first.ETag, first.Text("reason"), first.Text("publishedBy")));
        Assert.Equal("payments", (await world.App.Get<ICatalog>().FindServiceAsync("payments", Token))!.RunbookSlug);

        await world.DeclareAsync(world.AsMaya, service: "payments", severity: 1);
        var second = await PutAsync(admin, "payments", new { markdown = "# Payments, better", reason = "A better title" });
        Assert.Equal(2, second.Json.GetProperty("revision").GetInt32());
        Assert.Equal("Payments, better", second.Json.GetProperty("runbook").GetProperty("title").GetString());

        var old = await GetAsync(world.AsJonas, "/api/v1/runbooks/payments?revision=1");
        Assert.Equal((false, 1), (old.Json.GetProperty("isCurrent").GetBoolean(), old.Json.GetProperty("usedBy").GetInt32()));
        Assert.Equal("Payments", old.Json.GetProperty("runbook").GetProperty("title").GetString());
        Assert.Equal(0, (await GetAsync(world.AsJonas, "/api/v1/runbooks/payments")).Json.GetProperty("usedBy").GetInt32());
    }

    [Fact]
    public async Task The_same_text_twice_an_old_revision_and_a_missing_reason_publish_nothing()
    {
        var admin = world.As(AccessRole.Administrator);
        Assert.Equal(422, (await PutAsync(admin, "search", new { markdown = "# Search" })).Status);
        Assert.Equal(200, (await PutAsync(admin, "search", new { markdown = "# Search", reason = "First" }, "0")).Status);
        var same = await PutAsync(admin, "search", new { markdown = "# Search\r\n", reason = "Again" });
        Assert.Equal(409, same.Status);
        Assert.Contains("word for word revision 1", same.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await PutAsync(admin, "search", new { markdown = "# Search 2", reason = "Second" }, "1")).Status);
        var late = await PutAsync(admin, "search", new { markdown = "# Search 3", reason = "Third" }, "1");
        Assert.Equal(412, late.Status);
        Assert.Contains("revision 2 meanwhile (Second)", late.Detail, StringComparison.Ordinal);
        Assert.Equal("Search 2", (await GetAsync(admin, "/api/v1/runbooks/search")).Json.GetProperty("runbook").GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("Not a name", "# Title", "short name")]
    [InlineData("import", "# Title", "another short name")]
    [InlineData("empty", "  ", "empty")]
    public async Task What_is_no_runbook_is_refused_in_words(string slug, string markdown, string words)
    {
        var refused = await PutAsync(world.As(AccessRole.Administrator), Uri.EscapeDataString(slug), new { markdown, reason = "To try" });
        Assert.Equal(422, refused.Status);
        Assert.Contains(words, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_takes_the_file_itself_and_gives_every_fact_its_line()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("\n# Payments\n\nNobody reads this line.\n"));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/markdown");
        using var response = await world.As(AccessRole.Stakeholder).PostAsync(new Uri("/api/v1/runbooks/check?slug=pay", UriKind.Relative), content, Token);
        var said = await Answer.OfAsync(response);
        Assert.True(said.Json.GetProperty("compiles").GetBoolean());
        Assert.Equal("pay", said.Json.GetProperty("runbook").GetProperty("slug").GetString());
        var title = said.Json.GetProperty("facts").EnumerateArray().First(fact => fact.GetProperty("kind").GetString() == "title");
        Assert.Equal(2, title.GetProperty("firstLine").GetInt32());
        Assert.Contains(said.Json.GetProperty("unread").EnumerateArray(), unread => unread.GetProperty("firstLine").GetInt32() == 4);

        var no = await SendAsync(world.As(AccessRole.Stakeholder), "/api/v1/runbooks/check", new { markdown = "" });
        Assert.False(no.Json.GetProperty("compiles").GetBoolean());
        Assert.NotEmpty(no.Json.GetProperty("problem").GetProperty("words").GetString()!);
    }

    [Fact]
    public async Task An_export_is_a_Markdown_file_that_compiles()
    {
        await PutAsync(world.As(AccessRole.Administrator), "exported", new { markdown = "# Exported\n\nScope: what leaves.\n", reason = "First" });
        using var response = await world.AsJonas.GetAsync(new Uri("/api/v1/runbooks/exported.md", UriKind.Relative), Token);
        Assert.Equal("text/markdown", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("exported.md", response.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        var markdown = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal("Exported", world.App.Get<IRunbookCompiler>().Compile(markdown, "exported").Compilation!.Runbook.Title);
        Assert.Equal(404, (await GetAsync(world.AsJonas, "/api/v1/runbooks/nobody.md")).Status);
    }

    [Fact]
    public async Task The_palette_finds_a_procedure_by_its_words()
    {
        var found = (await GetAsync(world.AsJonas, "/find?q=failing all pods")).Json.EnumerateArray().ToList();
        Assert.Contains(found, row => row.GetProperty("href").GetString()!.StartsWith("/runbooks/inferadb?procedure=", StringComparison.Ordinal) && row.GetProperty("label").GetString()!.StartsWith("All pods failing", StringComparison.OrdinalIgnoreCase));
        Assert.Empty((await GetAsync(world.AsJonas, "/find?q=nosuchword")).Json.EnumerateArray());
    }

    [Fact]
    public async Task The_document_of_the_API_names_them()
    {
        using var client = world.App.Browser();
        var paths = (await GetAsync(client, "/openapi/v1.json")).Json.GetProperty("paths");
        Assert.True(paths.TryGetProperty("/api/v1/runbooks/{slug}", out var one) && one.TryGetProperty("put", out _) && one.TryGetProperty("get", out _));
        Assert.True(paths.TryGetProperty("/api/v1/runbooks/check", out var check) && check.GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("text/markdown", out _));
    }

    private static async Task<Answer> PutAsync(HttpClient client, string slug, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/v1/runbooks/{slug}", UriKind.Relative)) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        }

        using var response = await client.SendAsync(request, Token);
        return await Answer.OfAsync(response);
    }
}
