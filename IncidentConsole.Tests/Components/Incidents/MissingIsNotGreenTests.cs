using Bunit;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Components.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>A signal that was fine and is no longer read: every place that speaks of it says "not known" with its age, none says that it is fine.</summary>
public sealed class MissingIsNotGreenTests : IncidentWorld
{
    private static readonly Signal Errors = new("error-rate", "inferadb", "Error rate", "%", new ProbeSource(new Uri("http://127.0.0.1:9/")), GoodDirection.Low, 1, [new(2, 5)], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    private readonly DateTimeOffset last;

    public MissingIsNotGreenTests()
    {
        last = Clock.GetUtcNow().AddMinutes(-10);
        Signals.All.Add(Errors);
        Samples.Lines["error-rate"] = [.. Enumerable.Range(0, 20).Select(i => new Sample(last.AddMinutes(i - 19), 0.2))];
        Live.Keep(Errors, new SignalRead([new LabelledSample("", new Sample(last, 0.2))], []), last);
    }

    private LiveSignals Live => Services.GetRequiredService<LiveSignals>();

    [Fact]
    public async Task The_board_says_since_when_there_is_no_data_and_breaks_its_line()
    {
        await DeclareAsync();
        var row = ShowBoard(Maya).Find("a.open-inc");
        Assert.Contains("no data since", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-21T01:33:00Z", row.QuerySelector(".glance ic-time")!.GetAttribute("at"));
        Assert.Equal("unknown", row.QuerySelector(".spark")!.GetAttribute("data-state"));
        var path = row.QuerySelector(".spark .line")!.GetAttribute("d")!;
        Assert.DoesNotContain("100 ", path, StringComparison.Ordinal);   // nothing is drawn up to now
    }

    [Fact]
    public async Task The_header_says_since_when_there_is_no_data()
    {
        await DeclareAsync();
        var head = Command(Maya).FindAll(".vital").Single(cell => cell.TextContent.Contains("Error rate", StringComparison.Ordinal));
        Assert.Contains("no data since", head.TextContent, StringComparison.Ordinal);
        Assert.Empty(head.QuerySelectorAll(".t-ok"));
    }

    [Fact]
    public async Task A_signal_without_limits_is_not_said_to_keep_them()
    {
        Signals.All[0] = Errors with { Thresholds = [], Title = "Queue", Id = "queue" };
        Live.Keep(Signals.All[0], new SignalRead([new LabelledSample("", new Sample(Clock.GetUtcNow(), 0.2))], []), Clock.GetUtcNow());
        await DeclareAsync();
        var head = Command(Maya).FindAll(".vital").Single(cell => cell.TextContent.Contains("Queue", StringComparison.Ordinal));
        Assert.Contains("no limits", head.TextContent, StringComparison.Ordinal);
        Assert.Empty(head.QuerySelectorAll(".t-ok"));
    }

    [Fact]
    public async Task A_board_left_open_notices_that_a_figure_is_no_longer_read()
    {
        Live.Keep(Errors, new SignalRead([new LabelledSample("", new Sample(Clock.GetUtcNow(), 0.2))], []), Clock.GetUtcNow());
        await DeclareAsync();
        var board = ShowBoard(Maya);
        Assert.DoesNotContain("no data", board.Find("a.open-inc").TextContent, StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromMinutes(1));
        board.WaitForAssertion(() => Assert.Contains("no data since", board.Find("a.open-inc").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Verdict_criteria_detection_and_advice_do_not_know()
    {
        var now = Clock.GetUtcNow();
        var verdict = Live.Judge(Signals.All, now);
        Assert.Equal((SignalState.Unknown, true), (verdict.State, verdict.HasUnknown));

        var history = Samples.Lines["error-rate"];
        var under = new ResolveCriterion("errors", "Errors < 1 %", new ThresholdRule("Error rate", Comparison.Below, 1, "%"));
        var stable = new ResolveCriterion("green", "Green for 5 min", StableFor: TimeSpan.FromMinutes(5));
        foreach (var criterion in new[] { under, stable })
        {
            var live = LiveCriterion.Of(criterion, verdict.Signals, _ => [new SampleSeries("", history)], now)!;
            Assert.Null(live.Holds);
            Assert.Equal(CriterionState.Unknown, CriterionCheck.Of(criterion, live, null, now).State);
        }

        var readout = new SignalReadout(Errors, new Sample(last, 0.2), [new SampleSeries("", history)]);
        var rule = RuleVerdict.Of(new ThresholdRule("Error rate", Comparison.Above, 5, "%"), [readout], now);
        Assert.Equal((RuleState.Unknown, true), (rule.State, rule.Why!.Contains("was read last at", StringComparison.Ordinal)));
        Assert.Null(Proof.Holds(new ThresholdRule("Error rate", Comparison.Above, 5, "%"), verdict));
        Assert.Null(Proof.Now(new ThresholdRule("Error rate", Comparison.Above, 5, "%"), verdict));
    }
}
