using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Components.Pages;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Ladder, checklist and procedure: what is shown in each state.</summary>
public sealed class DutyPanelTests : IncidentWorld
{
    [Fact]
    public async Task A_step_that_reaches_nobody_says_so()
    {
        await DeclareAsync("SEV-1");
        await SendAsync(Maya, new Escalate("sev-1-page-on-call-manager"));
        var page = Command(Maya);
        var step = page.FindAll(".ladder li").Single(li => li.TextContent.Contains("On-call manager", StringComparison.Ordinal));
        Assert.Contains("reached nobody", step.TextContent, StringComparison.Ordinal);
        Assert.Contains("No person is bound to “On-call manager”", step.TextContent, StringComparison.Ordinal);
        Assert.Contains("Page again", step.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_called_step_waits_and_is_answered()
    {
        await DeclareAsync();
        await SendAsync(Maya, new Escalate("page-on-call-engineer"));
        var page = Command(Maya);
        var step = page.Find(".ladder li.waiting");
        Assert.Contains("Jonas Weber", step.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-21T01:43:00Z", step.QuerySelector("ic-elapsed")!.GetAttribute("since"));

        Clock.Advance(TimeSpan.FromSeconds(65));
        step.QuerySelectorAll("button").Single(b => b.TextContent.Contains("They answered", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("in 1:05", page.Find(".ladder li.acked").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_ahead_is_held_for_five_minutes()
    {
        await DeclareAsync();
        var page = Command(Maya);
        IElement Ahead() => page.FindAll(".ladder li").First(li => li.TextContent.Contains("Platform team lead", StringComparison.Ordinal));
        Assert.Equal("2026-11-21T01:58:00Z", Ahead().QuerySelector("ic-countdown")!.GetAttribute("due"));
        Ahead().QuerySelectorAll("button").Single(b => b.TextContent.Contains("Hold", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains(Store.Events, e => e.Event is EscalationStepHeld));
    }

    [Fact]
    public async Task Not_applicable_needs_a_reason_and_shows_it()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.FindAll(".checks .na")[0].Click();
        var why = page.Find(".checks .confirm input");
        page.FindAll(".checks .confirm button").First(b => b.TextContent.Contains("Not applicable", StringComparison.Ordinal)).Click();
        Assert.Contains("Say why", page.Find(".checks .confirm [role=alert]").TextContent, StringComparison.Ordinal);
        why.Input("no such channel");
        page.FindAll(".checks .confirm button").First(b => b.TextContent.Contains("Not applicable", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("(not applicable)", page.Find(".checks li").TextContent, StringComparison.Ordinal));
        Assert.Contains("no such channel", page.Find(".checks li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phase_over_its_window_says_by_how_much()
    {
        await DeclareAsync();
        Clock.Advance(TimeSpan.FromMinutes(22));
        var page = Command(Maya);
        Assert.Contains("Detection 17 min over", page.Find("#checklist header").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destructive_step_is_confirmed_by_typing_its_target_and_needs_a_reason()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.Find("#pr-pick").Change("quick-wins");
        Start(page).Click();
        Start(page).Click();
        Assert.Contains("Say why", page.Find(".steps .cur .confirm [role=alert]").TextContent, StringComparison.Ordinal);
        page.Find(".steps .cur .confirm input").Input("pods hang");
        Start(page).Click();
        Assert.Contains("as it stands", page.Find(".steps .cur .confirm [role=alert]").TextContent, StringComparison.Ordinal);
        page.Find(".steps .cur .confirm .types input").Input("something else");
        Start(page).Click();
        Assert.DoesNotContain(Store.Events, recorded => recorded.Event is ActionStarted);
        page.Find(".steps .cur .confirm .types input").Input(page.Find(".steps .cur .confirm .types strong").TextContent);
        Start(page).Click();
        page.WaitForAssertion(() => Assert.Contains("Confirm it ran", page.Find(".steps .cur").TextContent, StringComparison.Ordinal));

        page.FindAll(".steps .cur button").Single(b => b.TextContent.Contains("Confirm it ran", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("1 step done", page.Find(".steps .done").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_step_that_only_looks_starts_at_the_first_press()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.Find("#pr-pick").Change("quick-assessment");
        Start(page).Click();
        page.WaitForAssertion(() => Assert.Single(Store.Events, e => e.Event is ActionStarted));
    }

    [Fact]
    public async Task Do_next_is_the_call_that_waits_and_acknowledges_it()
    {
        await DeclareAsync();
        await SendAsync(Maya, new Escalate("page-on-call-engineer"));
        var page = Command(Maya);
        Assert.Contains("Get Jonas Weber (On-call engineer) to acknowledge", page.Find(".vitals .next .do").TextContent, StringComparison.Ordinal);
        page.Find(".vitals .next [data-key=A]").Click();
        page.WaitForAssertion(() => Assert.DoesNotContain("Get Jonas Weber", page.Find(".vitals .next .do").TextContent, StringComparison.Ordinal));
    }

    private static IElement Start(IRenderedComponent<IncidentPage> page) =>
        page.FindAll(".steps .cur button").Single(b => b.TextContent.Contains("I run it now", StringComparison.Ordinal));
}
