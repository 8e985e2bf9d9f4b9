using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A storm of alerts at a moment that is looked at: those the timeline does not name are listed too, as they were known then.</summary>
public sealed class StormLookedBackAt(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private const string Service = "weather";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_alerts_are_listed_as_they_were_known_then()
    {
        Needs.Chromium();
        var key = await WireAsync();
        var (number, begun) = await TellAsync(key, 0, 22, "firing");
        var (_, grown) = await TellAsync(key, 22, 8, "firing");
        await TellAsync(key, 0, 30, "resolved");

        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/stakeholder");
        var alerts = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Alerts", Exact = true });
        await ListAsync(At(begun), "all 22 fire", 22, "Fires");
        await Expect(alerts.GetByText("Host 21 is down")).ToBeVisibleAsync();      // beyond those that the timeline names one by one
        await Expect(alerts.GetByText("Host 22 is down")).ToHaveCountAsync(0);    // not known yet
        await ListAsync(At(grown), "all 30 fire", 30, "Fires");
        await Expect(alerts.GetByText("Host 29 is down")).ToBeVisibleAsync();

        // Now, on the same page.
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Now" }).ClickAsync();
        await Expect(tab.Page.Locator("ic-travel")).ToHaveCountAsync(0);
        await ListAsync("", "all 30 ended", 30, "Ended");
        Assert.Equal([], tab.Complaints());

        async Task ListAsync(string moment, string counted, int rows, string state)
        {
            await tab.GoAsync($"/incidents/{number}{moment}");
            await Expect(tab.Page.Locator(".tl > [data-kind]").First).ToBeVisibleAsync();
            await Expect(alerts).ToContainTextAsync(counted);
            await alerts.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();
            await Expect(alerts.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(rows);
            await Expect(alerts.GetByRole(AriaRole.Listitem).Filter(new() { HasText = state })).ToHaveCountAsync(rows);
        }
    }

    private static string At(DateTimeOffset moment) => $"?at={Uri.EscapeDataString(AskedMoment.Write(moment))}";

    private async Task<string> WireAsync()
    {
        var nobody = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        await demo.App.Get<ICatalogEditor>().SaveServiceAsync(new Service(Service, "Weather", "inferadb", null, nobody), null, isNew: true, Actor.System, End);
        var draft = new Integration { Id = "", Kind = IntegrationKind.Plain, Name = "Storm", Service = Service, ServicePath = IntegrationKind.Plain.UsualServicePath() };
        return (await demo.App.Get<IntegrationDesk>().AddAsync(draft, null, new Asker(Actor.System), End)).Value!.Key;
    }

    /// <summary>So many alerts in one delivery; then the number of the incident and the moment at which all of it was known.</summary>
    private async Task<(int Number, DateTimeOffset Known)> TellAsync(string key, int first, int count, string status)
    {
        using var client = new HttpClient { BaseAddress = demo.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var told = Enumerable.Range(first, count).Select(i => i.ToString("00", CultureInfo.InvariantCulture)).Select(i => new { title = $"Host {i} is down", key = i, status });
        using var taken = await client.PostAsJsonAsync(new Uri("/api/v1/alerts", UriKind.Relative), told, End);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await demo.App.SettleAsync();
        var incident = Assert.Single((await demo.App.Get<IIncidentQueries>().ListAsync(new IncidentFilter { Service = Service }, Viewer.System, End)).Items);
        var events = await demo.App.Get<IEventLog>().LoadAsync(StreamId.Of(incident.Id), 0, End);
        return (incident.Number, AskedMoment.After(events.Max(recorded => recorded.RecordedAt)));
    }
}
