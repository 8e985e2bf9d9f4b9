using Bunit;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>Alerts without an incident on the board: few lines each however much they say, and every one of them within reach.</summary>
public sealed class LooseAlertsTests : BunitContext
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Ten_are_shown_and_all_when_asked()
    {
        var list = RenderWith([.. Enumerable.Range(0, 30).Select(number => One(number, "Disk is full."))]);
        Assert.Equal(10, list.FindAll("li").Count);
        list.Find("footer button").Click();
        Assert.Equal(30, list.FindAll("li").Count);
        Assert.Equal("Show fewer", list.Find("footer button").TextContent);
    }

    [Fact]
    public void A_long_text_is_folded_no_text_is_markup_and_only_web_addresses_are_links()
    {
        var list = RenderWith([One(1, new string('x', 500) + "<b>"), One(2, "short") with { Facts = new AlertFacts { Description = "short", Url = "javascript:alert(1)" } }]);
        Assert.Equal(502, list.Find("summary.clamp").TextContent.Length - 1);
        Assert.Empty(list.FindAll("b, a"));
        Assert.Empty(RenderWith([]).FindAll("section"));
    }

    [Fact]
    public void A_picture_is_a_link_that_leaves_the_page_and_is_never_shown_by_itself()
    {
        var list = RenderWith([One(1, "") with { Facts = new AlertFacts { Image = "https://g/img.png" } }, One(2, "") with { Facts = new AlertFacts { Image = "javascript:alert(1)" } }]);
        var link = Assert.Single(list.FindAll("a"));
        Assert.Equal(("https://g/img.png", "noopener noreferrer", "_blank", "Picture from the sender"), (link.GetAttribute("href"), link.GetAttribute("rel"), link.GetAttribute("target"), link.TextContent));
        Assert.Empty(list.FindAll("img"));
    }

    [Fact]
    public void One_that_is_silenced_says_by_whom_and_why_and_what_holds_shows_without_any()
    {
        var silence = new Silence("s", SilenceScope.Of("web"), new Actor(ActorKind.Person, "m", "Maya"), "upgrade", At, At.AddHours(1), null);
        var list = Render<LooseAlerts>(given => given.Add(page => page.Alerts, [new UnattendedAlert(One(1, ""), null, null, silence)]).Add(page => page.Silences, [silence]).Add(page => page.Limit, 100));
        Assert.Contains("by Maya: upgrade", list.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Equal(("/silences", "1 silence holds"), (list.Find("header a").GetAttribute("href"), list.Find("header a").TextContent));
        list = Render<LooseAlerts>(given => given.Add(page => page.Silences, [silence]).Add(page => page.Limit, 100));
        Assert.Contains("Silent: web, every alert.", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_an_incident_that_is_over_says_so_and_stands_after_those_without_one()
    {
        var list = Render<LooseAlerts>(given => given.Add(page => page.Alerts, [new UnattendedAlert(One(1, ""), 7, IncidentStatus.Resolved), new UnattendedAlert(One(2, ""), null, null), new UnattendedAlert(One(3, ""), 8, IncidentStatus.Declined)]).Add(page => page.Limit, 100));
        var lines = list.FindAll("li");
        Assert.Contains("Disk 2", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("INC-7 is resolved, and this still fires. Reopen it there, declare anew, or silence this.", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/incidents/7", lines[1].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("INC-8 is declined, and this still fires. Declare anew, or silence this.", lines[2].TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<LooseAlerts> RenderWith(IReadOnlyList<Alert> alerts) => Render<LooseAlerts>(given => given.Add(page => page.Alerts, [.. alerts.Select(alert => new UnattendedAlert(alert, null, null))]).Add(page => page.Limit, 100));

    private static Alert One(int number, string text) => new()
    {
        Id = $"{number}",
        Number = number,
        Subject = $"s/{number}",
        SenderKey = $"{number}",
        SenderId = "s",
        SenderName = "scripts",
        Service = "web",
        Name = $"Disk {number}",
        StartedAt = At,
        LastSeenAt = At,
        Facts = new AlertFacts { Summary = $"Disk {number}", Description = text },
    };
}
