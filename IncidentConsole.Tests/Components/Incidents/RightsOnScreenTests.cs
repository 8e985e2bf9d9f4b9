using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What each role is offered. What is done, the desk decides; a button that would only be refused is not shown.</summary>
public sealed class RightsOnScreenTests : IncidentWorld
{
    [Fact]
    public async Task A_stakeholder_reads_and_is_offered_nothing_to_do()
    {
        await DeclareAsync();
        var page = Command(Sam);
        Assert.Empty(page.FindAll(".composer"));
        Assert.All(page.FindAll(".checks input"), box => Assert.True(box.HasAttribute("disabled")));
        Assert.All(page.FindAll(".stepper button:not([aria-current])"), step => Assert.True(step.HasAttribute("disabled")));
        Assert.Empty(page.FindAll(".ladder button"));
        Assert.DoesNotContain(page.FindAll(".roles button"), b => !b.TextContent.Contains("More", StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll(".level"), level => level.HasAttribute("data-key"));
    }

    [Fact]
    public async Task A_responder_writes_ticks_and_pages_but_does_not_command()
    {
        await DeclareAsync();
        var page = Command(Jonas);
        Assert.NotEmpty(page.FindAll(".composer"));
        Assert.All(page.FindAll(".phase:not(:last-child) .checks input"), box => Assert.False(box.HasAttribute("disabled")));
        Assert.All(page.FindAll(".phase:last-child .checks input"), box => Assert.True(box.HasAttribute("disabled")));   // follow-up opens with the resolution
        Assert.Contains(page.FindAll(".ladder button"), b => b.TextContent.Contains("Page now", StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll(".ladder button"), b => b.TextContent.Contains("Hold", StringComparison.Ordinal));
        Assert.All(page.FindAll(".stepper button:not([aria-current])"), step => Assert.True(step.HasAttribute("disabled")));
    }

    [Fact]
    public async Task A_commander_has_everything_but_redaction()
    {
        await DeclareAsync();
        var page = Command(Maya);
        Assert.Contains(page.FindAll(".ladder button"), b => b.TextContent.Contains("Hold", StringComparison.Ordinal));
        Assert.Contains(page.FindAll(".roles button"), b => b.TextContent.Contains("Hand over", StringComparison.Ordinal));
        page.Find("#entry").Input("typed by mistake");
        page.Find("form.composer").Submit();
        Entry(page, "typed by mistake").QuerySelector(".pin")!.Click();
        page.WaitForElement(".tools");
        Assert.DoesNotContain(page.FindAll(".tools button"), b => b.TextContent.Contains("Redact", StringComparison.Ordinal));
        Assert.Contains(page.FindAll(".tools button"), b => b.TextContent.Contains("Correct", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrator_redacts_with_a_reason()
    {
        await DeclareAsync();
        await SendAsync(Maya, new AddNote(NoteKind.Note, "password is hunter2"));
        var page = Command(Root);
        Entry(page, "hunter2").QuerySelector(".pin")!.Click();
        page.WaitForElement(".tools");
        page.FindAll(".tools button").Single(b => b.TextContent.Contains("Redact", StringComparison.Ordinal)).Click();
        page.FindAll(".tools button").Single(b => b.TextContent.Contains("Delete the text for good", StringComparison.Ordinal)).Click();
        Assert.Contains("Say why", page.Find(".tools [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Store.Events, recorded => recorded.Event is EntryRedacted);
    }

    [Fact]
    public async Task Only_who_may_declare_sees_the_button()
    {
        await DeclareAsync();
        Assert.Empty(ShowBoard(Sam).FindAll("[data-key=D]"));
        Assert.NotEmpty(ShowBoard(Jonas).FindAll("[data-key=D]"));
    }

    [Fact]
    public async Task Who_may_not_publish_reads_what_was_sent()
    {
        await DeclareAsync();
        Assert.True(Communicate(Jonas).Find("form[aria-label='Status update'] fieldset").HasAttribute("disabled"));
        Assert.False(Communicate(Maya).Find("form[aria-label='Status update'] fieldset").HasAttribute("disabled"));
    }
}
