using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Application.Timeline;

/// <summary>One entry tells what an action did, and grows with each measure.</summary>
public sealed class EffectEntryTests
{
    [Fact]
    public void Three_measures_are_one_entry_that_the_newest_speaks_for()
    {
        var view = View(Run().Add(13, Measured(1, EffectVerdict.NoEffect, 6.7), Actor.System).Add(17, Measured(5, EffectVerdict.Helped, 0.4), Actor.System).Add(27, Measured(15, EffectVerdict.Helped, 0.3), Actor.System));
        var entry = Assert.Single(view.InOrderOfEvents(), one => !one.Effects.IsEmpty);
        Assert.StartsWith("Helped: ", entry.Headline, StringComparison.Ordinal);
        Assert.Equal(
            """
            After 1 min: no effect, Error rate 6.8 % → 6.7 % (limit 5.0 %)
            After 5 min: helped, Error rate 6.8 % → 0.4 % (limit 5.0 %)
            After 15 min: helped, Error rate 6.8 % → 0.3 % (limit 5.0 %)
            """,
            entry.Body!.Replace('\u00a0', ' '));
        Assert.Equal((3, Stream.At(13), true), (entry.Effects.Length, entry.OccurredAt, entry.IsKeyMoment));
        Assert.Equal(2, view.Entries.Count(one => one.FoldedInto == entry.Version));
    }

    [Fact]
    public void A_measure_that_cannot_tell_leaves_what_the_ones_before_said()
    {
        var entry = Entry(Run().Add(13, Measured(1, EffectVerdict.Helped, 0.4)).Add(17, Measured(5, EffectVerdict.CannotTell, 0.4) with { Others = ["scale"] }));
        Assert.StartsWith("Helped: ", entry.Headline, StringComparison.Ordinal);
        Assert.EndsWith("cannot tell (\"scale\" ran in the same minutes), Error rate 6.8\u00a0% → 0.4\u00a0% (limit 5.0\u00a0%)", entry.Body, StringComparison.Ordinal);
        Assert.False(Entry(Run().Add(13, Measured(1, EffectVerdict.CannotTell, null))).IsKeyMoment);
    }

    [Fact]
    public void Another_run_has_an_entry_of_its_own()
    {
        var stream = Run().Add(13, Measured(1, EffectVerdict.NoEffect, 6.7));
        Start(stream, 20).Add(23, Measured(1, EffectVerdict.Helped, 0.4));
        Assert.Equal(["No effect", "Helped"], View(stream).InOrderOfEvents().Where(one => !one.Effects.IsEmpty).Select(one => one.Headline.Split(':')[0]));
    }

    [Fact]
    public void The_paper_says_it_in_the_language_of_the_runbook()
    {
        var entry = TimelineView.From(Run().Add(13, Measured(5, EffectVerdict.Worse, 9.1)).Events, Stream.Runbooks, "de").InOrderOfEvents()[^1];
        Assert.StartsWith("Danach schlechter: ", entry.Headline, StringComparison.Ordinal);
        Assert.StartsWith("Nach 5 min: schlechter, Error rate 6,8", entry.Body, StringComparison.Ordinal);
    }

    private static Stream Run() => Start(Stream.Declared(), 10);

    private static Stream Start(Stream stream, double minute) =>
        stream.Add(minute, new ActionStarted("high-error-rate", Action, new("kubectl rollout restart"))).Add(minute + 2, new ActionConfirmed(Action, null));

    private static string Action => Stream.Declared().Incident.Runbook.Procedures[0].Actions[0].Id;

    private static ActionEffectMeasured Measured(int minutes, EffectVerdict verdict, double? after) =>
        new(Action, minutes, verdict, [new("errors", "Error rate", "%", 1, Comparison.Above, 5, 6.8, after, verdict)], []);

    private static TimelineView View(Stream stream) => TimelineView.From(stream.Events, Stream.Runbooks);

    private static TimelineEntry Entry(Stream stream) => Assert.Single(View(stream).InOrderOfEvents(), one => !one.Effects.IsEmpty);
}
