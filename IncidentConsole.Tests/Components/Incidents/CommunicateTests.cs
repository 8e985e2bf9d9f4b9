using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class CommunicateTests : IncidentWorld
{
    [Fact]
    public async Task A_missing_value_blocks_by_name_until_it_is_given()
    {
        await DeclareAsync();
        var page = Communicate(Maya);
        Assert.Contains("One value is missing", page.Find("form[aria-label='Status update'] .notice").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("form[aria-label='Status update'] [type=submit]").HasAttribute("disabled"));

        page.Find("#mv-impact").Input("One in fifteen checks fails");
        page.FindAll("form[aria-label='Status update'] .notice button")[0].Click();
        Assert.False(page.Find("form[aria-label='Status update'] [type=submit]").HasAttribute("disabled"));
        Assert.Contains("One in fifteen checks fails", page.Find("#c-m").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains("One in fifteen checks fails", page.Find(".preview .text").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_published_can_be_taken_back_and_then_never_was_public()
    {
        await DeclareAsync();
        var page = Communicate(Maya);
        page.Find("#c-m").Input("Some permission checks fail. We are looking into it.");
        page.Find("#cp-checks").Change("PartialOutage");
        page.Find("form[aria-label='Status update']").Submit();
        page.WaitForElement(".notice.go");
        var posted = Store.Events.Select(recorded => recorded.Event).OfType<UpdatePosted>().Single();
        Assert.Equal(ComponentState.PartialOutage, Assert.Single(posted.Components).State);
        Assert.Equal(Clock.GetUtcNow().AddMinutes(30), posted.NextUpdateAt);

        page.Find(".notice.go button").Click();
        page.WaitForAssertion(() => Assert.Contains("taken back", page.Find("#h-sent").ParentElement!.ParentElement!.TextContent, StringComparison.Ordinal));
        Assert.False((await IncidentAsync()).IsPublic);
    }

    [Fact]
    public async Task A_mail_that_did_not_arrive_says_so_beside_its_update()
    {
        await DeclareAsync();
        await SendAsync(Maya, new PostUpdate(PublicStatus.Investigating, "We look into it.") { GoesOutAtOnce = true });
        var message = new OutboxMessage("v3", "sam", OutboxChannel.Email, OutboxKind.Update, "1", false);
        Mail.Deliveries.Add(new Delivery("a", message, DeliveryState.Sent, 1, Clock.GetUtcNow(), null));
        Mail.Deliveries.Add(new Delivery("b", message with { Recipient = "li" }, DeliveryState.Failed, 10, Clock.GetUtcNow(), "The mail server refuses this address."));
        var cell = Communicate(Maya).Find("[data-l='E-mail']").TextContent;
        Assert.Contains("1 of 2: The mail server refuses this address.", cell, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_update_shows_in_the_cadence()
    {
        await DeclareAsync();
        await SendAsync(Maya, new PostUpdate(PublicStatus.Investigating, "We look into it.", NextUpdateInMinutes: 15) { GoesOutAtOnce = true });
        Clock.Advance(TimeSpan.FromMinutes(17));
        await SendAsync(Maya, new PostUpdate(PublicStatus.Identified, "We found it.", NextUpdateInMinutes: 15) { GoesOutAtOnce = true });
        var page = Communicate(Maya);
        Assert.Contains("2 min late", page.Find(".cadence .late").TextContent.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("0 of 1 on time", page.Find("#h-cad").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_resolve_the_update_is_proposed_as_resolved()
    {
        await DeclareAsync();
        await SendAsync(Maya, new PostUpdate(PublicStatus.Investigating, "We look into it.", "Checks fail") { GoesOutAtOnce = true });
        await SendAsync(Maya, new Resolve("rolled back"));
        var page = Communicate(Maya);
        Assert.Contains("Resolved", page.Find(".seg [aria-pressed=true]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Checks fail", page.Find("#c-title").GetAttribute("value"));
        Assert.Contains("owed since", page.Find("#h-c").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_that_was_shown_is_the_mail_that_goes()
    {
        await DeclareAsync();
        var page = Communicate(Maya);
        page.Find("#c-m").Input("Some permission checks fail.");
        var shown = page.Find(".preview .paste").TextContent;
        Assert.StartsWith("Some permission checks fail.\n\nIssue: High error rate on permission checks\nStatus: Investigating\n", shown, StringComparison.Ordinal);
        Assert.Contains("left out: what people notice, summary", page.Find("[aria-labelledby=p2]").TextContent, StringComparison.Ordinal);
        page.Find("form[aria-label='Status update']").Submit();
        page.WaitForElement(".notice.go");
        Assert.Equal(shown, Store.Events.Select(recorded => recorded.Event).OfType<UpdateMailWritten>().Single().Body.Text);
    }

    [Fact]
    public async Task A_value_nobody_said_yet_is_a_gap_in_words_in_the_preview()
    {
        await DeclareAsync();
        var page = Communicate(Maya);
        page.Find("#c-m").Input("We look into it. {{impact}}. <b>More</b> at {{eta}}.");
        var shown = page.Find("[aria-labelledby=p1] .text");
        Assert.Equal("We look into it. What people notice: missing. <b>More</b> at When it should work again: missing.", shown.TextContent);
        Assert.Equal(2, shown.QuerySelectorAll("mark").Length);
    }

    [Fact]
    public async Task In_a_drill_it_says_that_nobody_outside_reads_it()
    {
        await SendAsync(Maya, new DeclareIncident("Game day", "inferadb", "SEV-2") { IsDrill = true, TakeCommand = true });
        var page = Communicate(Maya);
        Assert.Contains("Nobody outside reads it", page.Find("form[aria-label='Status update']").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("public status page", page.Find("form[aria-label='Status update']").TextContent, StringComparison.Ordinal);
        Assert.Equal("A drill sends no e-mail.", page.Find("[aria-labelledby=p2] p").TextContent);
    }

    [Fact]
    public async Task Where_the_runbook_mails_nobody_the_page_says_so_and_writes_no_mail()
    {
        await DeclareAsync("SEV-3");
        var page = Communicate(Maya);
        Assert.Contains("No e-mail goes out at SEV-3", page.Find("[aria-labelledby=p2]").TextContent, StringComparison.Ordinal);
        Assert.Contains("not at SEV-3: SEV-1, SEV-2 only", page.Find("[aria-labelledby=h-ch]").TextContent, StringComparison.Ordinal);
        Assert.Contains("by you, with the text for your team", page.Find("[aria-labelledby=h-ch]").TextContent, StringComparison.Ordinal);
        page.Find("#c-m").Input("Some permission checks fail.");
        page.Find("form[aria-label='Status update']").Submit();
        page.WaitForElement(".notice.go");
        Assert.DoesNotContain(Store.Events, recorded => recorded.Event is UpdateMailWritten);
    }

    [Fact]
    public async Task Who_declared_is_offered_the_words_and_the_channel_at_once_and_its_opening_is_kept()
    {
        await DeclareAsync();
        Assert.Empty(Command(Li).FindAll("[aria-label='Tell your team']"));
        var page = Command(Maya);
        Assert.Contains("Incident declared", page.Find("[aria-label='Tell your team']").TextContent, StringComparison.Ordinal);
        page.Find("#ch-declared").Input("#incident-20261121-checks");
        page.Find("form[aria-label='Channel of the incident']").Submit();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-label='Tell your team']")));
        Entry(page, "#incident-20261121-checks");
        Assert.Contains("#incident-20261121-checks", Communicate(Li).Find("[aria-labelledby=h-team]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_for_the_team_with_a_hole_cannot_be_copied()
    {
        await DeclareAsync(byAlert: true);
        var page = Communicate(Maya);
        Assert.DoesNotContain("Paste it", page.Find("[aria-labelledby=h-team]").TextContent, StringComparison.Ordinal);
        page.Find("#team-commander").Input("Maya");
        page.Find("[aria-labelledby=h-team] .notice button").Click();
        Assert.Contains("Responder: Maya", page.Find("[aria-labelledby=h-team] pre").TextContent, StringComparison.Ordinal);
        Assert.Contains("Paste it", page.Find("[aria-labelledby=h-team]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redacting_an_update_deletes_the_mail_that_went_with_it()
    {
        await DeclareAsync();
        await SendAsync(Maya, new PostUpdate(PublicStatus.Investigating, "We look into it.") { GoesOutAtOnce = true, Mail = new("Checks fail", "Call Ada at home") });
        var posted = Store.Events.First(recorded => recorded.Event is UpdatePosted).Version;
        var redacted = Assert.IsType<IncidentConsole.Domain.Application.Outcome.Accepted>(await SendAsync(Root, new RedactEntry(posted) { Reason = "private" }));
        Assert.True(Assert.Single(redacted.Incident.Updates).MailBody!.IsRedacted);
    }
}
