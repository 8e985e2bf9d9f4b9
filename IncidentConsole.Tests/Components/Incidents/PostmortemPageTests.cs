using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class PostmortemPageTests : IncidentWorld
{
    private static string Text(IRenderedComponent<Web.Components.Pages.PostmortemPage> page, string selector) =>
        string.Join(' ', page.Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // Found and pressed on the renderer's own turn: what the feed brings in between would give the element another handler.
    private static IElement Button(IRenderedComponent<Web.Components.Pages.PostmortemPage> page, string words) =>
        page.FindAll("button").First(button => button.TextContent.Trim().StartsWith(words, StringComparison.Ordinal));

    [Fact]
    public async Task The_parts_say_how_far_each_is_and_what_is_still_owed()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "root-cause");
        Assert.Equal("3 of 9", Text(page, ".pm-progress strong"));
        Assert.Contains("Root cause", Text(page, ".pm-nav a[aria-current]"), StringComparison.Ordinal);
        Assert.Contains("Impact is empty", Text(page, "section[aria-labelledby=h-need]"), StringComparison.Ordinal);
        Assert.Equal("part 3 of 9", Text(page, "section[aria-labelledby=h-part] header .muted"));
        Assert.Contains("Incident still open", Text(page, ".inc-title"), StringComparison.Ordinal);
        Assert.Equal("/incidents/1/postmortem.pdf", page.Find(".inc-title a.primary").GetAttribute("href"));
    }

    [Fact]
    public async Task A_time_in_the_text_leads_to_the_moment_of_its_entry_and_any_other_stays_text()
    {
        await DeclareAsync();
        var at = (await IncidentAsync()).Milestones.Declared!.Value;
        var clock = at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var page = Postmortem(Jonas, "root-cause");
        await page.InvokeAsync(() => page.Find("textarea").Input($"See @{clock}, **{clock} UTC** Declared, [@{clock}](https://a.example/) and not @03:59 or ops@{clock}."));
        var links = page.FindAll(".prose a").Select(link => (link.TextContent, link.GetAttribute("href"))).ToList();
        var moment = $"/incidents/1?at={Uri.EscapeDataString(IncidentConsole.Domain.Application.Replay.AskedMoment.Write(at))}";
        Assert.Equal([($"@{clock}", moment), ($"{clock} UTC", moment), ($"@{clock}", "https://a.example/")], links);
        Assert.Equal($"See @{clock}, {clock} UTC Declared, @{clock} and not @03:59 or ops@{clock}.", page.Find(".prose p").TextContent);
    }

    [Fact]
    public async Task What_is_written_shows_beside_and_is_saved_as_a_revision()
    {
        await DeclareAsync();
        var page = Postmortem(Jonas, "root-cause");
        await page.InvokeAsync(() => page.Find("textarea").Input("A **key** and <script>alert(1)</script>"));
        Assert.Equal("key", page.Find(".prose strong").TextContent);
        Assert.Empty(page.FindAll(".prose script"));
        await page.InvokeAsync(() => Button(page, "Save").Click());
        page.WaitForAssertion(() => Assert.True(Button(page, "Saved").HasAttribute("disabled")));
        var saved = (await IncidentAsync()).Postmortem.Sections["root-cause"];
        Assert.Equal((1, "A **key** and <script>alert(1)</script>", "Jonas Weber"), (saved.Revision, saved.Text.Text, saved.By.Name));
        Assert.Equal("INC-1:pm:root-cause:r1", page.Find("textarea").GetAttribute("data-draft"));
    }

    [Fact]
    public async Task A_save_on_an_older_revision_is_refused_and_shows_both_texts()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "root-cause");
        await page.InvokeAsync(() => page.Find("textarea").Input("Mine"));
        await SendAsync(Jonas, new SaveSection("root-cause", 0, "Theirs"));
        page.WaitForAssertion(() => Assert.Contains("Saved", Text(page, ".pm-progress"), StringComparison.Ordinal));
        Assert.Equal("INC-1:pm:root-cause:r0", page.Find("textarea").GetAttribute("data-draft"));
        await page.InvokeAsync(() => Button(page, "Save").Click());
        page.WaitForAssertion(() => Assert.Equal("Theirs", page.Find(".pm-conflict pre").TextContent));
        Assert.Equal("Mine", page.Find("textarea").GetAttribute("value"));

        await page.InvokeAsync(() => Button(page, "Save mine as revision 2").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".pm-conflict")));
        Assert.Equal((2, "Mine"), ((await IncidentAsync()).Postmortem.Sections["root-cause"].Revision, (await IncidentAsync()).Postmortem.Sections["root-cause"].Text.Text));
    }

    [Fact]
    public async Task Theirs_can_be_taken_instead()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "root-cause");
        await page.InvokeAsync(() => page.Find("textarea").Input("Mine"));
        await SendAsync(Jonas, new SaveSection("root-cause", 0, "Theirs"));
        page.WaitForAssertion(() => Assert.Contains("Saved", Text(page, ".pm-progress"), StringComparison.Ordinal));
        await page.InvokeAsync(() => Button(page, "Save").Click());
        page.WaitForElement(".pm-conflict");
        await page.InvokeAsync(() => Button(page, "Take theirs").Click());
        page.WaitForAssertion(() => Assert.Equal("Theirs", page.Find("textarea").GetAttribute("value")));
        Assert.Equal(1, (await IncidentAsync()).Postmortem.Sections["root-cause"].Revision);
    }

    [Fact]
    public async Task A_draft_kept_from_an_older_revision_comes_back_as_one()
    {
        await DeclareAsync();
        await SendAsync(Jonas, new SaveSection("root-cause", 0, "Theirs"));
        JSInterop.Setup<string?>("drafts.load", "INC-1:pm:root-cause:r0").SetResult("Mine from before");
        var page = Postmortem(Maya, "root-cause");
        page.WaitForAssertion(() => Assert.Equal("Mine from before", page.Find("textarea").GetAttribute("value")));
        await page.InvokeAsync(() => Button(page, "Save").Click());
        page.WaitForAssertion(() => Assert.Equal("Theirs", page.Find(".pm-conflict pre").TextContent));
    }

    [Fact]
    public async Task What_others_save_shows_while_nothing_is_typed()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "root-cause");
        await SendAsync(Jonas, new SaveSection("root-cause", 0, "Theirs"));
        page.WaitForAssertion(() => Assert.Equal("Theirs", page.Find("textarea").GetAttribute("value")));
    }

    [Fact]
    public async Task Facts_follow_the_log()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "response");
        string Fact(string label) => page.FindAll(".pm-facts > div").Single(fact => fact.QuerySelector("dt")!.TextContent == label).QuerySelector("dd")!.TextContent.Trim();
        Assert.Equal("not yet", Fact("Time to mitigate"));
        Clock.Advance(TimeSpan.FromMinutes(40));
        await SendAsync(Maya, new Mitigate());
        page.WaitForAssertion(() => Assert.Equal("40 min", Fact("Time to mitigate")));
    }

    [Fact]
    public async Task An_action_item_is_added_and_gets_owner_date_and_state_in_place()
    {
        await DeclareAsync();
        var page = Postmortem(Maya);
        await page.InvokeAsync(() => Button(page, "Add").Click());
        await page.InvokeAsync(() => page.Find("#ai-what").Input("Alert on key age"));
        await page.InvokeAsync(() => page.Find("form[aria-label='New action item']").Submit());
        page.WaitForAssertion(() => Assert.Contains("1, one without owner", Text(page, "section[aria-labelledby=h-items] header"), StringComparison.Ordinal));

        await page.InvokeAsync(() => Button(page, "Owner").Click());
        await page.InvokeAsync(() => page.Find("select[aria-label=Owner]").Change("jonas"));
        page.WaitForAssertion(() => Assert.Contains("Jonas Weber", Text(page, ".pm-items"), StringComparison.Ordinal));
        await page.InvokeAsync(() => Button(page, "Due").Click());
        await page.InvokeAsync(() => page.Find("input[aria-label=Due]").Change("2026-11-27"));
        page.WaitForAssertion(() => Assert.Contains("27 Nov", Text(page, ".pm-items"), StringComparison.Ordinal));
        await page.InvokeAsync(() => page.Find("button[title='Change: State']").Click());
        await page.InvokeAsync(() => page.Find("select[aria-label=State]").Change("Doing"));
        page.WaitForAssertion(() => Assert.Contains("Doing", Text(page, ".pm-items"), StringComparison.Ordinal));

        var item = Assert.Single((await IncidentAsync()).Postmortem.ActionItems);
        Assert.Equal(("jonas", new DateOnly(2026, 11, 27), ActionItemState.Doing), (item.OwnerId, item.DueOn, item.State));
    }

    [Fact]
    public async Task An_entry_is_left_out_by_its_tick()
    {
        await DeclareAsync();
        var page = Postmortem(Maya);
        await page.InvokeAsync(() => page.Find(".pm-keep").Change(false));
        page.WaitForAssertion(() => Assert.False(page.Find(".pm-keep").HasAttribute("checked")));
        Assert.False((await IncidentAsync()).Postmortem.Kept[1]);
    }

    [Fact]
    public async Task A_stakeholder_reads_and_cannot_write()
    {
        await DeclareAsync();
        var page = Postmortem(Sam, "root-cause");
        Assert.True(page.Find("textarea").HasAttribute("readonly"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim().StartsWith("Save", StringComparison.Ordinal) || button.TextContent.Trim().StartsWith("Add", StringComparison.Ordinal));
        Assert.All(page.FindAll(".pm-keep"), box => Assert.True(box.HasAttribute("disabled")));
    }

    [Fact]
    public async Task Publishing_with_empty_parts_asks_for_a_reason_and_ends_the_deadline()
    {
        await DeclareAsync();
        await SendAsync(Maya, new Resolve("Failures at 0.02 %") { Reason = "measured by hand" });
        var page = Postmortem(Maya);
        Assert.NotEmpty(page.FindAll(".pm-due ic-countdown"));
        await page.InvokeAsync(() => Button(page, "Publish").Click());
        await page.InvokeAsync(() => page.Find("section[aria-labelledby=h-need] input").Input("small incident"));
        await page.InvokeAsync(() => Button(page, "Publish now").Click());
        page.WaitForAssertion(() => Assert.Contains("Published", Text(page, "section[aria-labelledby=h-need] h2"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".pm-due"));
    }

    [Fact]
    public async Task Somebody_else_at_work_is_named()
    {
        await DeclareAsync();
        var mine = Postmortem(Maya, "impact");
        Services.GetRequiredService<Web.Components.Incidents.PostmortemPresence>().Enter(this, Id, new("jonas", "Jonas Weber", "root-cause"));
        mine.WaitForAssertion(() => Assert.Contains("Jonas Weber is editing Root cause", Text(mine, ".pm-progress"), StringComparison.Ordinal));
        Services.GetRequiredService<Web.Components.Incidents.PostmortemPresence>().Leave(this);
        mine.WaitForAssertion(() => Assert.DoesNotContain("is editing", Text(mine, ".pm-progress"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Links_of_the_timeline_are_offered_and_one_press_takes_them_over()
    {
        await DeclareAsync();
        await SendAsync(Maya, new AddNote(NoteKind.Note, "Fixed upstream"));
        await SendAsync(Maya, new Attach((await IncidentAsync()).Version, AttachmentKind.Link, "https://example.com/pull/42", "Fix of the cache"));
        var page = Postmortem(Maya);
        page.FindAll("[aria-labelledby=h-links] button").First(button => button.TextContent.Contains("Fix of the cache", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal("https://example.com/pull/42", page.Find("[aria-labelledby=h-links] li a").GetAttribute("href")));
        Assert.DoesNotContain("Attached to the timeline", page.Find("[aria-labelledby=h-links]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_cost_is_set_beside_the_impact()
    {
        await DeclareAsync();
        var page = Postmortem(Maya, "impact");
        page.Find("#pm-rev").Input("about 4,000 EUR");
        page.Find("#pm-down").Input("42");
        page.Find("form[aria-label='What it cost']").Submit();
        page.WaitForAssertion(() => Assert.Contains("42 min", page.Find(".pm-facts").TextContent, StringComparison.Ordinal));
        Assert.Equal(("about 4,000 EUR", 42), ((await IncidentAsync()).Postmortem.Revenue!.Text, (await IncidentAsync()).Postmortem.DowntimeMinutes));
    }

    [Fact]
    public async Task A_review_is_shown_until_the_one_who_was_asked_has_done_it()
    {
        await DeclareAsync();
        var page = Postmortem(Maya);
        page.Find("#rv-who").Change("jonas");
        page.Find("form[aria-label='Ask for review']").Submit();
        page.WaitForAssertion(() => Assert.Contains("Waits for Jonas Weber", page.Find("[aria-labelledby=h-rev]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("I reviewed it", page.Find("[aria-labelledby=h-rev]").TextContent, StringComparison.Ordinal);

        var his = Postmortem(Jonas);
        his.FindAll("[aria-labelledby=h-rev] button").First(button => button.TextContent.Contains("I reviewed it", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("Reviewed by Jonas Weber", page.Find("[aria-labelledby=h-rev]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_note_of_the_resolution_begins_the_root_cause_and_is_not_yet_the_whole_of_it()
    {
        await DeclareAsync();
        await SendAsync(Maya, new Resolve("A key was stale; rolled back"));
        var page = Postmortem(Maya, "root-cause");
        Assert.Equal("A key was stale; rolled back", page.Find("#pm-root-cause").GetAttribute("value"));
        Assert.Contains("only the note of the resolution so far", page.Find("[aria-labelledby=h-need]").TextContent, StringComparison.Ordinal);
    }
}
