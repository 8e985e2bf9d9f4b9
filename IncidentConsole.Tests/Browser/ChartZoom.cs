using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentConsole.Tests.Browser;

/// <summary>A part of the time, chosen over one chart or by keys, is shown by all of them; one press shows the whole again.</summary>
public sealed class ChartZoom(Chromium chromium, DemoConsole demo) : IClassFixture<DemoConsole>
{
    /// <summary>The minutes that all six charts say they show, once they agree and lie between two bounds.</summary>
    private const string Minutes = """
        ([least, most]) => {
          const said = [...document.querySelectorAll('#metrics .plot')].map(plot => Number(/Over (\d+) minutes/.exec(plot.getAttribute('aria-label') ?? '')?.[1]));
          return said.length === 6 && said.every(one => one === said[0] && one >= least && one <= most) ? said[0] : 0;
        }
        """;

    [Fact]
    public async Task Keys_a_drag_and_the_wheel_zoom_all_six_charts_and_one_press_shows_the_whole()
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, 1440, "dark");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        await Expect(tab.Command.Entry("Update 2 published")).ToBeVisibleAsync();
        await Expect(tab.Command.Charts).ToHaveCountAsync(6);
        var whole = await AllShowAsync(tab.Page, 30, 1000);
        await Expect(Whole(tab.Page)).ToBeHiddenAsync();

        await tab.Page.Keyboard.PressAsync("+");
        var half = await AllShowAsync(tab.Page, 1, (whole / 2) + 1);
        await Expect(Whole(tab.Page)).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("-");
        await AllShowAsync(tab.Page, half + 1, 1000);
        await tab.Page.Keyboard.PressAsync("0");
        await AllShowAsync(tab.Page, whole, 1000);
        await Expect(Whole(tab.Page)).ToBeHiddenAsync();

        // Three tenths of one chart, drawn by hand.
        var plot = (await tab.Command.Charts.Nth(3).Locator(".u-over").BoundingBoxAsync())!;
        var middle = plot.Y + (plot.Height / 2);
        await tab.Page.Mouse.MoveAsync(plot.X + (plot.Width * 0.3f), middle);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(plot.X + (plot.Width * 0.6f), middle, new() { Steps = 5 });
        await tab.Page.Mouse.UpAsync();
        var drawn = await AllShowAsync(tab.Page, 1, (whole / 2) - 1);

        // With Ctrl, or two fingers, the wheel goes on from there.
        await tab.Page.Keyboard.DownAsync("Control");
        await tab.Page.Mouse.WheelAsync(0, -300);
        await AllShowAsync(tab.Page, 1, drawn - 1);
        await tab.Page.Keyboard.UpAsync("Control");
        await Whole(tab.Page).ClickAsync();
        await AllShowAsync(tab.Page, whole, 1000);
        Assert.Equal([], tab.Complaints());
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_day_before_without_data_is_said_and_the_time_shown_keeps_its_zone(int width)
    {
        Needs.Chromium();
        await using var tab = await chromium.OpenAsync(demo.Address, width, "light");
        await tab.GoAsync("/signin/demo/commander");
        await tab.GoAsync("/incidents/2");
        if (width < 500)
        {
            await tab.Command.PartAsync("Metrics");
        }

        await Expect(tab.Command.Charts).ToHaveCountAsync(6);
        await AllShowAsync(tab.Page, 30, 1000);
        var range = tab.Page.Locator("[data-charts-range]");
        await Expect(range).ToHaveTextAsync(new Regex(@"^\d\d:\d\d to \d\d:\d\d \S+$"));
        Assert.True(await range.EvaluateAsync<bool>("e => e.scrollWidth <= e.clientWidth"), "The zone of the time shown is cut off.");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Yesterday" }).ClickAsync();
        await Expect(tab.Command.Charts.GetByText("No data from the same time a day before")).ToHaveCountAsync(6);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Yesterday" }).ClickAsync();
        await Expect(tab.Command.Charts.GetByText("No data from the same time a day before")).ToHaveCountAsync(0);
        Assert.Equal([], tab.Complaints());
    }

    private static ILocator Whole(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Whole time", IncludeHidden = true });

    private static async Task<int> AllShowAsync(IPage page, int least, int most)
    {
        var minutes = await page.WaitForFunctionAsync(Minutes, new[] { least, most });
        return int.Parse(await minutes.EvaluateAsync<string>("minutes => String(minutes)"), CultureInfo.InvariantCulture);
    }
}
