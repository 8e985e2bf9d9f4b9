using System.Diagnostics;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>The fold that every read model, check and rebuild stands on, and what the server does before a page of a long incident can be drawn.</summary>
internal sealed class FoldRow() : Row(10, "fold")
{
    private const int Rounds = 9;
    private const int Incidents = 200;
    private const int EventsEach = 500;
    private const int LongIncident = 2_000;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var now = console.Get<TimeProvider>().GetUtcNow();
        await seed.ManyAsync(Incidents, EventsEach, now, cancellationToken);
        var (log, catalog) = (console.Get<IEventLog>(), console.Get<ICatalog>());
        var events = (await log.LoadAllAsync(0, int.MaxValue, cancellationToken)).GroupBy(recorded => recorded.Stream).ToDictionary(stream => stream.Key, stream => stream.ToList());

        var fold = await RepeatAsync(() => Task.FromResult(events.Count(stream => ReadModelRebuild.Replay(stream.Key, stream.Value, catalog) is not null)));
        yield return new Figure($"fold {events.Sum(stream => stream.Value.Count):N0} events to all read models", Say.Ms(fold.Median), $"{Incidents} incidents", "<= 150 ms", fold.Median <= 150);
        var rebuild = await RepeatAsync(() => console.Get<ReadModelRebuild>().RunAsync(cancellationToken), rounds: 1);
        yield return new Figure("store rebuild, from disk to disk", Say.Ms(rebuild.Median), "with the search index, one run");

        var incident = await seed.PlayAsync(Incidents + 1, now.AddHours(-6), TimeSpan.FromSeconds(5), Scripts.Open(LongIncident), cancellationToken);
        var viewer = new Viewer("bench", AccessRole.Commander);
        var open = await RepeatAsync(() => OpenAsync(console, incident, viewer, cancellationToken));
        yield return new Figure($"open an incident of {LongIncident:N0} events", Say.Ms(open.Median), "read, fold and timeline, nothing cached", "<= 10 ms", open.Median <= 10);
    }

    /// <summary>What the page asks for before its first render, with a desk and a timeline that know nothing yet.</summary>
    private static async Task<int> OpenAsync(LiveConsole console, IncidentId id, Viewer viewer, CancellationToken cancellationToken)
    {
        var (log, catalog, queries, clock) = (console.Get<IEventLog>(), console.Get<ICatalog>(), console.Get<IIncidentQueries>(), console.Get<TimeProvider>());
        var desk = new IncidentDesk(log, console.Get<IDirectory>(), catalog, queries, console.Get<IProofOfRepair>(), console.Get<IActionEffects>(), console.Get<ITailNudge>(), NotificationTargets.None, clock);
        var row = await queries.FindAsync(id, viewer, cancellationToken);
        var incident = await desk.ReadAsync(row!.Id, viewer, cancellationToken);
        var service = new ServiceTimeline(console.Get<IServiceHistory>(), log, console.Get<ISignalCatalog>(), clock);
        var timeline = await new TimelineCache(desk, catalog, service, clock).GetAsync(incident!, cancellationToken);
        return timeline.Newest.Length;
    }

    private static async Task<Samples> RepeatAsync(Func<Task<int>> act, int rounds = Rounds)
    {
        var samples = new Samples();
        for (var round = 0; round < rounds + 2; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await act();
            if (round >= 2 || rounds == 1)   // the first ones warm the code
            {
                samples.Add(Stopwatch.GetElapsedTime(began));
            }
        }

        return samples;
    }
}
