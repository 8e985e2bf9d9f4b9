using AngleSharp.Dom;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>A clock time that somebody wrote into the timeline leads to the command view at that moment, as in the postmortem.</summary>
public sealed class SpokenTimeLinkTests : IncidentWorld
{
    [Fact]
    public async Task A_time_in_a_note_is_a_link_and_what_stands_around_it_stays_encoded()
    {
        await DeclareAsync();
        Clock.Advance(TimeSpan.FromMinutes(20));
        await SendAsync(Maya, new AddNote(NoteKind.Note, "<b>Errors</b> rose @01:50 & fell @23:59"));
        var body = Entry(Command(Maya), "Errors").QuerySelector(".body")!;
        var link = Assert.Single(body.QuerySelectorAll("a"));
        Assert.Equal("@01:50", link.TextContent);
        Assert.Contains("at=2026-11-21T01%3A50%3A00Z", link.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("<b>Errors</b> rose @01:50 & fell @23:59", body.TextContent);
        Assert.Empty(body.QuerySelectorAll("b"));
    }

    [Theory]
    [InlineData(NoteKind.Decision)]
    [InlineData(NoteKind.Action)]
    public async Task Decisions_and_actions_link_too(NoteKind kind)
    {
        await DeclareAsync();
        await SendAsync(Maya, new AddNote(kind, "As of @01:43"));
        Assert.Contains("at=2026-11-21T01%3A43", Entry(Command(Maya), "As of").QuerySelector(".body a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moment_that_is_looked_at_keeps_its_links()
    {
        await DeclareAsync();
        Clock.Advance(TimeSpan.FromMinutes(20));
        await SendAsync(Maya, new AddNote(NoteKind.Note, "Since @01:50"));
        await SendAsync(Maya, new AddNote(NoteKind.Note, "Nothing to see"));
        var page = Command(Maya);
        Assert.Empty(Entry(page, "Nothing to see").QuerySelectorAll(".body a"));
        Assert.Equal("a", Entry(page, "Since").QuerySelector(".body")!.FirstElementChild!.LocalName);
    }
}
