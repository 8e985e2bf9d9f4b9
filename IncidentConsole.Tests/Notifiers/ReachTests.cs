using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Signals;

namespace IncidentConsole.Tests.Notifiers;

/// <summary>Messages really leave: by SMTP to a real server, by signed webhook to one that checks the signature.</summary>
public sealed partial class ReachTests
{
    private static readonly IncidentId Incident = new(Guid.CreateVersion7().ToString("D"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_arrives_by_mail_and_its_link_acknowledges_once()
    {
        await using var mail = await MailServer.StartAsync(Token);
        await using var app = new ConsoleApp("Production", Mail(mail.Port));
        var jonas = await StageAsync(app);
        await DeclareAsync(app);

        var (headers, text) = await mail.NextAsync(Token);
        Assert.Contains("To: jonas@example.org", headers, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <", headers, StringComparison.Ordinal);
        Assert.Contains("Grüße: permission checks fail", text, StringComparison.Ordinal);
        var path = new Uri(AcknowledgeLink().Match(text).Value).PathAndQuery;

        using var browser = app.Browser();
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative), Token);
        Assert.Contains("Acknowledge", page, StringComparison.Ordinal);
        Assert.Null((await ReadAsync(app)).Milestones.Acknowledged);   // opening changes nothing: mail scanners open links

        Assert.Equal(200, await PostAsync(browser, path));
        var incident = await ReadAsync(app);
        Assert.NotNull(incident.Milestones.Acknowledged);
        Assert.Equal(jonas.Id, incident.Ladder["page-on-call-engineer"].AnsweredBy?.Id);
        Assert.Equal(410, await PostAsync(browser, path));
        Assert.Empty(await app.Get<IOutbox>().PendingForAsync(jonas.Id, Token));
    }

    [Fact]
    public async Task A_forged_link_acknowledges_nothing()
    {
        await using var app = new ConsoleApp();
        using var browser = app.Browser();
        Assert.Equal(404, await PostAsync(browser, "/ack/forged"));
    }

    [Fact]
    public async Task Without_a_mail_server_the_delivery_says_so()
    {
        await using var app = new ConsoleApp();
        await StageAsync(app);
        await DeclareAsync(app);
        var delivery = await EventuallyAsync(
            () => app.Get<IOutbox>().DeliveriesAsync(Incident, Token),
            deliveries => deliveries.FirstOrDefault(d => d.Message.Channel == OutboxChannel.Email && d.State == DeliveryState.Failed));
        Assert.Contains("IncidentConsole__Smtp__Host", delivery.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_gets_each_event_signed()
    {
        const string secret = "a-secret-of-the-receiver";
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = new ConsoleApp(
            "Production", ("IncidentConsole:Webhooks:0:Name", "audit"), ("IncidentConsole:Webhooks:0:Url", receiver.Address.ToString()), ("IncidentConsole:Webhooks:0:Secret", secret));
        await StageAsync(app);
        await DeclareAsync(app);
        var types = new List<string>();
        while (!types.Contains("IncidentDeclared"))   // they are sent side by side, in no order
        {
            var (body, signature) = await receiver.NextAsync(Token);
            Assert.Equal("v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)), signature);
            types.Add(System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("type").GetString()!);
        }

        Assert.Distinct(types);
    }

    [Fact]
    public async Task An_alert_that_opens_nothing_is_told_to_whom_the_service_calls_first_and_a_storm_once()
    {
        await using var mail = await MailServer.StartAsync(Token);
        await using var app = new ConsoleApp("Production", Mail(mail.Port));
        await StageAsync(app);
        var desk = app.Get<IntegrationDesk>();
        await desk.SetPolicyAsync("inferadb", AlertPolicy.Default with { Mode = AlertMode.Notifies }, new Asker(Actor.System), Token);
        var draft = new Integration { Id = "", Kind = IntegrationKind.Plain, Name = "script", Service = "inferadb" };
        var key = (await desk.AddAsync(draft, null, new Asker(Actor.System), Token)).Value!.Key;
        using var client = app.Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var sent = await client.PostAsJsonAsync(new Uri("/api/v1/alerts", UriKind.Relative), new[] { new { title = "Disk almost full" }, new { title = "Queue grows" }, new { title = "Cache cold" } }, Token);
        await app.SettleAsync();

        var (headers, text) = await mail.NextAsync(Token);
        Assert.Contains("To: jonas@example.org", headers, StringComparison.Ordinal);
        Assert.Contains("[inferadb] alert without an incident: Disk almost full", headers, StringComparison.Ordinal);
        Assert.Contains("it is in no open incident", text, StringComparison.Ordinal);
        Assert.Contains("And 2 more alerts of the service fire without an incident.", text, StringComparison.Ordinal);
        Assert.Contains("/#loose", text, StringComparison.Ordinal);
        await EventuallyAsync(() => app.Get<IOutbox>().DepthAsync(Token), depth => depth == 0 ? "sent" : null);   // it was the only one
    }

    private static (string, string)[] Mail(int port) =>
        [("IncidentConsole:Smtp:Host", "127.0.0.1"), ("IncidentConsole:Smtp:Port", $"{port}"), ("IncidentConsole:Smtp:Tls", "false"), ("IncidentConsole:Smtp:From", "console@example.org")];

    private static async Task<Person> StageAsync(ConsoleApp app)
    {
        var jonas = await app.PersonAsync(AccessRole.Responder, "jonas@example.org");
        var bindings = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call engineer", [jonas.Id]);
        await app.Get<ICatalogEditor>().SaveServiceAsync(new Service("inferadb", "InferaDB", "inferadb", "Platform", bindings), null, isNew: true, Actor.System, Token);
        return jonas;
    }

    private static async Task DeclareAsync(ConsoleApp app)
    {
        var outcome = await app.Get<IncidentDesk>().SendAsync(
            Incident, new DeclareIncident("Grüße: permission checks fail", "inferadb", "SEV-2") { ByAlert = true }, Actor.System, new SendOptions("alert"), Token);
        Assert.IsType<Outcome.Accepted>(outcome);
    }

    private static async Task<Incident> ReadAsync(ConsoleApp app) => (await app.Get<IncidentDesk>().ReadAsync(Incident, Viewer.System, Token))!;

    private static async Task<int> PostAsync(HttpClient client, string path)
    {
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), null, Token);
        return (int)response.StatusCode;
    }

    private static async Task<T> EventuallyAsync<TRead, T>(Func<Task<TRead>> read, Func<TRead, T?> found)
        where T : class
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            if (found(await read()) is { } result)
            {
                return result;
            }
        }

        throw new InvalidOperationException("The timer ended.");
    }

    [GeneratedRegex(@"http://\S+/ack/\S+")]
    private static partial Regex AcknowledgeLink();
}
