using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>
/// Every form that works without a circuit, in a browser, against a Production console of its own: from the link in the log to the first board,
/// then what a person does with an account. What the forms call their fields is for them alone to know: this types into labels and presses buttons.
/// </summary>
public sealed partial class StaticForms(Chromium chromium)
{
    private const string AdasPassword = "correct horse battery staple";
    private const string MayasPassword = "an umbrella for each of us";
    private const string MayasNext = "two umbrellas are enough";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task From_the_link_of_the_log_to_the_first_board_and_through_an_account(int width)
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync([], End);
        await using var ada = await chromium.OpenAsync(console.Address, width);
        await ada.GoStaticAsync(await SetupLinkAsync(console));
        var invitation = await SetUpAsync(ada);

        await LeaveAndComeBackAsync(ada);
        await InvitedAsync(console, invitation, width);
        Assert.Equal([], ada.Complaints());
    }

    [Fact]
    public async Task The_steps_of_set_up_need_the_administrator()
    {
        Needs.Chromium();
        await using var console = await ConsoleProcess.StartAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["IncidentConsole__DemoPort"] = "0" }, End);
        await using var tab = await chromium.OpenAsync(console.Address);
        foreach (var step in new[] { "service", "people", "alerts", "status-page", "done" })
        {
            await tab.GoStaticAsync($"/setup/{step}");
            await Expect(tab.Page).ToHaveURLAsync(new Regex("/signin"));
        }

        await tab.GoAsync("/signin/demo/commander");
        var answer = await tab.Page.GotoAsync("/setup/people");
        Assert.Equal(403, answer!.Status);
    }

    /// <returns>The link for Maya.</returns>
    private static async Task<string> SetUpAsync(Tab tab)
    {
        await FillAsync(tab, ("Name", "Ada Admin"), ("E-mail", "ada@example.org"), ("Password", "short"));
        await PressAsync(tab, "Create the administrator");
        await Expect(tab.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("at least 10 characters");
        await FillAsync(tab, ("Name", "Ada Admin"), ("E-mail", "ada@example.org"), ("Password", AdasPassword));
        await PressAsync(tab, "Create the administrator");
        await AtAsync(tab, "The first service, and its runbook");

        await FillAsync(tab, ("What can break", "Checkout"), ("Address", new Uri(new Uri(tab.Page.Url), "/health/live").ToString()));
        await tab.Page.GetByLabel("Runbook", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "InferaDB incident response" });
        await PressAsync(tab, "Look at it");
        await Expect(tab.Page.GetByText("SEV-1 Critical")).ToBeVisibleAsync();
        await PressAsync(tab, "Read it now");
        await Expect(tab.Page.GetByText("Read: 1")).ToBeVisibleAsync();
        await Expect(tab.Page.GetByLabel("What can break")).ToHaveValueAsync("Checkout");
        await PressAsync(tab, "Save and go on");
        await AtAsync(tab, "People");

        await FillAsync(tab, ("Name", "Maya Okafor"), ("E-mail", "maya@example.org"));
        await tab.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Commander");
        await PressAsync(tab, "Invite");
        var link = tab.Page.GetByLabel("One-time link for Maya Okafor");
        await Expect(link).ToBeVisibleAsync();
        var invitation = await link.InputValueAsync();
        await tab.Page.GetByLabel("On-call engineer", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Maya Okafor, Commander" });
        await PressAsync(tab, "Save and go on");
        await AtAsync(tab, "Alerts");

        await PressAsync(tab, "Create the key");
        await Expect(tab.Page.GetByLabel("For Alertmanager")).ToHaveValueAsync(new Regex("credentials: [0-9A-Za-z_-]{32}"));
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
        await AtAsync(tab, "The public status page");
        await FillAsync(tab, ("Name, as the public reads it", "Sign-in"), ("Slug", "sign-in"));
        await PressAsync(tab, "Add");
        await Expect(tab.Page.GetByText("Sign-in is on the page.")).ToBeVisibleAsync();
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
        await AtAsync(tab, "Ready for the first night");
        await IntoTheConsoleAsync(tab, tab.Page.GetByRole(AriaRole.Link, new() { Name = "Open the console" }));
        return invitation;
    }

    private static async Task LeaveAndComeBackAsync(Tab ada)
    {
        await ada.GoStaticAsync("/you");
        await PressAsync(ada, "Sign out here");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await ada.GoStaticAsync("/you");
        await Expect(ada.Page).ToHaveURLAsync(new Regex("/signin"));

        await FillAsync(ada, ("E-mail", "ada@example.org"), ("Password", "not this one, surely"));
        await PressAsync(ada, "Sign in");
        await Expect(ada.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("E-mail or password is wrong");
        await FillAsync(ada, ("E-mail", "ada@example.org"), ("Password", AdasPassword));
        await PressAsync(ada, "Sign in");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Ada Admin" })).ToBeVisibleAsync();   // back to where one wanted to go
    }

    private async Task InvitedAsync(ConsoleProcess console, string invitation, int width)
    {
        await using var maya = await chromium.OpenAsync(console.Address, width);
        await maya.GoStaticAsync(invitation);
        await FillAsync(maya, ("New password", "short"));
        await PressAsync(maya, "Save and sign in");
        await Expect(maya.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("at least 10 characters");
        await FillAsync(maya, ("New password", MayasPassword));
        await IntoTheConsoleAsync(maya, maya.Page.GetByRole(AriaRole.Button, new() { Name = "Save and sign in" }));
        await maya.GoStaticAsync(invitation);
        await Expect(maya.Page.GetByText("This link no longer works")).ToBeVisibleAsync();

        await maya.GoStaticAsync("/you");
        await FillAsync(maya, ("Current password", "not this one, surely"), ("New password", MayasNext));
        await PressAsync(maya, "Change the password");
        await Expect(maya.Page.Locator("main").GetByRole(AriaRole.Alert)).ToContainTextAsync("The current password is wrong");
        await FillAsync(maya, ("Current password", MayasPassword), ("New password", MayasNext));
        await PressAsync(maya, "Change the password");
        await Expect(maya.Page.GetByText("Everywhere else you are signed out.")).ToBeVisibleAsync();

        await using var phone = await chromium.OpenAsync(console.Address, 390);
        await phone.SignInAsync("maya@example.org", MayasNext);
        await PressAsync(maya, "Sign out everywhere");
        await Expect(maya.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await phone.GoStaticAsync("/you");
        await Expect(phone.Page).ToHaveURLAsync(new Regex("/signin"));
        Assert.Equal([], maya.Complaints());
    }

    private static async Task<string> SetupLinkAsync(ConsoleProcess console)
    {
        while (true)
        {
            if (Link().Match(console.Output) is { Success: true } link)
            {
                return link.Value;
            }

            await Task.Delay(50, End);
        }
    }

    private static async Task FillAsync(Tab tab, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
        {
            await tab.Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }
    }

    private static Task PressAsync(Tab tab, string name) => tab.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task AtAsync(Tab tab, string step) => Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = step, Exact = true })).ToBeVisibleAsync();

    /// <summary>Ends on the board, when it listens.</summary>
    private static async Task IntoTheConsoleAsync(Tab tab, ILocator press)
    {
        var circuit = tab.NextCircuit();
        await press.ClickAsync();
        await circuit;
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Incidents", Exact = true })).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/setup\?secret=[\w-]+")]
    private static partial Regex Link();
}
