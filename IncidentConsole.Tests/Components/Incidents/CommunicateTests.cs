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
        var posted = Assert.IsType<UpdatePosted>(Store.Events[^1].Event);
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
}
