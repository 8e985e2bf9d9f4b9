using System.Collections.Immutable;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A request the console sends, the limit it raises, and what is written down before resolving: with the keyboard alone, wide and on a phone, against a server that answers.</summary>
public sealed class ProcedureRequests(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private const string Axe = """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations
            .map(found => `${found.id}: ${found.nodes.map(node => node.target.join(' ')).join(' · ')}`)
            .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ['scrolls sideways'] : [])
            .concat(innerWidth >= 1200 && document.documentElement.scrollHeight > innerHeight ? ['the page itself scrolls'] : [])
        """;

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1440, "dark")]
    [InlineData(390, "light")]
    public async Task A_request_is_shown_sent_and_its_limit_taken_back(int width, string theme)
    {
        Needs.Chromium();
        await using var server = await StubServer.StartAsync(http => http.Response.WriteAsync("""{"max": 10, "token": "s3cr3t-value"}""", http.RequestAborted));
        var service = $"limits-{width}";
        await AddServiceAsync(service, server.Address);
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        var (page, keyboard) = (tab.Page, tab.Page.Keyboard);
        await tab.GoAsync("/signin/demo/commander");
        var number = await DeclareAsync(service);
        await tab.GoAsync($"/incidents/{number}?panel=runbook");

        var step = tab.Command.Procedure.Locator("li[aria-current=step]");
        await tab.TabUntilAsync(step.GetByRole(AriaRole.Textbox, new() { Name = "who" }));
        await keyboard.TypeAsync("a/b");
        await tab.TabUntilAsync(step.GetByRole(AriaRole.Button, new() { Name = "Send from here" }));
        await keyboard.PressAsync("Enter");
        await Expect(step.GetByLabel("Request")).ToContainTextAsync($"POST {server.Address}adjust/a%2Fb");
        await LookAsync(tab);

        await tab.TabUntilAsync(step.GetByLabel("Why is it sent?"));
        await keyboard.TypeAsync("An attack");
        await tab.TabUntilAsync(step.GetByRole(AriaRole.Button, new() { Name = "Send now" }));
        await keyboard.PressAsync("Enter");
        var raised = page.GetByRole(AriaRole.Link, new() { Name = "1 limit raised" });
        await Expect(raised).ToBeAttachedAsync();
        await Expect(tab.Command.Procedure.GetByRole(AriaRole.List, new() { Name = "Raised limits" })).ToContainTextAsync("An attack");
        await LookAsync(tab);

        await tab.TabUntilAsync(tab.Command.Procedure.GetByRole(AriaRole.Button, new() { Name = "It is back" }));
        await keyboard.PressAsync("Enter");
        await Expect(raised).ToHaveCountAsync(0);

        await tab.TabUntilAsync(page.GetByLabel("Workaround", new() { Exact = true }));
        await keyboard.TypeAsync("Limits at 10");
        await tab.TabUntilAsync(page.GetByLabel("Rollback", new() { Exact = true }));
        await keyboard.TypeAsync("Set them to 60 again");
        await tab.TabUntilAsync(page.GetByRole(AriaRole.Form, new() { Name = "Workaround and rollback" }).GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("#documentation")).ToContainTextAsync("Set them to 60 again");
        await Expect(page.GetByRole(AriaRole.Form, new() { Name = "Workaround and rollback" })).ToHaveCountAsync(0);
        await LookAsync(tab);

        await tab.GoAsync($"/incidents/{number}");
        await Expect(tab.Command.Entry("Answered 200")).ToContainTextAsync("\"token\": \"•••\"");
        Assert.Equal([], tab.Complaints());
    }

    private static async Task LookAsync(Tab tab)
    {
        await tab.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(Sources.Root, "wwwroot-assets/node_modules/axe-core/axe.min.js"), End));
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(Axe));
    }

    private async Task<int> DeclareAsync(string service)
    {
        var app = demo.App;
        var maya = (await app.Get<IDirectory>().FindPersonAsync("maya@inferadb.example", End))!;
        var outcome = await app.Get<IncidentDesk>().SendAsync(
            new IncidentId(Guid.CreateVersion7().ToString("D")), new DeclareIncident("Too many requests", service, "SEV2") { TakeCommand = true },
            new Actor(ActorKind.Person, maya.Id, maya.Name), new("test"), End);
        return Assert.IsType<Outcome.Accepted>(outcome).Incident.Number;
    }

    private async Task AddServiceAsync(string slug, Uri address)
    {
        var runbook = TestRunbooks.Standard with
        {
            Slug = slug,
            DocumentsWorkaround = true,
            Procedures =
            [
                new("attack", "Rate limit attack")
                {
                    Actions = [new("adjust", "Adjust the limits") { RaisesLimit = true, Request = new("POST", $"{address}adjust/<who>", "{\"max\": 10}") }],
                    Verifications = [new("calm", "Traffic is back to normal")],
                },
            ],
        };
        var editor = demo.App.Get<ICatalogEditor>();
        await editor.PublishRunbookAsync(new RunbookEdition(runbook, null, "For the test"), Actor.System, End);
        Assert.True(await editor.SaveServiceAsync(new Service(slug, slug, slug, null, ImmutableDictionary<string, ImmutableArray<string>>.Empty), null, isNew: true, Actor.System, End));
        await demo.App.Get<IAllowedHosts>().AddAsync(HostRule.Parse(address.Authority).Rule!, Actor.System, End);
    }
}
