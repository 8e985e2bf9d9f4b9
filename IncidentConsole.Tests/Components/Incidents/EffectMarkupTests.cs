using System.Collections.Immutable;
using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Components.Incidents;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What an action did and what was seen before, as people see it: word, shape and figures, and no text taken as markup.</summary>
public sealed class EffectMarkupTests : IncidentWorld
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    private static readonly ActionEffect Effect = new("restart", Start, Start.AddMinutes(2), new("api", []));

    [Fact]
    public void Before_the_first_measure_it_says_when_that_is()
    {
        var markup = EffectMarkup.Of(Effect).Value;
        Assert.Contains("Did it help?", markup, StringComparison.Ordinal);
        Assert.Contains("due=\"2026-03-02T03:03:00Z\"", markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EffectVerdict.Helped, "i-okc", "st effect ok", "helped · Error &lt;rate&gt; 6.8\u00a0% → 0.4\u00a0% after 5 min")]
    [InlineData(EffectVerdict.Worse, "i-badc", "st effect bad", "worse · Error &lt;rate&gt; 6.8\u00a0% → 0.4\u00a0% after 5 min")]
    [InlineData(EffectVerdict.CannotTell, "i-warnc", "st effect attn", "cannot tell · ")]
    public void The_verdict_has_a_shape_a_word_and_figures(EffectVerdict verdict, string icon, string css, string words)
    {
        var markup = EffectMarkup.Of(Effect with { Measured = [Measured(verdict)] }).Value;
        Assert.Contains(icon, markup, StringComparison.Ordinal);
        Assert.Contains(css, markup, StringComparison.Ordinal);
        Assert.Contains(words, markup.Replace("&#xA0;", "\u00a0", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_seen_before_says_why_what_worked_and_what_is_open()
    {
        var one = new SimilarIncident(
            12, "Queue <b>", Start, null, [SharedTrait.AlertName, SharedTrait.Procedure], [new("restart", "Restart the indexer", "lag", Measured(EffectVerdict.Helped))],
            [new("a", new Prose("Alert on <lag>"), ActionItemKind.Detect, "ada", "Ada", new DateOnly(2026, 3, 20), null, ActionItemState.Open)]);
        var markup = SeenBeforeMarkup.Of([one, one with { Number = 9, OpenItems = [] }]).Value;
        Assert.Contains("href=\"/incidents/12\"", markup, StringComparison.Ordinal);
        Assert.Contains("same alert, same procedure", markup, StringComparison.Ordinal);
        Assert.Contains("Restart the indexer", markup, StringComparison.Ordinal);
        Assert.Contains("Alert on &lt;lag&gt;", markup, StringComparison.Ordinal);
        Assert.Contains("due 20 Mar 2026", markup, StringComparison.Ordinal);
        Assert.Contains("1 more like it", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_of_alerts_is_never_shown_over_an_empty_list()
    {
        await DeclareAsync(byAlert: true);
        Assert.IsType<Outcome.Accepted>(await Desk.SendAsync(Id, new JoinAlert("a1", "HighErrorRate", 2, Start), Actor.System, SendOptions.Console, Xunit.TestContext.Current.CancellationToken));
        var page = Command(Maya);
        page.WaitForElement("#alerts .end > button").Click();
        page.WaitForAssertion(() => Assert.Contains("no more of this alert than what stands in the timeline", page.Find("#alerts").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#alerts ul, #alerts footer"));
    }

    private static ActionEffectMeasured Measured(EffectVerdict verdict) =>
        new("restart", 5, verdict, [new("errors", "Error <rate>", "%", 1, Comparison.Above, 5, 6.8, 0.4, verdict)], []);
}
