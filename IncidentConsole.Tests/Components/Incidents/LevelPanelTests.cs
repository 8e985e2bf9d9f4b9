using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Components.Pages;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Severity by the runbook's questions, what a change plans anew, the strip of what happens next, and the windows of the checklist.</summary>
public sealed class LevelPanelTests : IncidentWorld
{
    [Fact]
    public async Task Questions_lead_to_a_level_and_the_change_says_what_it_does()
    {
        await DeclareAsync("SEV-3");
        var page = Command(Maya);
        Assert.Contains("1 of 4", page.Find(".guide .ask").TextContent, StringComparison.Ordinal);
        Press(page, ".guide button", "No");
        Press(page, ".guide button", "Yes: SEV-2");

        var plan = page.Find("form[aria-label='Confirm the severity']");
        Assert.Contains("Every 15 min to 30 min instead of 1 h 00 to 2 h 00", Plain(plan), StringComparison.Ordinal);
        Assert.Contains("At once: On-call engineer", Plain(plan), StringComparison.Ordinal);
        Assert.Contains(plan.QuerySelectorAll(".replan ic-time"), time => time.GetAttribute("at") == "2026-11-21T01:58:00Z");   // the lead, 15 min after the start

        await plan.SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains(Store.Events, recorded => recorded.Event is SeverityChanged { To: 2 }));
        var answers = Assert.Single(Store.Events.Select(recorded => recorded.Event).OfType<SeverityAssessed>()).Answers.Text!.Split('\n');
        Assert.EndsWith(" No", answers[0], StringComparison.Ordinal);
        Assert.EndsWith(" Yes", answers[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_missing_is_asked_for_and_never_loses_a_quick_Enter()
    {
        await DeclareAsync("SEV-2");
        var page = Command(Maya);
        page.Find(".levels [data-rank='3']").Click();
        var form = page.Find("form[aria-label='Confirm the severity']");
        Assert.True(form.QuerySelector("#sv-why")!.HasAttribute("required"));   // the browser says so before anything is sent
        Assert.False(form.QuerySelector("button[type=submit]")!.HasAttribute("disabled"));   // over a slow line Enter comes before the first letter is known
        await form.SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Say why it is less severe now", page.Find("#escalation .refusal").TextContent, StringComparison.Ordinal));

        page.Find("#sv-why").Input("One user only");
        await page.Find("form[aria-label='Confirm the severity']").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal("One user only", Assert.Single(Store.Events, recorded => recorded.Event is SeverityChanged { To: 3 }).Reason?.Text));

        page.Find(".levels [data-rank='1']").Click();
        Assert.False(page.Find("#sv-why").HasAttribute("required"));
    }

    [Fact]
    public async Task The_ladder_of_a_proposal_waits_until_somebody_acknowledges()
    {
        Assert.IsType<Outcome.Accepted>(await SendAsync(Maya, new DeclareIncident("High error rate", "inferadb", "SEV-1") { ByAlert = true, IsProposal = true }));
        var page = Command(Maya);
        var ladder = page.Find("#escalation ol.ladder").TextContent;
        Assert.Contains("once acknowledged", ladder, StringComparison.Ordinal);
        Assert.Contains("nobody is called before somebody acknowledges it", ladder, StringComparison.Ordinal);
        Assert.DoesNotContain("not needed", ladder, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody has answered", ladder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_confirm_the_level_are_kept_too()
    {
        await DeclareAsync("SEV-1");
        var page = Command(Maya);
        Press(page, ".guide button", "Yes: SEV-1");
        Press(page, "#escalation button", "Keep SEV-1");
        page.WaitForAssertion(() => Assert.Contains(Store.Events, recorded => recorded.Event is SeverityAssessed { Rank: 1 }));
        Assert.DoesNotContain(Store.Events, recorded => recorded.Event is SeverityChanged);
    }

    [Fact]
    public async Task Open_questions_take_short_answers()
    {
        await UnderAsync("kaizen-test", "P2");
        var page = Command(Maya);
        page.Find("#sv-q0").Input("About 40");
        page.Find("#sv-q2").Input("worse");
        page.Find(".levels [data-rank='2']").Click();
        await page.Find("form[aria-label='Confirm the severity']").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(
            "Impact: How many users affected? About 40\nTrend: Getting better or worse? worse",
            Assert.Single(Store.Events.Select(recorded => recorded.Event).OfType<SeverityAssessed>()).Answers.Text));
    }

    [Fact]
    public async Task A_responder_judges_nothing()
    {
        await DeclareAsync();
        Assert.Empty(Command(Jonas).FindAll(".guide, .mark button"));
    }

    [Fact]
    public async Task Steps_that_are_done_fold_and_the_rest_is_one_strip_by_time()
    {
        await UnderAsync("kaizen-test", "P1");
        await SendAsync(Maya, new Escalate("on-call"));
        Clock.Advance(TimeSpan.FromSeconds(65));
        await SendAsync(Jonas, new Acknowledge { StepId = "on-call" });
        var page = Command(Maya);
        Assert.Contains("Jonas Weber in 1:05", page.Find(".ladder-past summary").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["2026-11-21T02:13:00Z", "2026-11-21T02:43:00Z", "2026-11-21T03:43:00Z"],
            page.FindAll("ol.ladder:not(.ladder-past ol) ic-countdown").Select(due => due.GetAttribute("due")));
        Assert.All(page.FindAll("ol.ladder:not(.ladder-past ol) small ic-time"), time => Assert.Equal("both", time.GetAttribute("format")));
    }

    [Fact]
    public async Task A_breach_is_marked_with_its_reason_and_jumps()
    {
        await UnderAsync("kaizen-test", "P1");
        var page = Command(Maya);
        Assert.Contains("Goes straight to CTO", page.Find(".mark").TextContent, StringComparison.Ordinal);
        Press(page, ".mark button", "Mark as data breach");
        Press(page, ".mark button", "calls CTO now");
        Assert.Contains("Say why", page.Find(".mark [role=alert]").TextContent, StringComparison.Ordinal);
        page.Find(".mark input").Input("A dump is for sale");
        Press(page, ".mark button", "calls CTO now");
        page.WaitForAssertion(() => Assert.NotNull(page.Find(".mark.marked")));
        var cto = page.FindAll("ol.ladder > li").Single(step => step.TextContent.Contains("CTO", StringComparison.Ordinal));
        Assert.Contains("because of the data breach", cto.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-21T01:43:00Z", cto.QuerySelector("ic-countdown")!.GetAttribute("due"));
    }

    [Fact]
    public async Task At_a_level_whose_ladder_is_silent_it_says_which_is_not()
    {
        await UnderAsync("kaizen-test", "P3");
        var page = Command(Maya);
        Press(page, ".mark button", "Raise to P0");
        Assert.Contains("Raise to P0", page.Find("form[aria-label='Confirm the severity']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_the_module_is_the_step_s_target()
    {
        await UnderAsync("hauski-test", "SEV2");
        var page = Command(Jonas);
        Assert.Contains("Which module breaks?", page.Find("ol.ladder li").TextContent, StringComparison.Ordinal);
        Press(page, ".modules button", "indexd");
        page.WaitForAssertion(() => Assert.Contains("Modul-Owner: Search/Index Team", page.Find("ol.ladder li").TextContent, StringComparison.Ordinal));
        Assert.Contains("Li Wen", page.Find("ol.ladder li").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find(".modules button[aria-pressed=true]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Windows_say_now_late_and_when_they_open()
    {
        await UnderAsync("kaizen-test", "P1");
        var phases = Command(Maya).FindAll("details.phase > summary").Select(Plain).ToList();
        Assert.Contains("0/2now", phases[0], StringComparison.Ordinal);
        Assert.Contains("opens", phases[1], StringComparison.Ordinal);
        Assert.Contains("once resolved, within 2 d", phases[2], StringComparison.Ordinal);

        Clock.Advance(TimeSpan.FromMinutes(22));
        var page = Command(Maya);
        Assert.Contains("late by 17 min", Plain(page.FindAll("details.phase > summary")[0]), StringComparison.Ordinal);
        Assert.All(page.FindAll("details.phase")[2].QuerySelectorAll("input"), box => Assert.True(box.HasAttribute("disabled")));
        Assert.Contains("0 of 3", page.Find("#checklist header").TextContent, StringComparison.Ordinal);

        await SendAsync(Maya, new Resolve("Keys rotated"));
        page.WaitForAssertion(() => Assert.All(page.FindAll("details.phase")[2].QuerySelectorAll("input"), box => Assert.False(box.HasAttribute("disabled"))));
    }

    private async Task UnderAsync(string service, string severity) =>
        Assert.IsType<Outcome.Accepted>(await SendAsync(Maya, new DeclareIncident("Tokens in a public bucket", service, severity) { TakeCommand = true }));

    private static void Press(IRenderedComponent<IncidentPage> page, string selector, string words) =>
        page.FindAll(selector).First(button => button.TextContent.Contains(words, StringComparison.Ordinal)).Click();

    private static string Plain(IElement element) => System.Text.RegularExpressions.Regex.Replace(element.TextContent.Replace('\u00a0', ' '), @"\s+", " ");
}
