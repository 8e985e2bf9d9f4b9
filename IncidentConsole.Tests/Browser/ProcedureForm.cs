using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A procedure with a placeholder, wide and on a phone: what is missing blocks, what is typed is quoted, and it is still there after a reload.</summary>
public sealed class ProcedureForm(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_placeholder_is_filled_quoted_and_remembered(int width)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, "light");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2?panel=runbook&procedure=all");
        await tab.Command.Procedure.GetByRole(AriaRole.Link, new() { Name = "Advanced Mitigation" }).ClickAsync();
        var step = tab.Command.Procedure.Locator("li[aria-current=step]");
        var copy = step.GetByRole(AriaRole.Button, new() { NameRegex = new("^Copy the command") });
        await Expect(step).ToContainTextAsync("Fill in pod-name first.");
        await Expect(copy).ToBeDisabledAsync();

        await step.GetByRole(AriaRole.Textbox, new() { Name = "pod-name" }).FillAsync("web-1; reboot");
        await Expect(step.Locator("code")).ToHaveTextAsync("kubectl label pod 'web-1; reboot' -n inferadb app-");
        await Expect(copy).ToBeEnabledAsync();

        await tab.GoAsync("/incidents/2?panel=runbook&procedure=advanced-mitigation");
        await Expect(step.Locator("code")).ToHaveTextAsync("kubectl label pod 'web-1; reboot' -n inferadb app-");
        Assert.Equal([], tab.Complaints());
    }
}
