using System.Collections.Immutable;
using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Domain;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Pages;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>The procedure panel under a runbook that has one of everything: quick reference, placeholders, a request, a limit, documentation.</summary>
public sealed class ProcedurePanelTests : IncidentWorld
{
    private static readonly Runbook Chat = ProcedureTests.Careful with
    {
        QuickReferences = [new("Rate Limit Attack", "High", "Adjust Limits", "Block IPs")],
        Procedures =
        [
            new("latency", "High latency") { Symptoms = ["User complaints about slow responses"], Actions = [new("look", "Look") { IsReadOnly = true }] },
            new("attack", "Rate limit attack")
            {
                Symptoms = ["Unusual traffic spikes"],
                Actions =
                [
                    new("block", "Block the address") { IsDestructive = true, Target = "<ip>", Budget = TimeSpan.FromMinutes(2), Command = new("iptables -s <ip> -j DROP") { Placeholders = ["ip"] } },
                    new("adjust", "Adjust the limits") { RaisesLimit = true, Request = new("POST", "http://localhost:8080/adjust", "{\"max\": <max>}") },
                ],
                Verifications = [new("calm", "Traffic is back to normal") { Command = new("curl 'http://h/?ip=<ip>'") { Placeholders = ["ip"] } }],
            },
        ],
    };

    [Fact]
    public async Task The_quick_reference_leads_to_the_procedure_and_a_symptom_finds_it()
    {
        var page = await OpenAsync(Jonas);
        var row = page.FindAll(".quick tbody tr")[0];
        Assert.Equal(["Rate Limit Attack", "High", "Adjust Limits", "Block IPs"], row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
        Assert.EndsWith("?procedure=attack", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        page.Find("#pr-find").Input("complain");
        Assert.Equal("High latency", page.Find("[aria-label='Found procedures'] a").TextContent);
        page.Find("#pr-find").Input("flood");
        Assert.Contains("No procedure has these words", page.Find("#runbook [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fits_is_suggested_with_its_reason()
    {
        var page = await OpenAsync(Jonas);   // "High error rate on permission checks"
        Assert.Contains("the title says \"rate\"", page.Find("#runbook .picks li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_blocks_the_copy_and_a_value_is_quoted_and_shared_with_the_check()
    {
        var page = await OpenAsync(Jonas, "attack");
        Assert.Equal("Fill in ip first.", page.Find(".steps .cur .t-attn").TextContent.Trim());
        Assert.True(page.Find(".steps .cur .cmd button").HasAttribute("disabled"));

        page.Find(".steps .cur .field input").Input("1.2.3.4; reboot");

        Assert.Equal("iptables -s '1.2.3.4; reboot' -j DROP", page.Find(".steps .cur code").TextContent);
        Assert.False(page.Find(".steps .cur .cmd button").HasAttribute("disabled"));
        Assert.False(page.Find(".verify button").HasAttribute("disabled"));
        page.Find(".steps .cur .field input").Input("a\u0007b");
        Assert.Contains("invisible", page.Find(".steps .cur .t-attn").TextContent, StringComparison.Ordinal);
        Assert.Equal("iptables -s <ip> -j DROP", page.Find(".steps .cur code").TextContent);
    }

    [Fact]
    public async Task A_destructive_step_is_confirmed_by_what_was_filled_in_and_its_time_runs()
    {
        var page = await OpenAsync(Jonas, "attack");
        page.Find(".steps .cur .field input").Input("203.0.113.9");
        Button(page, ".steps .cur", "I run it now").Click();
        Assert.Equal("203.0.113.9", page.Find(".types strong").TextContent);
        page.Find(".steps .cur .confirm > input").Input("It floods us");
        page.Find(".types input").Input("203.0.113.9");
        Button(page, ".steps .cur", "I run it now").Click();
        page.WaitForAssertion(() => Assert.Equal("2026-11-21T01:45:00Z", page.Find(".steps .cur ic-countdown").GetAttribute("due")));
        Assert.Equal("iptables -s 203.0.113.9 -j DROP", Assert.Single(Store.Events, e => e.Event is ActionStarted).Event is ActionStarted started ? started.Command?.Text : null);
    }

    [Fact]
    public async Task A_request_is_shown_exactly_then_sent_once_and_its_limit_listed_until_taken_back()
    {
        await Hosts.AddAsync(HostRule.Parse("localhost:8080").Rule!, Actor.System, CancellationToken.None);
        var page = await OpenAsync(Jonas, "attack");
        Button(page, "#runbook", "Do this one now").Click();
        page.FindAll(".steps li .field input").Last().Input("10");
        Button(page, "#runbook", "Send from here").Click();
        Assert.Equal("POST http://localhost:8080/adjust\nHost: localhost:8080\n\n{\"max\": 10}", page.Find("#runbook pre").TextContent);
        Assert.Empty(Wire.Sent);
        page.WaitForAssertion(() => Assert.Equal(["Send now"], page.FindAll("#runbook .btn.primary").Select(button => button.TextContent.Trim())));
        Assert.True(Button(page, "#runbook", "Send now").HasAttribute("disabled"));
        page.Find("[aria-label='What is sent'] input").Input("The attack");
        Button(page, "#runbook", "Send now").Click();

        page.WaitForAssertion(() => Assert.Contains("Jonas Weber", page.Find(".raised").TextContent, StringComparison.Ordinal));
        Assert.Equal(["POST http://localhost:8080/adjust {\"max\": 10}"], Wire.Sent);
        Assert.Contains("The attack", page.Find(".raised").TextContent, StringComparison.Ordinal);
        Button(page, ".raised", "It is back").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".raised")));
    }

    [Fact]
    public async Task The_key_goes_with_the_step_somebody_turned_to_and_comes_back_when_it_is_done()
    {
        var page = await OpenAsync(Jonas, "attack");
        Assert.Equal("Block the address", page.Find(".steps .cur strong").TextContent);
        Button(page, "#runbook", "Do this one now").Click();
        Assert.Equal(("Adjust the limits", "step 2 of 2"), (page.Find(".steps .cur strong").TextContent, page.Find("#runbook header .muted").TextContent));
        Assert.Contains("Start", page.Find("#runbook [data-key=R]").TextContent, StringComparison.Ordinal);
        Button(page, "#runbook", "Do this one now").Click();
        Assert.Equal("Block the address", page.Find(".steps .cur strong").TextContent);

        Button(page, "#runbook", "Do this one now").Click();
        await SendAsync(Jonas, new StartAction("attack", "adjust") { Reason = "The attack" });
        await SendAsync(Jonas, new ConfirmAction("adjust", ""));
        page.WaitForAssertion(() => Assert.Equal("Block the address", page.Find(".steps .cur strong").TextContent));
    }

    [Fact]
    public async Task A_host_nobody_allowed_says_so()
    {
        var page = await OpenAsync(Jonas, "attack");
        Button(page, "#runbook", "Do this one now").Click();
        page.FindAll(".steps li .field input").Last().Input("10");
        Button(page, "#runbook", "Send from here").Click();
        Assert.Contains("may not send to localhost:8080", page.Find("#runbook [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_says_who_saw_what()
    {
        var page = await OpenAsync(Jonas, "attack");
        Button(page, ".verify", "Did not").Click();
        page.Find(".verify .confirm input").Input("still 9 000 a second");
        Button(page, ".verify", "Did not work").Click();
        page.WaitForAssertion(() => Assert.Contains("Did not work, Jonas Weber", page.Find(".verify li").TextContent, StringComparison.Ordinal));
        Assert.Contains("still 9 000 a second", page.Find(".verify li").TextContent, StringComparison.Ordinal);
        Button(page, ".verify", "Worked").Click();
        page.WaitForAssertion(() => Assert.Contains("Worked, Jonas Weber", page.Find(".verify li").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_runbook_wants_is_written_down_in_the_panel()
    {
        var page = await OpenAsync(Jonas);
        page.Find("#dc-w").Input("Limits at 10");
        page.Find("#dc-r").Input("Deploy 2.13.6");
        page.Find("#documentation form").Submit();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#documentation form")));
        Assert.Contains("Limits at 10", page.Find("#documentation").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stakeholder_reads_and_does_nothing()
    {
        var page = await OpenAsync(Sam, "attack");
        Assert.Empty(page.FindAll("#runbook button:not(.cmd button):not([disabled])"));
        Assert.Empty(page.FindAll("#documentation form"));
    }

    private async Task<IRenderedComponent<IncidentPage>> OpenAsync(IncidentConsole.Domain.Application.Ports.Person who, string? procedure = null)
    {
        Runbook = Chat;
        await DeclareAsync();
        var page = Command(who);
        if (procedure is not null)
        {
            page.Find("#pr-pick").Change(procedure);
        }

        return page;
    }

    private static IElement Button(IRenderedComponent<IncidentPage> page, string within, string text) =>
        page.FindAll($"{within} button").First(button => button.TextContent.Trim().StartsWith(text, StringComparison.Ordinal));
}
