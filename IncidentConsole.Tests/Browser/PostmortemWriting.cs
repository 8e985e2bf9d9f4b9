using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A writer asks the incident for an entry and a chart in the middle of a text, with the keyboard alone.</summary>
public sealed class PostmortemWriting(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Fact]
    public async Task A_time_becomes_its_entry_and_a_chart_is_drawn()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address);
        var (page, keyboard) = (tab.Page, tab.Page.Keyboard);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/1/postmortem?part=went-well");
        var declared = page.GetByRole(AriaRole.Region, new() { Name = "Timeline entries" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "Incident declared" }).First;
        var at = DateTimeOffset.Parse((await declared.Locator("ic-time").GetAttributeAsync("at"))!, System.Globalization.CultureInfo.InvariantCulture);
        var clock = at.UtcDateTime.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

        var field = page.GetByLabel("What went well, Markdown");
        await field.FillAsync("");
        await field.FocusAsync();
        await keyboard.TypeAsync($"Seen @{clock}");
        var inserts = page.GetByRole(AriaRole.Group, new() { Name = "Insert" });
        await Expect(inserts.GetByRole(AriaRole.Button).First).ToContainTextAsync("Incident declared");
        await keyboard.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex($"^Seen \\*\\*.*{clock} UTC\\*\\* Incident declared"));
        await Expect(inserts).ToHaveCountAsync(0);

        await keyboard.TypeAsync("\n\n/chart");
        await Expect(inserts.GetByRole(AriaRole.Button).First).ToContainTextAsync("Error rate");
        await keyboard.PressAsync("Enter");
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"!\[Error rate\]\(chart:error-rate\)$"));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Preview" }).GetByRole(AriaRole.Img, new() { NameRegex = new("^Error rate, peak") })).ToBeVisibleAsync();

        await keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Saved" })).ToBeVisibleAsync();
        var paper = await page.APIRequest.GetAsync(new Uri(demo.Address, "/incidents/1/postmortem.pdf").ToString());
        var text = await Documents.PdfTools.TextAsync(new(await paper.BodyAsync(), "ua-1", null));
        Assert.Contains("Seen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("chart:", text, StringComparison.Ordinal);
        Assert.Equal("ua-1", paper.Headers["pdf-standard"]);
        Assert.Equal([], tab.Complaints());
    }
}
