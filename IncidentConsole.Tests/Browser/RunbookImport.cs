using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A team brings its own runbook: paste, answer what contradicts itself, publish, put a service under it, declare.</summary>
public sealed class RunbookImport(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private const string Contradictory = """

        ## Severity levels

        ### P1 - Critical
        **Impact**: Nobody can pay
        **Response Time**: 5 minutes

        ### P2 - High
        **Impact**: Some people cannot pay
        **Response Time**: 30 minutes

        | Level | Response time |
        |-------|---------------|
        | P1 | 15 minutes |
        | P2 | 30 minutes |

        ## Notes of the team

        The bank answers slowly on Mondays.
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Import_with_corrections(int width)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width);
        var page = tab.Page;
        await tab.GoAsync("/signin/demo/administrator");
        await tab.GoAsync("/runbooks");
        await page.GetByRole(AriaRole.Link, new() { Name = "Import Markdown" }).ClickAsync();

        var source = page.GetByLabel("Markdown of the runbook");
        await source.FillAsync($"# Payments {width}\n{Contradictory}");
        var question = page.GetByRole(AriaRole.Group, new() { Name = "How soon does P1 answer" });
        await Expect(question).ToBeVisibleAsync();
        await Expect(page.Locator(".src-lines .asked").First).ToBeAttachedAsync();
        await page.Locator("summary", new() { HasText = "Kept as reference text" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "line 20", Exact = true }).ClickAsync();
        await Expect(page.Locator(".src-lines .here")).ToHaveTextAsync("20");

        await question.GetByRole(AriaRole.Button, new() { Name = "within 15 min" }).ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(source).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("response: PT15M"));
        var matrix = page.GetByRole(AriaRole.Region, new() { Name = "Severity matrix" });
        await Expect(matrix.GetByRole(AriaRole.Row).Filter(new() { HasText = "P1 Critical" })).ToContainTextAsync("15\u00a0min");

        await page.Locator("summary", new() { HasText = "About" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct: The runbook is called" }).ClickAsync();
        await page.GetByLabel("The right title").FillAsync($"Payments and refunds {width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Publish \"Payments and refunds {width}\"" })).ToBeVisibleAsync();

        await page.GetByLabel("Short name").FillAsync($"payments-{width}");
        await page.GetByLabel("InferaDB").CheckAsync();
        await page.GetByLabel("Why is it published?").FillAsync("Our own levels");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish revision 1" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Payments and refunds {width}", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Table of revisions" })).ToContainTextAsync("Our own levels");
        await Expect(page.GetByText("Used by InferaDB")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Declare with this" }).ClickAsync();
        await Expect(page.GetByText($"Severity, from the Payments and refunds {width}")).ToBeVisibleAsync();
        await page.GetByLabel("What is wrong, as a user would say it").FillAsync($"Nobody can pay {width}");
        await page.GetByRole(AriaRole.Radio, new() { Name = "P1 Critical" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Declare P1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Nobody can pay {width}" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Incident declared at P1 Critical")).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_keyboard_alone_answers_a_question_and_publishes(int width)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width);
        var (page, keyboard) = (tab.Page, tab.Page.Keyboard);
        await tab.GoAsync("/signin/demo/administrator");
        await tab.GoAsync("/runbooks/import");
        await tab.TabUntilAsync(page.GetByLabel("Markdown of the runbook"));
        await keyboard.InsertTextAsync($"# Ledger {width}\n{Contradictory}");
        var answer = page.GetByRole(AriaRole.Group, new() { Name = "How soon does P1 answer" }).GetByRole(AriaRole.Button, new() { Name = "within 15 min" });
        await Expect(answer).ToBeVisibleAsync();
        await tab.TabUntilAsync(answer);
        await keyboard.PressAsync("Enter");
        await Expect(answer).ToHaveCountAsync(0);
        await tab.TabUntilAsync(page.GetByLabel("Short name"));
        await keyboard.PressAsync("Control+a");
        await keyboard.TypeAsync($"ledger-{width}");
        await tab.TabUntilAsync(page.GetByLabel("Why is it published?"));
        await keyboard.TypeAsync("Our own levels");
        await tab.TabUntilAsync(page.GetByRole(AriaRole.Button, new() { Name = "Publish revision 1" }));
        await keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"Ledger {width}", Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task What_was_pasted_survives_a_reload_and_is_read_again()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/administrator");
        await tab.GoAsync("/runbooks/import");
        var source = tab.Page.GetByLabel("Markdown of the runbook");
        await source.FillAsync("# Kept over a reload");
        var heading = tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Publish \"Kept over a reload\"" });
        await Expect(heading).ToBeVisibleAsync();

        await tab.GoAsync("/runbooks/import");
        await Expect(source).ToHaveValueAsync("# Kept over a reload");
        await Expect(heading).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task A_draft_begun_on_an_older_revision_is_refused_with_what_happened_meanwhile_and_kept()
    {
        Needs.Chromium();
        var end = TestContext.Current.CancellationToken;
        await using var tab = await chromium.OpenAsync(demo.Address);
        var page = tab.Page;
        await tab.GoAsync("/signin/demo/administrator");
        await tab.GoAsync("/runbooks/hafnium/edit");
        var source = page.GetByLabel("Markdown of the runbook");
        var mine = (await source.InputValueAsync()).Replace("30 minutes", "25 minutes", StringComparison.Ordinal);
        await source.FillAsync(mine);
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Publish revision 2 of") })).ToBeVisibleAsync();
        await Expect(page.GetByText("This text was begun on")).ToHaveCountAsync(0);

        var theirs = (await demo.App.Get<ICatalog>().CurrentRunbookAsync("hafnium", end))!.Runbook with { Title = "Hafnium, theirs" };
        Assert.NotNull(await demo.App.Get<ICatalogEditor>().PublishRunbookAsync(new(theirs, null, "A new title"), new Actor(ActorKind.Person, "grace", "Grace Hopper"), end));

        await tab.GoAsync("/runbooks/hafnium/edit");
        await Expect(source).ToHaveValueAsync(mine);
        await Expect(page.GetByText("This text was begun on revision 1; revision 2 is in use now.")).ToBeVisibleAsync();
        await page.GetByLabel("Why is it published?").FillAsync("Faster at SEV2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish revision 3" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Grace Hopper published revision 2 meanwhile (A new title)." })).ToBeVisibleAsync();
        await Expect(source).ToHaveValueAsync(mine);
        Assert.Equal(theirs.Title, (await demo.App.Get<ICatalog>().CurrentRunbookAsync("hafnium", end))!.Runbook.Title);

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish revision 3" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Table of revisions" })).ToContainTextAsync("Faster at SEV2");
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task G_then_R_leads_to_the_runbooks()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/stakeholder");
        await tab.GoAsync("/");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Incidents" })).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("g");
        await tab.Page.Keyboard.PressAsync("r");
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Runbooks", Level = 1 })).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Link, new() { Name = "Import Markdown" })).ToHaveCountAsync(0);
        await tab.Page.GetByLabel("Search runbooks, steps and symptoms").FillAsync("latency");
        await Expect(tab.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=latency"));
        await tab.Page.GetByRole(AriaRole.Region, new() { Name = "Library" }).GetByRole(AriaRole.Link, new() { Name = "InferaDB" }).First.ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "InferaDB", Level = 2 }).First).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }
}
