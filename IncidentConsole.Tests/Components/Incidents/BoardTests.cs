using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Incidents;

public sealed class BoardTests : IncidentWorld
{
    [Fact]
    public async Task Open_incidents_stand_on_top_with_clock_and_next_update()
    {
        await DeclareAsync();
        var board = ShowBoard(Maya);
        var row = board.Find("a.open-inc");
        Assert.Equal("/incidents/1", row.GetAttribute("href"));
        Assert.Equal("2", row.GetAttribute("data-rank"));
        Assert.Equal("2026-11-21T01:43:00Z", row.QuerySelector(".big ic-elapsed")!.GetAttribute("since"));
        Assert.Contains("Maya Okafor commands", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("No incident is closed yet", board.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_open_is_said_in_one_line()
    {
        Assert.Contains("No open incident", ShowBoard(Maya).Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_stands_apart_marked_in_words_and_is_not_counted()
    {
        Assert.IsType<Outcome.Accepted>(await SendAsync(Maya, new DeclareIncident("Game day", "inferadb", "SEV-2") { IsDrill = true, ByAlert = true, Drill = new DrillPlay(DrillSource.Procedure, 1, 1) { ProcedureId = "high-error-rate" } }));
        var board = ShowBoard(Maya);
        Assert.Empty(board.FindAll("a.open-inc"));
        Assert.Contains("0 open", board.Find(".page-head .sub").TextContent, StringComparison.Ordinal);
        var drills = board.Find("section[aria-labelledby=h-drills]");
        Assert.Contains("Drills", drills.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/incidents/1", "/incidents/1/drill"], drills.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Drills_are_offered_to_who_may_start_one() => Assert.NotNull(ShowBoard(Maya).Find(".page-head a[href='/drills/new']"));

    [Fact]
    public void Drills_are_not_offered_to_a_responder() => Assert.Empty(ShowBoard(Jonas).FindAll(".page-head a[href='/drills/new']"));

    [Fact]
    public async Task It_follows_the_feed()
    {
        var board = ShowBoard(Maya);
        await DeclareAsync();
        board.WaitForElement("a.open-inc");
        await SendAsync(Maya, new ChangeStatus(IncidentStatus.Identified));
        board.WaitForAssertion(() => Assert.Contains("Identified", board.Find("a.open-inc").TextContent, StringComparison.Ordinal));
        await SendAsync(Maya, new Resolve("rolled back"));
        board.WaitForAssertion(() => Assert.Contains("Resolved", board.Find("table tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains("1 postmortem due", board.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_is_in_the_address()
    {
        await DeclareAsync();
        var board = ShowBoard(Maya, "/?severity=1&q=login");
        Assert.Empty(board.FindAll("a.open-inc"));
        Assert.Contains("No open incident fits the filter", board.Markup, StringComparison.Ordinal);
        Assert.Equal("1", board.Find("#board-sev").GetAttribute("value"));
        board.Find("#board-sev").Change("2");
        Assert.EndsWith("/?severity=2&q=login", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?status=closed&severity=2&service=a%26b&q=x%20y&days=90&owed=postmortem&page=3")]
    [InlineData("/")]
    public void An_address_survives_the_round_trip(string url)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri("http://x" + url).Query);
        Assert.Equal(url, BoardFilter.From(query["status"], query["severity"], query["service"], query["q"], query["days"], query["owed"], query["page"]).Url());
    }

    [Fact]
    public async Task Declaring_leads_to_the_incident_and_a_second_press_declares_nothing_more()
    {
        var board = ShowBoard(Maya);
        board.Find("[data-key=D]").Click();
        board.Find("#d-title").Input("Checks fail");
        board.FindAll(".sevpick .level")[2].Click();
        Assert.Contains("Declare SEV-3", board.Find("#declare [type=submit]").TextContent, StringComparison.Ordinal);
        board.Find("#declare form").Submit();
        board.WaitForAssertion(() => Assert.EndsWith("/incidents/1", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        board.Find("#declare form").Submit();
        Assert.Single(Store.Events, e => e.Event is IncidentDeclared { Severity: 3 });
        Assert.Single(Store.Events, e => e.Event is RoleAssigned { PersonId: "maya" });
        await Task.CompletedTask;
    }

    [Fact]
    public void A_refused_declaration_keeps_what_was_typed()
    {
        var board = ShowBoard(Maya);
        board.Find("[data-key=D]").Click();
        board.Find("#d-svc").Input("");
        board.Find("#d-title").Input("Checks fail");
        board.Find("#declare form").Submit();
        board.WaitForAssertion(() => Assert.Contains("Name the service", board.Find("#declare .refusal").TextContent, StringComparison.Ordinal));
        Assert.Equal("Checks fail", board.Find("#d-title").GetAttribute("value"));
    }
}
