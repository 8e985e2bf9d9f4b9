using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Components.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>The command view at an earlier moment: all of it as it was known then, nothing to press, one way back.</summary>
public sealed class TravelTests : IncidentWorld
{
    private const string Base = "/incidents/1";

    [Fact]
    public async Task The_whole_view_stands_at_the_moment_the_address_names()
    {
        var (before, after) = await NightAsync();
        var page = At(before);
        Assert.Contains("SEV-3", page.Find(".inc-title .sev").TextContent, StringComparison.Ordinal);
        Assert.Contains("Maya Okafor", page.Find(".roles").TextContent, StringComparison.Ordinal);
        Assert.Contains("The public saw: nothing of it", page.Find(".travel-public").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".checks input[checked]"));
        Assert.DoesNotContain("Severity raised", page.Find(".tl").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"charts?at={Uri.EscapeDataString(AskedMoment.Write(before))}", page.Find("ic-charts").GetAttribute("src"), StringComparison.Ordinal);
        Assert.Null(page.Find("ic-charts").GetAttribute("hub"));

        page = At(after);
        Assert.Contains("SEV-2", page.Find(".inc-title .sev").TextContent, StringComparison.Ordinal);
        Assert.Contains("Li Wen", page.Find(".roles").TextContent, StringComparison.Ordinal);
        Assert.Contains("Investigating, Checks fail", page.Find(".travel-public").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".checks input[checked]"));
    }

    [Fact]
    public async Task The_banner_says_when_how_far_in_and_what_came_later()
    {
        var (before, _) = await NightAsync();
        var words = At(before).Find(".travel").TextContent;
        Assert.Contains($"You look at {before:HH:mm:ss} UTC", words, StringComparison.Ordinal);
        Assert.Contains("2 min in.", words, StringComparison.Ordinal);
        Assert.Contains("What was recorded by then; ", words, StringComparison.Ordinal);
        Assert.Contains("entries came later", words, StringComparison.Ordinal);
    }

    /// <summary>For who commands it, at every moment of a night in which everything that has a button was due once.</summary>
    [Fact]
    public async Task Nothing_acts_there()
    {
        await NightAsync();
        await SendAsync(Li, new ProposeHandOver("maya"));
        await SendAsync(Jonas, new StartAction("high-error-rate", "errors-by-metric"));
        foreach (var recorded in Store.Events.ToList())
        {
            var page = At(AskedMoment.After(recorded.RecordedAt));
            Assert.Empty(page.FindAll("form, .composer, textarea, .checks input:not([disabled]), input:not([type=range]):not([disabled]):not([type=search]), [data-pending]"));
            Assert.All(page.FindAll("[data-key]"), key => Assert.Contains(key.GetAttribute("data-key"), new[] { "B", "ArrowLeft", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowRight", "T", "F", "[", "]" }));
            Assert.All(page.FindAll("[data-key='['], [data-key=']']"), step => Assert.True(step.HasAttribute("disabled")));
            var idle = new[] { "Entry before", "Entry after", "A minute back", "A minute on", "Play", "Filter", "Show them", "Hide them" };
            Assert.All(page.FindAll(".board button:not([disabled]):not([aria-disabled]), .inc-head button:not([disabled]), .phone-next button"), button => Assert.True(
                button.HasAttribute("data-zone-toggle") || button.GetAttribute("aria-current") is not null || button.GetAttribute("aria-checked") is "true" || button.GetAttribute("aria-label")?.StartsWith("Copy", StringComparison.Ordinal) == true
                || idle.Any(word => button.TextContent.Contains(word, StringComparison.Ordinal)),
                button.OuterHtml));
        }
    }

    [Fact]
    public async Task A_step_goes_from_entry_to_entry_and_the_slider_to_any_second()
    {
        var (before, _) = await NightAsync();
        var page = At(before);
        page.Find("[aria-label='Entry after']").Click();
        page.WaitForAssertion(() => Assert.Contains("SEV-2", page.Find(".inc-title .sev").TextContent, StringComparison.Ordinal));
        page.Find("[aria-label='Entry before']").Click();
        page.WaitForAssertion(() => Assert.Contains("SEV-3", page.Find(".inc-title .sev").TextContent, StringComparison.Ordinal));
        Assert.Equal("0", page.Find("[type=range]").GetAttribute("min"));
        page.Find("[type=range]").Input(page.Find("[type=range]").GetAttribute("max"));
        page.WaitForAssertion(() => Assert.Contains("Li Wen", page.Find(".roles").TextContent, StringComparison.Ordinal));
        Assert.Contains("Checks fail", page.Find(".travel-public").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slider_says_the_moment_in_words_and_its_marks_stand_where_things_happened()
    {
        await NightAsync();
        var change = Store.Events.First(recorded => recorded.Event is SeverityChanged).RecordedAt;
        var page = At(change);
        Assert.Equal($"{change:HH:mm:ss} UTC, 3 min in, Severity SEV-2", page.Find("[type=range]").GetAttribute("aria-valuetext"));
        var marks = page.FindAll(".travel-marks i").Select(mark => (mark.GetAttribute("data-mark"), mark.TextContent)).ToList();
        Assert.Equal([("D", "D"), ("H", ""), ("S", "S"), ("H", "H"), ("U", "")], marks);
    }

    [Fact]
    public async Task What_comes_meanwhile_moves_nothing_and_is_counted()
    {
        var (_, after) = await NightAsync();
        var page = At(after);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Jonas, new AddNote(NoteKind.Note, "it goes on"));
        page.WaitForAssertion(() => Assert.Contains("1 entry came later", page.Find(".travel").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("it goes on", page.Find(".tl").TextContent, StringComparison.Ordinal);
        page.Find("[aria-label='Entry after']").Click();
        page.WaitForAssertion(() => Assert.Contains("it goes on", page.Find(".tl").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Back_to_now_it_lives_again()
    {
        var (before, _) = await NightAsync();
        var page = At(before);
        Navigate(page, Base);
        page.WaitForAssertion(() => Assert.Contains("Li Wen", page.Find(".roles").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".travel"));
        await SendAsync(Jonas, new AddNote(NoteKind.Note, "it lives"));
        Assert.NotNull(Entry(page, "it lives"));
        Assert.NotEmpty(page.FindAll(".composer"));
    }

    [Fact]
    public async Task A_text_that_is_redacted_while_somebody_looks_back_is_gone_there_too()
    {
        await DeclareAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Maya, new AddNote(NoteKind.Note, "password is hunter2"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var page = At(Clock.GetUtcNow());
        Assert.Contains("hunter2", page.Find(".tl").TextContent, StringComparison.Ordinal);
        var note = Store.Events.Last().Version;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Root, new RedactEntry(note) { Reason = "A secret" });
        page.WaitForAssertion(() => Assert.DoesNotContain("hunter2", page.Markup, StringComparison.Ordinal));
        Assert.Contains("redacted", page.Find(".tl").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", "The incident was not known before this moment.")]
    [InlineData("2030-01-01T00:00:00Z", "That moment has not come yet.")]
    public async Task A_moment_outside_is_drawn_in_and_it_says_so(string said, string words)
    {
        await DeclareAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains(words, At(said).Find(".travel").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_names_no_moment_shows_now_and_says_what_to_write()
    {
        await DeclareAsync();
        var page = At("quarter past two");
        Assert.Contains("This address names no moment.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Contains(AskedMoment.Form, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".composer"));
        Assert.Null(page.Find("ic-charts").GetAttribute("src")!.Split('?').ElementAtOrDefault(1));
    }

    [Fact]
    public async Task An_entry_leads_to_its_moment_for_who_writes_and_for_who_reads()
    {
        await NightAsync();
        var page = Command(Maya);
        Entry(page, "Severity").QuerySelector(".pin")!.Click();
        page.WaitForElement(".tools");
        var change = AskedMoment.Write(AskedMoment.After(Store.Events.First(recorded => recorded.Event is SeverityChanged).RecordedAt));
        Assert.Contains(Uri.EscapeDataString(change), page.FindAll(".tools a").Single(link => link.TextContent.Contains("Look back", StringComparison.Ordinal)).GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(change), Entry(Command(Sam), "Severity").QuerySelector("a.pin")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    /// <summary>SEV-3 under Maya; then SEV-2, a tick, Li in command, and the public is told.</summary>
    private async Task<(DateTimeOffset Before, DateTimeOffset After)> NightAsync()
    {
        await DeclareAsync("SEV-3");
        Clock.Advance(TimeSpan.FromMinutes(2));
        var before = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Maya, new ChangeSeverity("SEV-2"));
        await SendAsync(Maya, new TickItem((await IncidentAsync()).Runbook.Checklist[0].Items[0].Id));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Li, new TakeCommand { Reason = "Maya is away" });
        await SendAsync(Li, new PostUpdate(PublicStatus.Investigating, "Some checks fail.", "Checks fail", []) { GoesOutAtOnce = true });
        Clock.Advance(TimeSpan.FromMinutes(2));
        return (before, Clock.GetUtcNow());
    }

    private IRenderedComponent<IncidentPage> At(DateTimeOffset moment) => At(AskedMoment.Write(moment));

    private IRenderedComponent<IncidentPage> At(string said)
    {
        var page = Command(Maya);
        Navigate(page, $"{Base}?at={Uri.EscapeDataString(said)}");
        page.WaitForElement(".travel");
        return page;
    }

    /// <summary>What the router does: the address changes and the page gets its parameter.</summary>
    private void Navigate(IRenderedComponent<IncidentPage> page, string url)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(url);
        page.Render(parameters => parameters.Add(p => p.Number, 1));
    }
}
