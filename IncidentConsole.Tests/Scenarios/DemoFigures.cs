using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Seeding;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>The demo's figures broke before the console of the demo began: the record says when.</summary>
public sealed class DemoFigures
{
    [Fact]
    public async Task Limits_of_the_demo_are_crossed_when_its_figures_cross_them()
    {
        await using var story = await Scenario.StartAsync();
        var now = story.Clock.GetUtcNow();
        var (broke, over) = (now.AddMinutes(-60), now.AddMinutes(-30));
        var script = SimulatedScript.Begin(2047, broke.AddMinutes(-10)).With(broke, SimulatedState.Incident).With(over, SimulatedState.Recovery);
        var signals = SimulatedSignals.For(new Uri("http://demo.invalid/"));
        var service = new Service(SimulatedSignals.Service, "InferaDB", "inferadb", null, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        Assert.True(await story.Get<ICatalogEditor>().SaveServiceAsync(service, [.. signals], isNew: false, Actor.System, Scenario.End));
        List<SignalSample> history = [];
        for (var at = broke.AddMinutes(-10); at < now; at = at.AddSeconds(5))
        {
            var figures = SimulatedSignals.At(script, at);
            history.AddRange(signals.Select(signal => new SignalSample(SimulatedSignals.Service, signal.Id, "", new Sample(at, figures[signal.Id]))));
        }

        await story.Get<ISampleStore>().AddAsync(history, Scenario.End);
        var breaches = await DemoBreaches.ReadAsync(story.Get<IEventLog>(), story.Get<ISignalCatalog>(), story.Get<ISampleStore>(), broke.AddMinutes(-10), now, Scenario.End);
        await breaches.PassAsync(broke, Scenario.End);
        Assert.Empty(await RecordedAsync());

        await breaches.PassAsync(now, Scenario.End);
        var recorded = await RecordedAsync();
        Assert.All(recorded.Where(one => one.Event is BreachBegan), one => Assert.InRange(one.OccurredAt, broke, over.AddMinutes(5)));
        Assert.Contains(recorded, one => one is { Event: BreachBegan { SignalId: "error-rate", Rank: 2 } } && one.OccurredAt - broke < TimeSpan.FromMinutes(1));
        Assert.Contains(recorded, one => one is { Event: BreachBegan { SignalId: "p99-latency", Rank: 3 } } && one.OccurredAt - broke < TimeSpan.FromMinutes(1));
        Assert.Equal(["error-rate", "p99-latency"], recorded.Where(one => one.OccurredAt > over).Select(one => one.Event).OfType<BreachEnded>().Select(ended => ended.SignalId).Order());

        async Task<IReadOnlyList<RecordedEvent>> RecordedAsync() =>
            await story.Get<IServiceHistory>().BetweenAsync(SimulatedSignals.Service, broke.AddHours(-1), now, Scenario.End);
    }
}
