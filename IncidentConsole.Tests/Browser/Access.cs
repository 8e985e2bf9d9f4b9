using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>Nobody is shown a button that would be refused.</summary>
public sealed class Access(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/incidents/2")]
    [InlineData("/incidents/2/communicate")]
    [InlineData("/incidents/1/postmortem")]
    public async Task A_stakeholder_sees_no_button_they_may_not_use(string path)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/stakeholder");
        await tab.GoAsync(path);
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        string[] forbidden = ["Declare", "Acknowledge", "Take command", "Hand over", "Page now", "Call again", "They answered", "Hold 5 min", "Tick", "Not applicable", "I run it now", "Confirm", "Skip", "Add", "Publish", "Resolve", "Mitigated", "Assign", "Save", "Change", "Reopen", "Join"];
        var usable = tab.Page.Locator("button:visible:enabled:not([aria-disabled=true])");
        var names = await usable.EvaluateAllAsync<string[]>("buttons => buttons.map(button => (button.getAttribute('aria-label') ?? button.innerText).trim())");
        Assert.Equal([], names.Where(name => forbidden.Any(word => $"{name} ".StartsWith($"{word} ", StringComparison.Ordinal))));
        Assert.Equal(0, await tab.Page.Locator("main input[type=checkbox]:visible:enabled, main textarea:visible:enabled:not([readonly])").CountAsync());
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task A_commander_sees_them()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/commander");
        await Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Declare incident" })).ToBeVisibleAsync();
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Composer).ToBeVisibleAsync();
        await Expect(tab.Command.Roles.GetByRole(AriaRole.Button, new() { Name = "Hand over" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_demos_commander_is_in_command_of_its_running_incident()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Entry("Errors fell")).ToBeVisibleAsync();
        await tab.Command.Status.GetByRole(AriaRole.Button, new() { Name = "Resolved" }).ClickAsync();
        var resolve = tab.Page.GetByRole(AriaRole.Form, new() { Name = "Resolve the incident" });
        await resolve.GetByLabel("What fixed it").FillAsync("Rolled back to 2.13.6");
        await resolve.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(resolve).ToContainTextAsync("Not yet:");   // weighed, and not "you are not in command"
    }
}
