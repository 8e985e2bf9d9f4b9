using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>From a new sender to where its alert belongs: an administrator wires a script, its alert stands on the board, a press makes an incident of it, and there it is silenced by its labels, until somebody ends that.</summary>
public sealed class AlertsIn(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private const string Password = "correct horse battery";

    [Theory]
    [InlineData(1440, "light")]
    [InlineData(390, "dark")]
    public async Task A_sender_is_wired_and_its_alert_is_taken_from_the_board(int width, string theme)
    {
        Needs.Chromium();
        var (sender, title) = ($"backup {width}", $"Backup is late {width}");
        await demo.App.PersonAsync(AccessRole.Administrator, $"ada{width}@example.org", Password);
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        await tab.SignInAsync($"ada{width}@example.org", Password);

        var key = await WireAsync(tab, sender);
        await SendAsync(key, title);

        await tab.GoAsync("/");
        var loose = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Alerts without an open incident" });
        var alert = loose.GetByRole(AriaRole.Listitem).Filter(new() { HasText = title });
        await Expect(alert).ToContainTextAsync($"kaizen, from {sender}");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Declare or join" }).ClickAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Declare an incident" }).ClickAsync();
        await Expect(loose.GetByRole(AriaRole.Status)).ToContainTextAsync($"{title} goes on in INC-");
        await Expect(alert).ToHaveCountAsync(0);

        await tab.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(title) }).First.ClickAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        if (width < 500)
        {
            await tab.Command.PartAsync("Metrics");
        }

        var alerts = tab.Page.GetByRole(AriaRole.Region, new() { Name = "Alerts", Exact = true });
        await Expect(alerts).ToContainTextAsync("1 fires");
        await alerts.GetByRole(AriaRole.Button, new() { Name = "Show them" }).ClickAsync();
        await alerts.GetByRole(AriaRole.Button, new() { Name = $"Silence {title}" }).ClickAsync();
        await alerts.GetByLabel("Which").SelectOptionAsync("Labels");
        await Expect(alerts.GetByLabel("What alertname says")).ToHaveValueAsync(title);
        await Expect(alerts.GetByText("Covers 1 alert that fires now")).ToBeVisibleAsync();
        await alerts.GetByLabel("How alertname compares").SelectOptionAsync("=~");
        await alerts.GetByLabel("What alertname says").FillAsync($"(Backup .* {width}");
        await alerts.GetByLabel("Why").FillAsync("the backup host is being moved");
        await Expect(alerts.GetByText("a bracket ( is never closed")).ToBeVisibleAsync();
        await alerts.GetByLabel("What alertname says").FillAsync($"Backup .* {width}");
        await alerts.GetByLabel("Why").FocusAsync();
        await Expect(alerts.GetByText("Covers 1 alert that fires now")).ToBeVisibleAsync();
        await alerts.GetByRole(AriaRole.Button, new() { Name = "Silence it" }).ClickAsync();
        await Expect(alerts.GetByRole(AriaRole.Status)).ToContainTextAsync("opens and joins nothing until");

        await tab.GoAsync("/silences");
        var row = tab.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"alertname =~ Backup .* {width}" });
        await Expect(row).ToContainTextAsync("1 alert that fires now");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^1 h longer") }).ClickAsync();
        await Expect(tab.Page.GetByText("is silent until")).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^End ") }).ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^End it now") }).ClickAsync();
        await Expect(tab.Page.GetByText("acts again")).ToBeVisibleAsync();

        await tab.Page.GetByLabel("Alerts of").SelectOptionAsync("kaizen");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Label", Exact = true }).PressAsync("Enter");
        var label = tab.Page.GetByRole(AriaRole.Combobox, new() { Name = "Label", Exact = true });
        await Expect(label).ToBeFocusedAsync();
        await Expect(tab.Page.Locator("#si-labels option[value=alertname]")).ToHaveCountAsync(1);
        await label.PressSequentiallyAsync("alertname");
        await label.PressAsync("Tab");
        await Expect(tab.Page.GetByLabel("What alertname says")).ToHaveAttributeAsync("list", "si-of-alertname");
        await Expect(tab.Page.Locator($"#si-of-alertname option[value='{title}']")).ToHaveCountAsync(1);
        Assert.Equal([], tab.Complaints());
    }

    /// <summary>A script of the service Kaizen, whose alerts may only be listed.</summary>
    private static async Task<string> WireAsync(Tab tab, string name)
    {
        await tab.GoAsync("/settings/integrations");
        await tab.Page.GetByLabel("Speaks").SelectOptionAsync("Plain");
        await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await tab.Page.GetByLabel("Service, where none is named").SelectOptionAsync("kaizen");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add the integration" }).ClickAsync();
        var shown = tab.Page.GetByLabel($"Key of {name}");
        await Expect(shown).ToBeVisibleAsync();
        var key = await shown.InputValueAsync();
        await tab.Page.GetByLabel("Alerts of Kaizen AI").SelectOptionAsync("Notifies");
        await Expect(tab.Page.GetByText("Alerts of Kaizen AI are only listed and told.")).ToBeVisibleAsync();

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test delivery" }).ClickAsync();
        await Expect(tab.Page.GetByText("Test: understood. It would only be listed").First).ToBeVisibleAsync();
        return key;
    }

    private async Task SendAsync(string key, string title)
    {
        using var client = new HttpClient { BaseAddress = demo.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var taken = await client.PostAsJsonAsync(new Uri("/api/v1/alerts", UriKind.Relative), new { title }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await demo.App.SettleAsync();
    }
}
