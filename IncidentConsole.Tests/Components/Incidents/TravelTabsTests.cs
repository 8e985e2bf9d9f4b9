using Bunit;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Components.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Looking back beyond the command view: before the declaration, and on the tabs beside it.</summary>
public sealed class TravelTabsTests : IncidentWorld
{
    [Fact]
    public async Task Before_the_declaration_only_what_the_signals_said_is_shown_and_it_says_so()
    {
        var began = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await SaysAsync(new BreachBegan("errors", 2, 5, 6.8));
        Clock.Advance(TimeSpan.FromMinutes(8));
        await SendAsync(Maya, new DeclareIncident("Checks fail", "inferadb", "SEV-2") { TakeCommand = true, ImpactStartedAt = began });
        var declared = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var page = Command(Maya);
        Go(page, began.AddMinutes(3));
        var bar = page.Find(".travel").TextContent;
        Assert.Contains("7 min before it was detected.", bar, StringComparison.Ordinal);
        Assert.Contains("Nobody had declared it yet.", bar, StringComparison.Ordinal);
        Assert.Contains("Not declared yet", page.Find(".inc-title").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".sev, .stepper, .roles, .vitals, #escalation, #checklist, #runbook, .phone-next"));
        Assert.Equal("I", page.Find(".travel-marks i").TextContent);
        Assert.Contains("over the limit of SEV-2", page.Find(".tl").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("declared at", page.Find(".tl").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"charts?at={Uri.EscapeDataString(AskedMoment.Write(began.AddMinutes(3)))}", page.Find("ic-charts").GetAttribute("src"), StringComparison.Ordinal);

        // The slider crosses the declaration and comes back; the page follows without a new address.
        page.Find("[type=range]").Input(((int)(declared - began).TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("#escalation")));
        Assert.Contains("SEV-2", page.Find(".inc-title .sev").TextContent, StringComparison.Ordinal);
        page.Find("[aria-label='Entry before']").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#escalation")));
        Assert.Contains(began.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), page.Find(".travel").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("[aria-label='Entry before']").GetAttribute("aria-disabled"));
    }

    [Fact]
    public async Task However_long_before_the_impact_began_the_way_stays_short_enough_to_use()
    {
        await SendAsync(Maya, new DeclareIncident("Checks fail", "inferadb", "SEV-2") { ImpactStartedAt = Clock.GetUtcNow().AddDays(-3) });
        var begin = Clock.GetUtcNow() - ReplayReader.LongestLead;
        Clock.Advance(TimeSpan.FromMinutes(5));
        var page = Command(Maya);
        Go(page, begin.AddDays(-1));
        Assert.Contains("Looking back begins here.", page.Find(".travel").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"charts?at={Uri.EscapeDataString(AskedMoment.Write(begin))}", page.Find("ic-charts").GetAttribute("src"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tab_Communicate_shows_what_had_been_told_by_then_and_writes_nothing()
    {
        await DeclareAsync();
        await SendAsync(Maya, new PostUpdate(PublicStatus.Investigating, "Some checks fail.", "Checks fail", []) { GoesOutAtOnce = true });
        Clock.Advance(TimeSpan.FromMinutes(2));
        var before = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(Maya, new PostUpdate(PublicStatus.Monitoring, "They work again.", "Checks fail", []) { GoesOutAtOnce = true });
        Clock.Advance(TimeSpan.FromMinutes(2));

        var command = Command(Maya);
        Go(command, before);
        var tab = command.FindAll(".tabs a")[1].GetAttribute("href")!;
        Assert.Equal($"/incidents/1/communicate?at={Uri.EscapeDataString(AskedMoment.Write(before))}", tab);

        var page = Communicate(Maya);
        Assert.NotEmpty(page.FindAll("form"));
        Go(page, tab);
        Assert.Empty(page.FindAll("form, textarea, .previews"));
        Assert.Contains("Some checks fail.", page.Find("main").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("They work again.", page.Markup, StringComparison.Ordinal);
        Assert.Contains("The public saw: Investigating, Checks fail", page.Find(".travel-public").TextContent, StringComparison.Ordinal);
        page.Find("[aria-label='Entry after']").Click();
        page.WaitForAssertion(() => Assert.Contains("They work again.", page.Find("main").TextContent, StringComparison.Ordinal));
        Go(page, "/incidents/1/communicate");
        Assert.NotEmpty(page.FindAll("form"));
        Assert.Empty(page.FindAll(".travel"));
    }

    [Fact]
    public async Task The_tab_Postmortem_shows_what_had_been_written_by_then()
    {
        await DeclareAsync();
        var before = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync(Maya, new SaveSection("root-cause", 0, "A **full** disk."));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var written = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Maya, new SaveSection("root-cause", 1, "An old key."));
        Clock.Advance(TimeSpan.FromMinutes(1));

        var page = Postmortem(Maya);
        Go(page, before);
        Assert.Contains("Nothing was written in the postmortem by then", page.Find("main").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("textarea, form, [download]"));
        Go(page, written);
        Assert.Equal("full", page.Find("main .prose strong").TextContent);
        Assert.DoesNotContain("An old key.", page.Markup, StringComparison.Ordinal);
        Go(page, "/incidents/1/postmortem");
        Assert.NotEmpty(page.FindAll("textarea"));
        Go(page, "/incidents/1/postmortem?at=tea");
        Assert.Contains("This address names no moment.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("textarea"));
    }

    private void Go<TPage>(IRenderedComponent<TPage> page, DateTimeOffset at) where TPage : IncidentPageBase =>
        Go(page, $"{new Uri(Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath}?at={Uri.EscapeDataString(AskedMoment.Write(at))}");

    /// <summary>What the router does: the address changes and the page gets its parameter.</summary>
    private void Go<TPage>(IRenderedComponent<TPage> page, string url) where TPage : IncidentPageBase
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        page.Render(parameters => parameters.Add(p => p.Number, 1));
        if (url.Contains("at=", StringComparison.Ordinal))
        {
            page.WaitForElement(".travel");
        }
        else
        {
            page.WaitForAssertion(() => Assert.Empty(page.FindAll(".travel")));
        }
    }
}
