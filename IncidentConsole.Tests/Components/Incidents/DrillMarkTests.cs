using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>A drill is never mistaken for the real thing, nor the other way round.</summary>
public sealed class DrillMarkTests : IncidentWorld
{
    [Fact]
    public async Task Every_page_of_a_drill_says_so_in_word_shape_and_title()
    {
        await StartAsync();
        foreach (var (markup, where) in new[] { (Command(Maya).Markup, "command"), (Communicate(Maya).Markup, "communicate"), (Postmortem(Maya).Markup, "postmortem") })
        {
            Assert.True(markup.Contains("drill-mark", StringComparison.Ordinal) && markup.Contains("Nobody real is called", StringComparison.Ordinal), where);
            Assert.Contains("DRILL ·", markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_real_incident_carries_no_such_mark()
    {
        await DeclareAsync();
        Assert.DoesNotContain("drill-mark", Command(Maya).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("DRILL", Communicate(Maya).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leads_pauses_it_and_goes_on()
    {
        await StartAsync();
        var page = Command(Maya);
        Mark(page).QuerySelectorAll("button").Single(button => button.TextContent.Trim() == "Pause").Click();
        page.WaitForAssertion(() => Assert.Contains("hold still", Mark(page).TextContent, StringComparison.Ordinal));
        Assert.True((await IncidentAsync()).Drill!.IsPaused);
        Mark(page).QuerySelectorAll("button").Single(button => button.TextContent.Trim() == "Go on").Click();
        page.WaitForAssertion(() => Assert.Contains("Nobody real is called", Mark(page).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_takes_part_sees_the_mark_and_steers_nothing()
    {
        await StartAsync();
        Assert.Equal(["Report"], Mark(Command(Jonas)).QuerySelectorAll("button, a").Select(one => one.TextContent.Trim()));
    }

    private static IElement Mark<T>(IRenderedComponent<T> page)
        where T : Microsoft.AspNetCore.Components.IComponent => page.Find("section.drill-mark");

    private async Task StartAsync() => Assert.IsType<Outcome.Accepted>(await SendAsync(Maya, new DeclareIncident("Game day", "inferadb", "SEV-2") { IsDrill = true, TakeCommand = true, Drill = new DrillPlay(DrillSource.Procedure, 1, 1) { ProcedureId = "high-error-rate" } }));
}
