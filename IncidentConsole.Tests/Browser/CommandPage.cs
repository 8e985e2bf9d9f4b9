using Microsoft.Playwright;

namespace IncidentConsole.Tests.Browser;

/// <summary>The command view of one incident, as somebody finds things on it: by role and name.</summary>
internal sealed class CommandPage(IPage page)
{
    public ILocator DoNext => Region("Do next");

    public ILocator Roles => page.GetByRole(AriaRole.List, new() { Name = "Roles", Exact = true });

    public ILocator Checklist => Region("Checklist");

    public ILocator Procedure => page.GetByRole(AriaRole.Region, new() { NameRegex = new("^Procedure") });

    public ILocator Severity => Region("Severity and escalation");

    public ILocator Ladder => page.GetByRole(AriaRole.List, new() { Name = "Escalation steps" });

    /// <summary>The steps that are done, in one line.</summary>
    public ILocator StepsDone => Severity.Locator(".ladder-past > summary");

    public ILocator Charts => Region("Metrics").GetByRole(AriaRole.Figure);

    public ILocator Composer => page.GetByRole(AriaRole.Textbox, new() { Name = "What happened?" });

    public ILocator Add => page.GetByRole(AriaRole.Form, new() { Name = "Add to the timeline" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Add ") });

    public ILocator Status => page.GetByRole(AriaRole.List, new() { Name = "Status of the incident" });

    /// <summary>The entries of the timeline that say this.</summary>
    public ILocator Entry(string text) =>
        page.GetByRole(AriaRole.Region, new() { Name = "Timeline entries, newest first" }).GetByRole(AriaRole.Listitem).Filter(new() { HasText = text });

    public ILocator Item(string text) => Checklist.GetByRole(AriaRole.Checkbox, new() { Name = text });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Level(string label) => Severity.GetByRole(AriaRole.Radio, new() { Name = label });

    public ILocator Step(string target) => Ladder.GetByRole(AriaRole.Listitem).Filter(new() { HasText = target });

    public Task TabAsync(string name) => page.GetByRole(AriaRole.Navigation, new() { NameRegex = new("^INC-") }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    /// <summary>On a phone, one part at a time.</summary>
    public Task PartAsync(string name) => page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the incident" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();

    private ILocator Region(string name) => page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });
}
