using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A data breach under the Kaizen runbook that ships, whose ladder runs by elapsed time: the mark goes straight to the CTO, on a wide screen and on a phone.</summary>
public sealed class Breach(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData(1440, "dark")]
    [InlineData(390, "light")]
    public async Task A_breach_goes_straight_to_the_cto(int width, string theme)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        await tab.GoAsync("/signin/demo/commander");

        // Declared by the runbook's open questions.
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Declare") }).First.ClickAsync();
        await tab.Page.GetByLabel("What is wrong, as a user would say it").FillAsync($"Tokens in a public bucket, {width}");
        await tab.Page.GetByRole(AriaRole.Form, new() { Name = "Declare an incident" }).GetByLabel("Service", new() { Exact = true }).FillAsync("kaizen");
        await tab.Page.GetByText("Judge it by the runbook's questions").ClickAsync();
        await tab.Page.GetByLabel("Impact: How many users are affected?").FillAsync("About 40");
        await tab.Page.GetByRole(AriaRole.Radio, new() { Name = "P2 Medium" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Declare P2") }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = $"Tokens in a public bucket, {width}" })).ToBeVisibleAsync();
        await Expect(tab.Command.Entry("Impact: How many users are affected? About 40")).ToBeVisibleAsync();

        // The mark calls nobody at this level, and the screen says which one does.
        if (width < 500)
        {
            await tab.Command.PartAsync("Escalate");
        }

        await tab.Command.Severity.GetByRole(AriaRole.Button, new() { Name = "Raise to P0" }).ClickAsync();
        var preview = tab.Command.Severity.GetByRole(AriaRole.Form, new() { Name = "Confirm the severity" });
        await Expect(preview).ToContainTextAsync("At once: On-call engineer");
        await Expect(preview).ToContainTextAsync("Adds E-mail to stakeholders");
        await preview.GetByRole(AriaRole.Button, new() { Name = "Raise to P0" }).ClickAsync();
        await Expect(tab.Command.Ladder.First).ToBeVisibleAsync();
        await Expect(tab.Command.Step("CTO")).ToContainTextAsync("or at once for a data breach");

        // Marking needs its reason and says whom it calls before it does.
        var mark = tab.Command.Severity.GetByRole(AriaRole.Group, new() { Name = "Data breach" });
        await Expect(mark).ToContainTextAsync("Goes straight to CTO");
        await mark.GetByRole(AriaRole.Button, new() { Name = "Mark as data breach" }).ClickAsync();
        await mark.GetByLabel("What was seen?").FillAsync("The bucket held customer data");
        await mark.GetByRole(AriaRole.Button, new() { Name = "Mark it: calls CTO now" }).ClickAsync();
        await Expect(mark).ToContainTextAsync("since");
        await Expect(tab.Command.Step("CTO")).ToContainTextAsync("unanswered");
        await Expect(tab.Command.Step("Engineering manager")).ToContainTextAsync("whoever answered");
        if (width < 500)
        {
            await tab.Command.PartAsync("Timeline");
        }

        await Expect(tab.Command.Entry("Marked: data breach")).ToContainTextAsync("The bucket held customer data");
        Assert.Equal([], tab.Complaints());
    }
}
