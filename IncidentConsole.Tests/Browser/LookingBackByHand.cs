using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>Looking back with a thumb on a phone, by a link somebody sent, and with the keyboard. INC-1 of the demo is over: its moments stand still.</summary>
public sealed class LookingBackByHand(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    [Fact]
    public async Task A_thumb_moves_the_slider_steps_a_minute_and_comes_back()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, 390, "light");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/1");
        await Expect(tab.Page.Locator(".tl > [data-kind]").First).ToBeVisibleAsync();
        await tab.Command.Button("Look back").ClickAsync();
        var slider = tab.Page.GetByRole(AriaRole.Slider, new() { Name = "Moment of the incident" });
        var way = tab.Page.Locator("ic-travel");
        await Expect(slider).ToBeVisibleAsync();
        await Expect(slider).ToBeFocusedAsync();

        var size = (await slider.BoundingBoxAsync())!;
        await slider.ClickAsync(new() { Position = new() { X = 8, Y = size.Height / 2 } });
        await Expect(tab.Page.GetByText("The public saw: nothing of it")).ToBeVisibleAsync();
        await Expect(tab.Command.Entry("Incident declared")).ToBeVisibleAsync();   // the only one of that moment
        foreach (var step in new[] { "+1 min", "−1 min", "Entry after" })
        {
            var moves = await way.GetAttributeAsync("moves");
            await tab.Command.Button(step).ClickAsync();
            await Expect(way).Not.ToHaveAttributeAsync("moves", moves!);
        }

        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Now" }).ClickAsync();
        await Expect(way).ToHaveCountAsync(0);
        await Expect(tab.Command.Composer).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task A_link_to_a_moment_opens_it_and_the_tabs_beside_stand_there_too()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, 1440, "dark");
        await tab.GoAsync("/signin/demo/stakeholder");
        await tab.GoAsync("/incidents/1?at=2000-01-01T00:00:00Z");
        await Expect(tab.Page.GetByText("The incident was not known before this moment.")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator("ic-charts")).ToHaveAttributeAsync("src", new Regex("at=20[^0]"));   // never a moment the page does not show
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Communicate" }).ClickAsync();
        await Expect(tab.Page.GetByText("No update went out yet")).ToBeVisibleAsync();
        await Expect(tab.Page).ToHaveURLAsync(new Regex("/communicate\\?at="));
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Postmortem" }).ClickAsync();
        await Expect(tab.Page.GetByText("Nothing was written in the postmortem by then")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Now" }).ClickAsync();
        await Expect(tab.Page.GetByText("Nothing was written in the postmortem by then")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("ic-travel")).ToHaveCountAsync(0);
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task The_list_of_keys_names_what_works_there_and_nothing_else()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, 1440, "dark");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/1?at=2000-01-01T00:00:00Z");
        await Expect(tab.Page.GetByRole(AriaRole.Slider, new() { Name = "Moment of the incident" })).ToBeFocusedAsync();
        await Expect(tab.Page.GetByText("The incident was not known before this moment.")).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("?");
        var list = tab.Page.GetByRole(AriaRole.Dialog, new() { Name = "Keys on this page" });
        await Expect(list).ToBeVisibleAsync();
        await Expect(list.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Entry after" })).ToContainTextAsync("→");
        await Expect(list.GetByText("Entry before")).ToHaveCountAsync(0);   // there is none
        await Expect(list.Locator("kbd", new() { HasText = "Arrow" })).ToHaveCountAsync(0);
        await Expect(list.Locator("kbd", new() { HasTextRegex = new(@"^[\[\]]$") })).ToHaveCountAsync(0);
    }
}
