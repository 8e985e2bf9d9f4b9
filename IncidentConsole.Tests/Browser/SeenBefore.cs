using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>An earlier incident like this one: what worked then and what of it is open, beside the procedure, one press away from it.</summary>
public sealed class SeenBefore(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData(1440, "light")]
    [InlineData(390, "dark")]
    public async Task What_worked_before_stands_beside_the_procedure(int width, string theme)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Entry("Update 2 published")).ToBeVisibleAsync();
        if (width < 500)
        {
            await tab.Command.PartAsync("Procedure");
        }

        var seen = tab.Command.Procedure.Locator(".notice").Filter(new() { HasText = "Seen before:" });
        await Expect(seen).ToContainTextAsync("same procedure");
        await Expect(seen).ToContainTextAsync("Worked then: “Restart pods” (helped, Error rate");

        await seen.GetByText("Still open from it").ClickAsync();
        await Expect(seen.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(seen.GetByRole(AriaRole.Listitem).First).ToBeVisibleAsync();

        await seen.GetByRole(AriaRole.Link, new() { Name = "INC-1" }).ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Login loops after a key change" })).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }
}
