using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>The connection goes, or the server does: what was typed stays, nothing is sent unseen, and the page works again by itself.</summary>
public sealed class LostConnection(Chromium chromium)
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restart_of_the_server_keeps_what_was_typed_and_the_page_works_again()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(Demo(), End);
        await using var tab = await CommandViewAsync(console.Address);
        await tab.Command.Composer.FillAsync("Half a thought about the cause");
        var again = tab.NextCircuit();

        await console.KillAsync(End);
        await Expect(tab.Page.GetByText("Offline since")).ToBeVisibleAsync();
        await tab.Command.Composer.FillAsync("Half a thought about the cause, and the rest");
        await console.StartAgainAsync(End);
        await again;

        await SentAsync(tab, "Half a thought about the cause, and the rest");
    }

    [Fact]
    public async Task A_lost_network_says_so_refuses_clicks_in_words_and_comes_back()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(Demo(), End);
        await using var wire = new Wire(console.Address);
        await using var tab = await CommandViewAsync(wire.Address);
        await tab.Command.Composer.FillAsync("Typed before");

        wire.Cut();
        await Expect(tab.Page.GetByText("Offline since")).ToBeVisibleAsync();
        await tab.Command.Composer.FillAsync("Typed meanwhile");
        await tab.Command.Add.ClickAsync();
        await Expect(tab.Page.GetByText("Not sent: no connection to the server.")).ToBeVisibleAsync();
        wire.Mend();
        await Expect(tab.Page.GetByText("Not sent: no connection to the server.")).ToBeHiddenAsync();

        await SentAsync(tab, "Typed meanwhile");
    }

    [Fact]
    public async Task What_one_person_typed_is_not_shown_to_the_next_on_the_same_device()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(Demo(), End);
        await using var tab = await CommandViewAsync(console.Address);
        await tab.Command.Composer.FillAsync("Only for me");
        await tab.GoAsync("/signin/demo/responder");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Entry("Errors fell")).ToBeVisibleAsync();
        await Expect(tab.Command.Composer).ToHaveValueAsync("");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Composer).ToHaveValueAsync("Only for me");
    }

    /// <summary>A page is drawn before its circuit hears it; here the circuit comes late, as over a slow line.</summary>
    [Fact]
    public async Task A_press_before_the_page_listens_is_refused_in_words_and_works_afterwards()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(Demo(), End);
        await using var tab = await CommandViewAsync(console.Address);
        var held = new TaskCompletionSource();
        await tab.Page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        var listening = tab.NextCircuit();
        await tab.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await tab.Command.Composer.FillAsync("Typed before it listens");
        await tab.Page.EvaluateAsync("window.same = true");
        await tab.Command.Add.ClickAsync();
        await Expect(tab.Page.GetByText("Not done: the page is still connecting.")).ToBeVisibleAsync();
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.same"));   // the browser did not send the form by itself

        held.SetResult();
        await listening;
        await Expect(tab.Page.GetByText("Not done: the page is still connecting.")).ToBeHiddenAsync();
        await SentAsync(tab, "Typed before it listens");
    }

    /// <summary>The list asks for its rows once, when the page has loaded; here the line breaks before that question is through.</summary>
    [Fact]
    public async Task A_timeline_that_was_not_filled_before_the_line_broke_fills_after_it()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(Demo(), End);
        await using var wire = new Wire(console.Address);
        await using var tab = await chromium.OpenAsync(wire.Address);
        await tab.GoAsync("/signin/demo/commander");
        await tab.Page.AddInitScriptAsync("""
            if (!sessionStorage.getItem('loaded')) {
              sessionStorage.setItem('loaded', 'once');
              window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };
            }
            """);
        await tab.GoAsync("/incidents/2");
        await tab.Command.Composer.FillAsync("Typed before the line broke");

        wire.Cut();
        await Expect(tab.Page.GetByText("Offline since")).ToBeVisibleAsync();
        await Expect(tab.Command.Entry("Errors fell")).ToHaveCountAsync(0);
        wire.Mend();
        await Expect(tab.Command.Entry("Errors fell")).ToBeVisibleAsync();
        await Expect(tab.Command.Composer).ToHaveValueAsync("Typed before the line broke");
    }

    private static async Task SentAsync(Tab tab, string text)
    {
        await Expect(tab.Command.Composer).ToHaveValueAsync(text);
        await Expect(tab.Page.GetByText("Offline since")).ToBeHiddenAsync();
        await Expect(tab.Command.Entry("Errors fell")).ToBeVisibleAsync();   // only a page that listens has rows
        await tab.Command.Add.ClickAsync();
        await Expect(tab.Command.Entry(text).First).ToBeVisibleAsync();
        await Expect(tab.Command.Entry(text)).ToHaveCountAsync(1);
        await Expect(tab.Command.Composer).ToHaveValueAsync("");
    }

    private static Dictionary<string, string> Demo() => new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["IncidentConsole__DemoPort"] = "0" };

    private async Task<Tab> CommandViewAsync(Uri address)
    {
        var tab = await chromium.OpenAsync(address);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Entry("Errors fell")).ToBeVisibleAsync();
        return tab;
    }
}
