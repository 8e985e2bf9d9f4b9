using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>The postmortem over HTTP: read, write, action items and the PDF, for those who may.</summary>
public sealed class PostmortemEndpointTests : IAsyncLifetime
{
    private readonly ConsoleApp app = new();
    private HttpClient commander = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        commander = await app.KeyAsync(AccessRole.Commander);
        using var declared = await commander.PostAsJsonAsync("/api/v1/incidents", new { title = "Login loops", service = "shop", severity = 2 }, Token);
        Assert.Equal(HttpStatusCode.Created, declared.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        commander.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_pdf_is_there_from_the_declaration_on_and_says_that_the_incident_is_open()
    {
        using var answer = await commander.GetAsync(Url("/incidents/INC-1/postmortem.pdf"), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("ua-1", answer.Headers.GetValues("Pdf-Standard").Single());
        Assert.Equal("INC-1-postmortem.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
        var text = await Documents.PdfTools.TextAsync(new(bytes, "ua-1", null));
        Assert.Contains("Incident still open", text, StringComparison.Ordinal);
        Assert.Contains("Login loops", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_reader_may_export_and_nobody_else()
    {
        using var stakeholder = await app.KeyAsync(AccessRole.Stakeholder);
        using var read = await stakeholder.GetAsync(Url("/incidents/1/postmortem.pdf"), Token);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var stranger = app.Browser();
        using var refused = await stranger.GetAsync(Url("/incidents/1/postmortem.pdf"), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using var missing = await stakeholder.GetAsync(Url("/incidents/99/postmortem.pdf"), Token);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_letter_without_a_font_is_named_in_the_answer()
    {
        using var renamed = await commander.PostAsJsonAsync("/api/v1/incidents/1/title", new { title = "Login 鍵 loops", reason = "name" }, Token);
        Assert.Equal(HttpStatusCode.OK, renamed.StatusCode);
        using var answer = await commander.GetAsync(Url("/incidents/1/postmortem.pdf"), Token);
        Assert.Equal("none", answer.Headers.GetValues("Pdf-Standard").Single());
        Assert.Contains("鍵", Uri.UnescapeDataString(answer.Headers.GetValues("Pdf-Note").Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_are_written_in_revisions_and_an_older_one_is_refused_with_nothing_half_done()
    {
        var first = await PutAsync(new { sections = new[] { new { id = "root-cause", text = "A key", revision = 0 }, new { id = "impact", text = "No sign-in", revision = 0 } } });
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("A key", Section(first.Body, "root-cause").GetProperty("text").GetString());
        Assert.Equal(1, Section(first.Body, "root-cause").GetProperty("revision").GetInt32());

        var stale = await PutAsync(new { sections = new[] { new { id = "went-well", text = "x", revision = 0 }, new { id = "root-cause", text = "Another", revision = 0 } } });
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Contains("Your text is kept", stale.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        var after = await ReadAsync();
        Assert.Equal(JsonValueKind.Null, Section(after, "went-well").GetProperty("text").ValueKind);
        Assert.Equal("A key", Section(after, "root-cause").GetProperty("text").GetString());
    }

    [Fact]
    public async Task If_match_and_idempotency_hold_here_too()
    {
        using var old = new HttpRequestMessage(HttpMethod.Put, Url("/api/v1/incidents/1/postmortem")) { Content = JsonContent.Create(new { sections = new[] { new { id = "impact", text = "x" } } }) };
        old.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
        using var refused = await commander.SendAsync(old, Token);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);

        var ids = new List<string?>();
        for (var i = 0; i < 2; i++)
        {
            using var add = new HttpRequestMessage(HttpMethod.Post, Url("/api/v1/incidents/1/postmortem/action-items")) { Content = JsonContent.Create(new { what = "Alert on key age", kind = "detect" }) };
            add.Headers.Add("Idempotency-Key", "once");
            using var answer = await commander.SendAsync(add, Token);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            ids.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString());
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(1, (await ReadAsync()).GetProperty("actionItems").GetArrayLength());
    }

    [Fact]
    public async Task An_action_item_is_tracked_to_done_and_null_takes_a_value_away()
    {
        var owner = await app.PersonAsync(AccessRole.Responder, "jonas@example.org");
        using var added = await commander.PostAsJsonAsync(
            "/api/v1/incidents/1/postmortem/action-items", new { what = "Alert on key age", kind = "detect", owner = "jonas@example.org", dueOn = "2099-11-27", ticket = "https://example.com/OPS-812" }, Token);
        var item = await added.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((owner.Id, "open", 1), (item.GetProperty("ownerId").GetString(), item.GetProperty("state").GetString(), item.GetProperty("number").GetInt32()));

        var url = $"/api/v1/incidents/1/postmortem/action-items/{item.GetProperty("id").GetString()}";
        using var changed = await commander.PatchAsJsonAsync(url, new Dictionary<string, object?> { ["state"] = "done", ["owner"] = null, ["dueOn"] = null }, Token);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var after = await changed.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("done", after.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("owner").ValueKind);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("dueOn").ValueKind);
        Assert.Equal("https://example.com/OPS-812", after.GetProperty("ticket").GetString());
    }

    [Theory]
    [InlineData("{\"what\":\"x\",\"kind\":\"poem\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"what\":\"\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"what\":\"x\",\"owner\":\"nobody@example.org\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"what\":\"x\",\"ticket\":\"javascript:alert(1)\"}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"wot\":\"x\"}", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    public async Task What_is_wrong_with_a_new_item_is_said(string json, HttpStatusCode expected)
    {
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await commander.PostAsync(Url("/api/v1/incidents/1/postmortem/action-items"), body, Token);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder, HttpStatusCode.Forbidden)]
    [InlineData(AccessRole.Responder, HttpStatusCode.OK)]
    public async Task Responders_write_and_stakeholders_read(AccessRole role, HttpStatusCode expected)
    {
        using var client = await app.KeyAsync(role);
        using var answer = await client.PutAsJsonAsync("/api/v1/incidents/1/postmortem", new { sections = new[] { new { id = "impact", text = role.ToString() } } }, Token);
        Assert.Equal(expected, answer.StatusCode);
        using var read = await client.GetAsync(Url("/api/v1/incidents/1/postmortem"), Token);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Entries_are_kept_and_an_open_incident_is_not_published()
    {
        var kept = await PutAsync(new { keep = new Dictionary<string, bool> { ["1"] = false } });
        Assert.Equal(HttpStatusCode.OK, kept.Status);
        Assert.False(kept.Body.GetProperty("timeline").EnumerateArray().First().GetProperty("kept").GetBoolean());

        var published = await PutAsync(new { publish = true, reason = "small" });
        Assert.Equal(HttpStatusCode.Conflict, published.Status);
        Assert.Contains("Resolve it first", published.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static Uri Url(string path) => new(path, UriKind.Relative);

    private static JsonElement Section(JsonElement postmortem, string id) => postmortem.GetProperty("sections").EnumerateArray().Single(section => section.GetProperty("id").GetString() == id);

    private async Task<JsonElement> ReadAsync() => await commander.GetFromJsonAsync<JsonElement>("/api/v1/incidents/1/postmortem", Token);

    private async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(object body)
    {
        using var answer = await commander.PutAsJsonAsync("/api/v1/incidents/1/postmortem", body, Token);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }
}
