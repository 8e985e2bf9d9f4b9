using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>What the tests of senders share: a whole console with one service, integrations with keys, and what became of it all.</summary>
public abstract class SenderTests : IAsyncLifetime
{
    protected ConsoleApp App { get; } = new();

    protected HttpClient Client { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Prepare();
        Client = App.Browser();
        await App.Get<ICatalogEditor>().SaveServiceAsync(new Service("index", "Index", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Cancel);
        await App.Get<ICatalogEditor>().SaveServiceAsync(new Service("search", "Search", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Prepare()
    {
        // In memory, where nothing needs preparing.
    }

    protected async Task<(Integration Integration, string Key)> AddAsync(IntegrationKind kind, Func<Integration, Integration>? change = null, string? signing = null)
    {
        var draft = new Integration { Id = "", Kind = kind, Name = $"{kind} test", Service = "index", ServicePath = kind.UsualServicePath() };
        var settled = await App.Get<IntegrationDesk>().AddAsync(change?.Invoke(draft) ?? draft, signing, new Asker(Actor.System), Cancel);
        Assert.True(settled.Refusal is null, settled.Refusal?.Message);
        return (settled.Value!.Integration, settled.Value.Key);
    }

    protected async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, object? body, string? authorization = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await Client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        await App.SettleAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>A script tells of alerts of its own.</summary>
    protected Task PlainAsync(string key, params object[] alerts) => SendAsync(HttpMethod.Post, "/api/v1/alerts", alerts, $"Bearer {key}");

    protected async Task<Asker> PersonAsync(AccessRole role = AccessRole.Commander)
    {
        var person = await App.PersonAsync(role, "maya@example.org");
        return new Asker(new Actor(ActorKind.Person, person.Id, person.Name));
    }

    /// <summary>What somebody does with an incident; it must be taken.</summary>
    protected async Task<Incident> DoAsync(IncidentId incident, IncidentIntent intent, Actor? by = null)
    {
        var outcome = await App.Get<IncidentDesk>().SendAsync(incident, intent, by ?? Actor.System, SendOptions.Console, Cancel);
        Assert.True(outcome is Outcome.Accepted, (outcome as Outcome.Refused)?.Refusal.Message);
        return ((Outcome.Accepted)outcome).Incident;
    }

    /// <summary>The incident as it stands.</summary>
    protected async Task<Incident> ReadAsync(IncidentId incident) => (await App.Get<IncidentDesk>().ReadAsync(incident, Viewer.System, Cancel))!;

    protected async Task<Silence> SilenceAsync(SilenceScope scope, Asker asker)
    {
        var settled = await App.Get<SilenceDesk>().AddAsync(scope, "upgrade", TimeSpan.FromHours(1), asker, Cancel);
        Assert.True(settled.Refusal is null, settled.Refusal?.Message);
        return settled.Value!;
    }

    protected async Task<IReadOnlyList<IncidentRow>> IncidentsAsync() => (await App.Get<IIncidentQueries>().ListAsync(new IncidentFilter(), Viewer.System, Cancel)).Items;

    protected async Task<Incident> IncidentAsync() => await ReadAsync(Assert.Single(await IncidentsAsync()).Id);

    protected async Task<IReadOnlyList<Alert>> AlertsAsync(IncidentId incident) => await App.Get<IAlertStore>().OfIncidentAsync(incident, 100, Cancel);

    protected async Task<string> LastOutcomeAsync(Integration integration) => (await App.Get<IAlertStore>().LogAsync(integration.Id, 1, Cancel))[0].Outcome ?? "";

    protected static string Hmac(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
