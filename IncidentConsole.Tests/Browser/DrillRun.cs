using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A drill as a commander runs it: from a procedure of the runbook to the report, marked on every page.</summary>
public sealed class DrillRun(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Fact]
    public async Task From_a_procedure_to_the_report()
    {
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/runbooks/inferadb");
        var page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Practise this" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Start a drill" })).ToBeVisibleAsync();
        await page.GetByLabel("Severity").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the drill" }).ClickAsync();

        var mark = page.GetByRole(AriaRole.Region, new() { Name = "Drill", Exact = true });
        await Expect(mark).ToContainTextAsync("Nobody real is called");
        await Expect(page).ToHaveTitleAsync(new Regex("^DRILL"));
        await Expect(tab.Command.Entry("Drill declared at")).ToBeVisibleAsync();
        await tab.Command.Button("Acknowledge").First.ClickAsync();
        await Expect(tab.Command.Entry("Acknowledged").First).ToBeVisibleAsync();
        await tab.Command.TabAsync("Communicate");
        var update = page.GetByRole(AriaRole.Form, new() { Name = "Status update" });   // the mark stands on both pages: this tells them apart
        await Expect(update).ToBeVisibleAsync();
        await Expect(mark).ToBeVisibleAsync();
        await tab.Command.TabAsync("Command");
        await Expect(update).ToHaveCountAsync(0);
        await Expect(tab.Command.Entry("Acknowledged").First).ToBeVisibleAsync();
        await mark.GetByRole(AriaRole.Button, new() { Name = "End the drill" }).ClickAsync();
        await mark.GetByRole(AriaRole.Button, new() { Name = "End it, and see the report" }).ClickAsync();
        await Expect(mark).ToContainTextAsync("It is over");
        await mark.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Report of the drill" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Times" })).ToContainTextAsync("Acknowledged");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Compared with earlier drills of the same" })).ToContainTextAsync("This is the first one.");
        Assert.Equal([], tab.Complaints());
    }
}
