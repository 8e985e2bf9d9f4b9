using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What the console says by itself is answered where it stands: an advice with a reason, a resolution with everything that is open.</summary>
public sealed class KeepSeverityTests : IncidentWorld
{
    [Fact]
    public async Task Who_keeps_the_severity_types_the_reason_at_once_inside_do_next()
    {
        await DeclareAsync();
        var evidence = new MetricEvidence("error-rate", "Error rate", Comparison.Above, 20, 26.8, "%", null, Clock.GetUtcNow());
        Assert.IsType<Outcome.Accepted>(await Desk.SendAsync(Id, new AdviseSeverity(1, [evidence]), Actor.System, new SendOptions("signal"), Xunit.TestContext.Current.CancellationToken));
        var page = Command(Maya);
        page.FindAll(".next button").Single(button => button.TextContent.Contains("Keep SEV-2", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.NotNull(page.Find(".next .refusal input")));
        var field = Assert.Single(page.FindAll(".next .refusal input"));
        page.WaitForAssertion(() => Assert.Contains(JSInterop.Invocations["Blazor._internal.domWrapper.focus"], call => call.Arguments[0] is Microsoft.AspNetCore.Components.ElementReference focused && field.GetAttribute("blazor:elementReference") == focused.Id));
        Assert.False(page.FindAll(".next .refusal button")[0].HasAttribute("disabled"));   // Enter over a slow line comes before the last letter is known
        page.FindAll(".next .refusal button")[0].Click();
        Assert.DoesNotContain(Store.Events, recorded => recorded.Event is SeverityAdviceDeclined);
        page.Find(".next .refusal input").Input("A test of load runs until noon");
        page.FindAll(".next .refusal button").First(button => button.TextContent.Contains("Do it anyway", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal(
            "A test of load runs until noon", Assert.Single(Store.Events, recorded => recorded.Event is SeverityAdviceDeclined { Rank: 1 }).Reason?.Text));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".refusal")));
    }

    [Fact]
    public async Task While_another_duty_is_due_first_the_advice_itself_still_has_the_key_that_raises_and_names_the_level_that_fits()
    {
        await DeclareAsync();
        var evidence = new MetricEvidence("error-rate", "Error rate", Comparison.Above, 20, 26.8, "%", null, Clock.GetUtcNow());
        Assert.IsType<Outcome.Accepted>(await Desk.SendAsync(Id, new AdviseSeverity(1, [evidence]), Actor.System, new SendOptions("signal"), Xunit.TestContext.Current.CancellationToken));
        var page = Command(Maya);
        Assert.Contains("metrics fit", page.Find("#escalation .level[data-rank='1']").TextContent, StringComparison.Ordinal);

        page.Find("#escalation .advice-acts button[data-key=M]").Click();
        page.WaitForAssertion(() => Assert.Equal(1, Assert.Single(Store.Events.Select(recorded => recorded.Event).OfType<SeverityChanged>()).To));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("#escalation .advice-acts")));
    }

    [Fact]
    public async Task What_is_open_before_a_resolution_is_listed_whole()
    {
        await DeclareAsync();
        var page = Command(Maya);
        page.FindAll(".inc-head button").First(button => button.TextContent.Contains("Resolved", StringComparison.Ordinal)).Click();
        var open = page.Find("form[aria-label='Resolve the incident'] .notice.attn");
        var number = int.Parse(Regex.Match(open.QuerySelector("strong")!.TextContent, @"^\d+").Value, CultureInfo.InvariantCulture);
        Assert.InRange(number, 5, 100);
        Assert.Equal(number, open.QuerySelectorAll("li").Length);
        Assert.DoesNotContain("…", open.TextContent, StringComparison.Ordinal);
    }
}
