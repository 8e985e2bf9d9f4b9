using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>A service with one signal and limits on it, for stories in which the figures speak.</summary>
internal static class Shop
{
    public const string Service = "shop";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    public static readonly Signal Errors = new("error-rate", Service, "Error rate", "%", new ProbeSource(new("http://shop.invalid/ready"), ProbeMeasure.Ready), GoodDirection.Low, 1, [new(1, 20)], null, Step, TimeSpan.FromSeconds(90));

    private static readonly Runbook Runbook = TestRunbooks.Standard with
    {
        Slug = "shop-runbook",
        Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level.Rank switch
        {
            1 => level with { Thresholds = [new("Error rate", Comparison.Above, 20, "%", For: TimeSpan.FromMinutes(5))] },
            2 => level with { Thresholds = [new("Error rate", Comparison.Above, 5, "%", For: TimeSpan.FromMinutes(5))] },
            _ => level,
        })]),
        ResolveCriteria = [new("green", "All lines are green for 30 minutes", null, TimeSpan.FromMinutes(30))],
    };

    public static async Task<Scenario> StartAsync(BreachResponse response)
    {
        var story = await Scenario.StartAsync();
        var editor = story.Get<ICatalogEditor>();
        Assert.NotNull(await editor.PublishRunbookAsync(new RunbookEdition(Runbook, null, "For the story"), Actor.System, Scenario.End));
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call manager", [story.Aisha.Id]).Add("Platform lead", [story.Tomasz.Id]);
        Assert.True(await editor.SaveServiceAsync(new Service(Service, "Shop", Runbook.Slug, null, people) { OnBreach = response }, [Errors], isNew: true, Actor.System, Scenario.End));
        return story;
    }

    /// <summary>The watch reads the same value for a while, and the console looks at it each time. Null: nothing could be read.</summary>
    public static async Task SeeAsync(Scenario story, double? value, double minutes)
    {
        for (var left = TimeSpan.FromMinutes(minutes); left > TimeSpan.Zero; left -= Step)
        {
            await story.AdvanceAsync(Step);
            var now = story.Clock.GetUtcNow();
            SignalReading reading = value is { } read ? new SignalRead([new("", new Sample(now, read))], []) : new SignalNotRead("Nobody answers.");
            var news = story.Get<LiveSignals>().Keep(Errors, reading, now);
            await story.Get<ISampleStore>().AddAsync([.. news.Select(one => new SignalSample(Service, Errors.Id, one.Label, one.Sample))], Scenario.End);
            await story.Get<AutoDetector>().TickAsync(Scenario.End);
            await story.Get<SeverityAdvisor>().TickAsync(Scenario.End);
        }
    }
}
