using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class CommandViewTests : IncidentWorld
{
    [Fact]
    public async Task The_header_says_who_what_and_how_far()
    {
        await DeclareAsync();
        var page = Command(Maya);
        Assert.Equal("High error rate on permission checks", page.Find("h1").TextContent);
        Assert.Equal("2", page.Find(".inc-title .sev.big").GetAttribute("data-rank"));
        Assert.Contains("SEV-2 High", page.Find(".inc-title .sev.big").TextContent, StringComparison.Ordinal);
        Assert.Equal("Investigating", page.Find(".stepper [aria-current=step]").TextContent.Trim());
        Assert.Contains("Maya Okafor", page.Find(".roles").TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-21T01:43:00Z", page.Find(".clock-cell ic-elapsed").GetAttribute("since"));
        Assert.Equal(6, page.FindAll("main .panel").Count);
    }

    [Fact]
    public async Task A_press_is_pending_at_once_and_a_fact_when_the_feed_says_so()
    {
        await DeclareAsync();
        var page = Command(Maya);
        Store.HoldsFeed = true;
        var box = page.Find(".checks input");
        box.Change(true);

        page.WaitForAssertion(() => Assert.True(page.Find(".checks li").HasAttribute("data-pending")));
        Assert.True(page.Find(".checks input").HasAttribute("checked"));
        Assert.Contains("0 of", page.Find("#checklist header").TextContent, StringComparison.Ordinal);

        Store.Release();
        page.WaitForAssertion(() => Assert.False(page.Find(".checks li").HasAttribute("data-pending")));
        Assert.Contains("1 of", page.Find("#checklist header").TextContent, StringComparison.Ordinal);
        Assert.Contains("MO", page.Find(".checks .meta").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_can_be_taken_back_for_ten_seconds()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.Find(".checks input").Change(true);
        page.WaitForElement(".toast [data-key='Ctrl+Z']").Click();
        page.WaitForAssertion(() => Assert.Contains("0 of", page.Find("#checklist header").TextContent, StringComparison.Ordinal));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".toast [data-key='Ctrl+Z']")));
        page.Find(".checks input").Change(true);
        page.WaitForElement(".toast [data-key='Ctrl+Z']");
        Clock.Advance(TimeSpan.FromSeconds(11));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".toast")));
    }

    [Fact]
    public async Task A_note_stays_in_the_composer_until_the_desk_has_it()
    {
        await DeclareAsync();
        var page = Command(Maya);
        Store.Breaks = true;
        page.Find("#entry").Input("Errors fell to 6.9 %");
        page.Find("form.composer").Submit();
        page.WaitForAssertion(() => Assert.Contains("Nothing you typed is lost", page.Find(".composer .refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal("Errors fell to 6.9 %", page.Find("#entry").GetAttribute("value"));

        page.Find("form.composer").Submit();
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#entry").GetAttribute("value") ?? ""));
        page.WaitForAssertion(() => Assert.Contains("Errors fell to 6.9 %", page.Find(".tl").TextContent, StringComparison.Ordinal));
        Assert.Single(Store.Events, e => e.Event is NoteAdded);
    }

    [Fact]
    public async Task A_slash_command_sets_the_kind()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.Find("#entry").Input("/decision Roll back");
        Assert.Equal("true", page.FindAll(".composer .seg button")[1].GetAttribute("aria-pressed"));
        page.Find("form.composer").Submit();
        page.WaitForAssertion(() => Assert.Single(Store.Events, e => e.Event is NoteAdded { Kind: NoteKind.Decision, Text.Text: "Roll back" }));
    }

    [Fact]
    public async Task The_status_is_set_by_its_step_and_lowering_the_severity_asks_why()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.FindAll(".stepper button").Single(b => b.TextContent.Contains("Identified", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal("Identified", page.Find(".stepper [aria-current=step]").TextContent.Trim()));

        page.FindAll(".level")[2].Click();
        Assert.True(page.WaitForElement("#sv-why").HasAttribute("required"));
        page.Find("#sv-why").Input("fewer errors");
        page.Find(".levels-pad form").Submit();
        page.WaitForAssertion(() => Assert.Contains("SEV-3", page.Find(".inc-title .sev.big").TextContent, StringComparison.Ordinal));
        Assert.Equal("fewer errors", Store.Events[^1].Reason?.Text);
    }

    [Fact]
    public async Task Who_is_not_in_command_is_told_so_and_may_go_on_with_a_reason()
    {
        await DeclareAsync();
        var page = Command(Li);
        page.FindAll(".stepper button").Single(b => b.TextContent.Contains("Identified", StringComparison.Ordinal)).Click();
        var refusal = page.WaitForElement(".inc-title .refusal");
        Assert.Contains("You are not in command: Maya Okafor is.", refusal.TextContent, StringComparison.Ordinal);
        refusal.QuerySelector("input")!.Input("Maya asked me to");
        page.FindAll(".inc-title .refusal button").Single(b => b.TextContent == "Do it anyway").Click();
        page.WaitForAssertion(() => Assert.Equal("Identified", page.Find(".stepper [aria-current=step]").TextContent.Trim()));
    }

    [Fact]
    public async Task A_hand_over_takes_two_people()
    {
        await DeclareAsync();
        var maya = Command(Maya);
        maya.FindAll(".roles button").Single(b => b.TextContent.Contains("Hand over", StringComparison.Ordinal)).Click();
        Assert.Contains("Current state", maya.Find("#ho-brief").GetAttribute("value"), StringComparison.Ordinal);
        maya.Find("#ho-to").Change("li");
        maya.Find("form[aria-label='Hand over command']").Submit();
        maya.WaitForAssertion(() => Assert.Contains("Waits for Li Wen to accept. Until then Maya Okafor stays in command.", maya.Find("section[aria-label=Hand-over]").TextContent, StringComparison.Ordinal));
        Assert.Equal("maya", (await IncidentAsync()).Commander!.PersonId);

        var li = Command(Li);
        li.FindAll("section[aria-label=Hand-over] button").Single(b => b.TextContent.Contains("Accept", StringComparison.Ordinal)).Click();
        li.WaitForAssertion(() => Assert.Contains("Li Wen", li.Find(".roles li").TextContent, StringComparison.Ordinal));
        maya.WaitForAssertion(() => Assert.Contains("Li Wen", maya.Find(".roles li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Resolve_shows_what_is_open_and_leads_to_the_update_without_publishing()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.FindAll(".stepper button").Single(b => b.TextContent.Contains("Resolved", StringComparison.Ordinal)).Click();
        Assert.Contains("things are still open", page.Find(".tray").TextContent, StringComparison.Ordinal);
        page.Find("#rs-notes").Input("Rolled back to 2.13.6");
        page.Find("form[aria-label='Resolve the incident']").Submit();
        page.WaitForAssertion(() => Assert.EndsWith("/incidents/1/communicate?for=resolved", Services.GetService(typeof(Microsoft.AspNetCore.Components.NavigationManager)) is Microsoft.AspNetCore.Components.NavigationManager n ? n.Uri : "", StringComparison.Ordinal));
        Assert.DoesNotContain(Store.Events, e => e.Event is UpdatePosted);
    }

    [Fact]
    public async Task A_form_that_somebody_else_sends_with_a_reason_closes_like_any_other()
    {
        await DeclareAsync();
        var page = Command(Li);
        page.FindAll(".stepper button").Single(b => b.TextContent.Contains("Resolved", StringComparison.Ordinal)).Click();
        page.Find("#rs-notes").Input("Rolled back to 2.13.6");
        page.Find("form[aria-label='Resolve the incident']").Submit();
        Assert.StartsWith("You are not in command", page.Find(".tray .refusal span").TextContent, StringComparison.Ordinal);
        page.Find(".tray .refusal input").Input("Maya is on a plane");
        page.FindAll(".tray .refusal button").Single(b => b.TextContent == "Do it anyway").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".tray")));
        Assert.EndsWith("/incidents/1/communicate?for=resolved", Services.GetService(typeof(Microsoft.AspNetCore.Components.NavigationManager)) is Microsoft.AspNetCore.Components.NavigationManager n ? n.Uri : "", StringComparison.Ordinal);
    }
}
