using System.Net;
using System.Net.Http.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>Each cell of the role table for configuration, over HTTP.</summary>
public sealed class AuthorisationTests(AuthorisationTests.OneApp one) : IClassFixture<AuthorisationTests.OneApp>
{
    private static readonly string[] Pages = ["/settings", "/settings/people", "/settings/services", "/settings/services/new", "/settings/components", "/settings/keys", "/settings/audit"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<AccessRole, string, string, HttpStatusCode> Cells()
    {
        var cells = new TheoryData<AccessRole, string, string, HttpStatusCode>();
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            var writes = role == AccessRole.Administrator ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Forbidden;
            cells.Add(role, "GET", "/api/v1/services", HttpStatusCode.OK);
            cells.Add(role, "GET", "/api/v1/components", HttpStatusCode.OK);
            cells.Add(role, "POST", "/api/v1/services", writes);
            cells.Add(role, "POST", "/api/v1/components", writes);
            cells.Add(role, "PATCH", "/api/v1/services/none", role == AccessRole.Administrator ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
            cells.Add(role, "PATCH", "/api/v1/components/none", role == AccessRole.Administrator ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
            foreach (var page in Pages)
            {
                cells.Add(role, "GET", page, role == AccessRole.Administrator ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_key_may_what_its_role_may(AccessRole role, string method, string path, HttpStatusCode expected)
    {
        using var client = await one.App.KeyAsync(role);
        using var answer = await SendAsync(client, method, path);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/v1/services")]
    [InlineData("POST", "/api/v1/services")]
    [InlineData("PATCH", "/api/v1/services/none")]
    [InlineData("GET", "/api/v1/components")]
    [InlineData("POST", "/api/v1/components")]
    [InlineData("PATCH", "/api/v1/components/none")]
    [InlineData("GET", "/settings")]
    [InlineData("GET", "/you")]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/hubs/incident/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/no/such/page")]
    public async Task Nobody_gets_nothing(string method, string path)
    {
        using var client = one.App.Browser();
        using var answer = await SendAsync(client, method, path);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_revoked_key_a_made_up_one_and_one_of_a_locked_person_are_401()
    {
        var keys = one.App.Get<IApiKeys>();
        var (key, secret) = await keys.CreateAsync("short-lived", AccessRole.Administrator, null, null, Actor.System, Token);
        await keys.RevokeAsync(key.Id, Actor.System, Token);
        var person = await one.App.PersonAsync(AccessRole.Responder, $"{Guid.NewGuid():N}@example.org");
        var (_, locked) = await keys.CreateAsync("of a locked person", AccessRole.Responder, person.Id, null, Actor.System, Token);
        Assert.True(await one.App.Get<IAccounts>().SetLockedAsync(person.Id, true, Actor.System, Token));
        foreach (var sent in (string[])[secret, "ic_made-up", locked])
        {
            using var client = one.App.Browser();
            client.DefaultRequestHeaders.Authorization = new("Bearer", sent);
            using var answer = await client.GetAsync(new Uri("/api/v1/services", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_key_that_acts_as_a_person_may_no_more_than_the_lesser_of_both()
    {
        var ada = await one.App.PersonAsync(AccessRole.Administrator, $"{Guid.NewGuid():N}@example.org");
        var li = await one.App.PersonAsync(AccessRole.Responder, $"{Guid.NewGuid():N}@example.org");
        foreach (var (role, person) in ((AccessRole, string)[])[(AccessRole.Responder, ada.Id), (AccessRole.Administrator, li.Id)])
        {
            using var client = await one.App.KeyAsync(role, person);
            using var answer = await SendAsync(client, "POST", "/api/v1/components");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Configuration_is_written_read_and_audited()
    {
        using var client = await one.App.KeyAsync(AccessRole.Administrator);
        var person = await one.App.PersonAsync(AccessRole.Responder, "on-call@example.org");
        using (var made = await client.PostAsJsonAsync(new Uri("/api/v1/services", UriKind.Relative), new
        {
            slug = "inferadb",
            name = "InferaDB",
            runbook = "inferadb",
            ownerTeam = "Platform",
            bindings = new Dictionary<string, string[]> { ["On-call engineer"] = [person.Email] },
            signals = new[] { new { id = "up", title = "Up", source = new { kind = "probe", address = "http://127.0.0.1:9/" }, thresholds = new[] { new { rank = 1, value = 0.5 } }, good = "high" } },
        }, Token))
        {
            Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Token));
        }

        using (var twice = await client.PostAsJsonAsync(new Uri("/api/v1/services", UriKind.Relative), new { slug = "inferadb", name = "InferaDB", runbook = "inferadb" }, Token))
        {
            Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        }

        using (var changed = await client.PatchAsJsonAsync(new Uri("/api/v1/services/inferadb", UriKind.Relative), new { name = "InferaDB core" }, Token))
        {
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        var service = await one.App.Get<ICatalog>().FindServiceAsync("inferadb", Token);
        Assert.Equal(("InferaDB core", "Platform"), (service!.Name, service.OwnerTeam));
        Assert.Equal([person.Id], service.Bindings["on-call engineer"]);
        var signal = Assert.Single(await one.App.Get<ISignalCatalog>().OfServiceAsync("inferadb", removedToo: false, Token));
        Assert.Equal(("up", "inferadb", TimeSpan.FromSeconds(5)), (signal.Id, signal.Service, signal.PollEvery));
        var audit = await one.App.Get<IAuditLog>().ReadAsync(1, 100, Token);
        Assert.Contains(audit.Items, row => row is { Action: "added", Subject: "service inferadb", ActorName: "test Administrator" });
    }

    [Theory]
    [InlineData("""{"slug":"Not A Slug","name":"x"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"slug":"x","name":"x","runbook":"none"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"slug":"x","name":"x","bindings":{"On-call engineer":["nobody@example.org"]}}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"slug":"x","name":"x","signals":[{"id":"a","title":"A","source":{"kind":"probe","address":"ftp://x"}}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"slug":"x","name":"x","signals":[{"id":"a","title":"A"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"slug":"x","name":"x","signals":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"slug":""", HttpStatusCode.BadRequest)]
    public async Task Bad_input_is_refused_and_nothing_is_half_done(string body, HttpStatusCode expected)
    {
        using var client = await one.App.KeyAsync(AccessRole.Administrator);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/v1/services", UriKind.Relative), content, Token);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Null(await one.App.Get<ICatalog>().FindServiceAsync("x", Token));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
        return client.SendAsync(request, Token);
    }

    public sealed class OneApp : IAsyncDisposable
    {
        public ConsoleApp App { get; } = new();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
