using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>One console with a key for each role and persons for the roles of an incident.</summary>
public sealed class ApiWorld : IAsyncLifetime
{
    private readonly Dictionary<string, HttpClient> clients = [];

    public ConsoleApp App { get; } = new();

    public Person Maya { get; private set; } = default!;

    public Person Jonas { get; private set; } = default!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Acts as Maya, a Commander.</summary>
    public HttpClient AsMaya => clients["maya"];

    /// <summary>Acts as Jonas, a Responder.</summary>
    public HttpClient AsJonas => clients["jonas"];

    public HttpClient As(AccessRole role) => clients[role.ToString()];

    public async ValueTask InitializeAsync()
    {
        Maya = await App.PersonAsync(AccessRole.Commander, "maya@example.org");
        Jonas = await App.PersonAsync(AccessRole.Responder, "jonas@example.org");
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            clients[role.ToString()] = await App.KeyAsync(role);
        }

        clients["maya"] = await App.KeyAsync(AccessRole.Commander, Maya.Id);
        clients["jonas"] = await App.KeyAsync(AccessRole.Responder, Jonas.Id);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }

        await App.DisposeAsync();
    }

    /// <summary>Declares an incident and gives its path.</summary>
    public async Task<string> DeclareAsync(HttpClient client, string service = "inferadb", object? severity = null, bool takeCommand = false)
    {
        var said = await SendAsync(client, "/api/v1/incidents", new { title = "Permission checks fail", service, severity = severity ?? "SEV2", takeCommand });
        Assert.Equal(201, said.Status);
        return "/api/v1/incidents/" + said.Text("number");
    }

    public static async Task<Answer> SendAsync(HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body ?? new { }) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, Token);
        return await Answer.OfAsync(response);
    }

    public static async Task<Answer> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        return await Answer.OfAsync(response);
    }
}

/// <param name="ETag">Without its quotes.</param>
public sealed record Answer(int Status, JsonElement Json, string? ETag, string? Location, string? ContentType)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new Answer((int)response.StatusCode, isJson ? JsonDocument.Parse(body).RootElement : default, response.Headers.ETag?.Tag.Trim('"'), response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType);
    }

    public string? Text(string property) => Json.GetProperty(property).GetString();

    /// <summary>The words of a problem.</summary>
    public string Detail => Text("detail") ?? "";
}
