using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>Everything without a mouse.</summary>
public sealed class Keys(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Fact]
    public async Task Declare_note_and_tick_with_the_keyboard_alone()
    {
        await using var tab = await CommanderAsync();
        await tab.GoAsync("/");
        var keyboard = tab.Page.Keyboard;
        await Expect(tab.Command.Button("Declare incident")).ToBeVisibleAsync();
        await keyboard.PressAsync("d");
        await Expect(tab.Page.GetByLabel("What is wrong, as a user would say it")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Checkout answers with errors");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("inferadb");
        await keyboard.PressAsync("Control+Enter");

        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Checkout answers with errors" })).ToBeVisibleAsync();
        await keyboard.PressAsync("n");
        await Expect(tab.Command.Composer).ToBeFocusedAsync();
        await keyboard.TypeAsync("Looks like the last rollout");
        await keyboard.PressAsync("Control+Enter");
        await Expect(tab.Command.Entry("Looks like the last rollout")).ToBeVisibleAsync();
        await Expect(tab.Command.Composer).ToHaveValueAsync("");

        await keyboard.PressAsync("Escape");
        await keyboard.PressAsync("5");
        await tab.TabUntilAsync(tab.Command.Item("Acknowledge alert"));
        await keyboard.PressAsync("Space");
        await Expect(tab.Command.Item("Acknowledge alert")).ToBeCheckedAsync();
        await Expect(tab.Command.Entry("Acknowledge alert")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_runbooks_questions_judge_the_severity()
    {
        await using var tab = await CommanderAsync();
        await tab.GoAsync("/");
        var (page, keyboard) = (tab.Page, tab.Page.Keyboard);
        await Expect(tab.Command.Button("Declare incident")).ToBeVisibleAsync();
        await keyboard.PressAsync("d");
        await Expect(page.GetByLabel("What is wrong, as a user would say it")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Letters are not printed");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("a printer nobody set up");
        await Expect(page.GetByText("Severity, from the Standard incident response")).ToBeVisibleAsync();
        await tab.TabUntilAsync(page.Locator(".declare .guide > summary"));
        await keyboard.PressAsync("Enter");
        var asked = page.Locator(".declare .guide").GetByRole(AriaRole.Group);
        await tab.TabUntilAsync(asked.GetByRole(AriaRole.Button, new() { Name = "No" }));
        await keyboard.PressAsync("Enter");
        await Expect(asked.GetByRole(AriaRole.Button, new() { Name = "Yes: SEV2" })).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(asked.GetByRole(AriaRole.Button, new() { Name = "Ask again" })).ToBeFocusedAsync();   // never nowhere
        await tab.TabUntilAsync(page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Declare SEV2") }));
        await keyboard.PressAsync("Enter");
        await Expect(tab.Command.Entry("Are many users clearly affected? Yes")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_palette_opens_and_runs_a_command()
    {
        await using var tab = await CommanderAsync();
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Composer).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Control+k");
        var palette = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "Command palette" });
        await Expect(palette.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await tab.Page.Keyboard.TypeAsync("hand over");
        await Expect(palette.GetByRole(AriaRole.Option, new() { Name = "Hand over command" })).ToHaveAttributeAsync("aria-selected", "true");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(palette).ToBeHiddenAsync();
        await Expect(tab.Page.GetByLabel("Hand over to")).ToBeVisibleAsync();
    }

    /// <summary>The heading gets the focus after each change of page, but whoever already types keeps it: the rest of the words would act as keys.</summary>
    [Fact]
    public async Task A_page_that_arrives_takes_the_focus_to_its_heading_but_never_out_of_a_field()
    {
        await using var tab = await CommanderAsync();
        await tab.GoAsync("/");
        await tab.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("INC-2") }).First.ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("n");
        await Expect(tab.Command.Composer).ToBeFocusedAsync();
        await tab.Page.EvaluateAsync("ic.heading()");
        await Expect(tab.Command.Composer).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_question_mark_lists_the_keys_of_the_page()
    {
        await using var tab = await CommanderAsync();
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Composer).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("?");
        var list = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys on this page" });
        await Expect(list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "New timeline entry" })).ToContainTextAsync("N");
        await Expect(list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Find or run anything" })).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
    }

    private async Task<Tab> CommanderAsync()
    {
        Needs.Chromium();
        var tab = await chromium.OpenAsync(demo.Address);
        await tab.GoAsync("/signin/demo/commander");
        return tab;
    }
}
