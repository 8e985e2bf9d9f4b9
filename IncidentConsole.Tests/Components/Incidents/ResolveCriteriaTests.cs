using Bunit;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class ResolveCriteriaTests : IncidentWorld
{
    [Fact]
    public async Task What_no_signal_measures_is_ticked_by_hand_with_who_and_when()
    {
        await DeclareAsync();
        var page = Command(Maya);
        var panel = page.Find("[aria-labelledby=h-over]");
        Assert.Contains("0 of 4 met", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("This service has no signal \"Error rate\". Add one of that title in the settings of the service. Look yourself.", panel.TextContent, StringComparison.Ordinal);

        Row(page, "The smoke test passes").QuerySelector("button")!.Click();
        page.WaitForAssertion(() => Assert.Contains("Maya Okafor", Row(page, "The smoke test passes").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 of 4 met", page.Find("[aria-labelledby=h-over]").TextContent, StringComparison.Ordinal);
        Assert.Equal("the-smoke-test-passes", Assert.IsType<CriterionConfirmed>(Store.Events[^1].Event).CriterionId);
    }

    [Fact]
    public async Task The_resolve_form_shows_the_same_list_and_is_not_blocked_by_it()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.FindAll(".inc-head button").First(button => button.TextContent.Contains("Resolved", StringComparison.Ordinal)).Click();
        var form = page.Find("form[aria-label='Resolve the incident']");
        Assert.Single(form.QuerySelectorAll("li"), line => line.TextContent.Contains("The smoke test passes", StringComparison.Ordinal));   // said once, not among what is open too
        await SendAsync(Maya, new ConfirmCriterion("the-smoke-test-passes"));
        Assert.IsType<IncidentConsole.Domain.Application.Outcome.Accepted>(await SendAsync(Maya, new Resolve("rolled back")));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[aria-labelledby=h-over]")));
    }

    [Fact]
    public async Task A_stakeholder_reads_the_list_and_ticks_nothing()
    {
        await DeclareAsync();
        Assert.Empty(Command(Sam).FindAll("[aria-labelledby=h-over] button"));
    }

    private static AngleSharp.Dom.IElement Row(IRenderedComponent<IncidentConsole.Web.Components.Pages.IncidentPage> page, string text) =>
        page.FindAll("[aria-labelledby=h-over] li").First(row => row.TextContent.Contains(text, StringComparison.Ordinal));
}
