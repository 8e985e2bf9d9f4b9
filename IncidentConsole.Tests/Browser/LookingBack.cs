using System.Text.RegularExpressions;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>Through an incident and back: what the screen shows at a moment is what was known then.</summary>
public sealed class LookingBack(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1440, "dark")]
    public async Task The_slider_takes_the_whole_view_to_a_moment_and_now_is_live_again(int width, string theme)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, theme);
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync($"/incidents/{await NightAsync()}");
        await Expect(tab.Command.Entry("Update 1 published")).ToBeVisibleAsync();
        await tab.Command.Button("Look back").ClickAsync();
        var slider = tab.Page.GetByRole(AriaRole.Slider, new() { Name = "Moment of the incident" });
        var way = tab.Page.Locator("ic-travel");
        await Expect(slider).ToBeFocusedAsync();
        await Expect(tab.Command.Composer).ToHaveCountAsync(0);
        await Expect(tab.Page.GetByText("The public saw: Investigating, Checks fail")).ToBeVisibleAsync();

        // Its first moment: another severity, nobody in command, the public knows nothing, the charts end there.
        await slider.PressAsync("Home");
        await Expect(tab.Page.GetByText("The public saw: nothing of it")).ToBeVisibleAsync();
        await Expect(tab.Page.Locator(".sev:visible").First).ToContainTextAsync("SEV-3");
        await Expect(tab.Command.Roles).Not.ToContainTextAsync("Maya Okafor");
        await Expect(tab.Command.Entry("Update 1 published")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator(".checks input:checked")).ToHaveCountAsync(0);
        await Expect(tab.Page.Locator("ic-charts")).ToHaveAttributeAsync("src", new Regex("at="));

        // Entry by entry with the keys, until somebody is in command.
        for (var step = 0; step < 20 && !(await tab.Command.Roles.InnerTextAsync()).Contains("Maya Okafor", StringComparison.Ordinal); step++)
        {
            var moves = await way.GetAttributeAsync("moves");
            await slider.PressAsync("ArrowRight");
            await Expect(way).Not.ToHaveAttributeAsync("moves", moves!);
        }

        await Expect(tab.Page.Locator(".sev:visible").First).ToContainTextAsync("SEV-2");
        await Expect(tab.Command.Roles).ToContainTextAsync("Maya Okafor");
        await Expect(tab.Page.Locator(".checks input:checked")).ToHaveCountAsync(1);

        // The address holds it, once the hand rests.
        var at = await way.GetAttributeAsync("at");
        await Expect(tab.Page).ToHaveURLAsync(new Regex(Regex.Escape(Uri.EscapeDataString(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at!, System.Globalization.CultureInfo.InvariantCulture)).ToString("HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture)))));
        var circuit = tab.NextCircuit();
        await tab.Page.ReloadAsync();
        await circuit;
        await Expect(way).ToHaveAttributeAsync("at", at!);
        await Expect(tab.Command.Roles).ToContainTextAsync("Maya Okafor");
        await Expect(tab.Command.Composer).ToHaveCountAsync(0);

        // Back, and it lives.
        await tab.Page.Keyboard.PressAsync("b");
        await Expect(way).ToHaveCountAsync(0);
        await Expect(tab.Command.Button("Look back")).ToBeFocusedAsync();
        await tab.Command.Composer.FillAsync("Seen what was");
        await tab.Page.GetByRole(AriaRole.Form, new() { Name = "Add to the timeline" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Add") }).ClickAsync();
        await Expect(tab.Command.Entry("Seen what was")).ToBeVisibleAsync();
        Assert.Equal([], tab.Complaints());
    }

    [Fact]
    public async Task Play_goes_on_by_itself_until_it_is_pressed_again()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, 1440, "dark");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2?at=2000-01-01T00:00:00Z");
        var slider = tab.Page.GetByRole(AriaRole.Slider, new() { Name = "Moment of the incident" });
        await Expect(slider).ToBeFocusedAsync();
        await Expect(tab.Page.GetByText("The incident was not known before this moment.")).ToBeVisibleAsync();
        await tab.Page.GetByLabel("Speed").SelectOptionAsync("60");
        var play = tab.Page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true });
        await play.ClickAsync();
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(tab.Command.Roles).ToContainTextAsync("Maya Okafor", new() { Timeout = 60_000 });
        await play.ClickAsync();
        await Expect(play).ToHaveAttributeAsync("aria-pressed", "false");
    }

    /// <summary>SEV-3 and nobody; then SEV-2, a tick, a commander, and a word to the public.</summary>
    private async Task<int> NightAsync()
    {
        var maya = (await demo.App.Get<IDirectory>().PeopleAsync(End)).First(person => person.Name == "Maya Okafor");
        var (desk, id, actor) = (demo.App.Get<IncidentDesk>(), new IncidentId(Guid.CreateVersion7().ToString("D")), new Actor(ActorKind.Person, maya.Id, maya.Name));
        await DoAsync(new DeclareIncident("Checks are slow", "inferadb", "SEV-3"));
        await DoAsync(new ChangeSeverity("SEV-2"));
        await DoAsync(new TickItem("acknowledge-alert"));
        await DoAsync(new TakeCommand());
        await DoAsync(new PostUpdate(PublicStatus.Investigating, "Some checks are slow.", "Checks fail", []) { GoesOutAtOnce = true });
        return (await desk.ReadAsync(id, Viewer.System, End))!.Number;

        async Task DoAsync(IncidentIntent intent)
        {
            var outcome = await desk.SendAsync(id, intent, actor, SendOptions.Console, End);
            Assert.True(outcome is Outcome.Accepted, (outcome as Outcome.Refused)?.Refusal.Message);
        }
    }
}
