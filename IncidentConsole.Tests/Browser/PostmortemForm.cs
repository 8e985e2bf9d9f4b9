using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>The postmortem's tab: parts, follow-ups, paper.</summary>
internal sealed class PostmortemForm(IPage page)
{
    public ILocator Main => page.GetByRole(AriaRole.Main);

    public ILocator Items => page.GetByRole(AriaRole.Region, new() { Name = "Action items", Exact = true });

    public async Task WriteAsync(string part, string text)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the postmortem" }).GetByRole(AriaRole.Link, new() { Name = part }).First.ClickAsync();
        var editor = page.GetByRole(AriaRole.Region, new() { Name = part, Exact = true });
        await editor.GetByLabel($"{part}, Markdown").FillAsync(text);
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = false }).ClickAsync();
        await Expect(editor.GetByRole(AriaRole.Button, new() { Name = "Saved" })).ToBeVisibleAsync();
    }

    public async Task AddItemAsync(string what, string owner)
    {
        await Items.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = false }).First.ClickAsync();
        var form = Items.GetByRole(AriaRole.Form, new() { Name = "New action item" });
        await form.GetByLabel("What is to be done").FillAsync(what);
        await form.GetByLabel("Owner").SelectOptionAsync(new SelectOptionValue { Label = owner });
        await form.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await Expect(Items.GetByRole(AriaRole.Table)).ToContainTextAsync(what);
    }

    /// <summary>Exports the paper; answers where the file lies.</summary>
    public async Task<string> ExportAsync()
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export PDF" }).ClickAsync());
        return await download.PathAsync();
    }
}
