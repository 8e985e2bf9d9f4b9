using System.Collections.Immutable;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Seeding;

/// <summary>
/// Fills a store quickly: every entry passes its rule and the real log with its read models, but many entries of an incident share one append,
/// which the desk would not do.
/// </summary>
internal sealed class LogSeed
{
    public const string Service = "bench";
    private const int Batch = 100;

    private readonly IEventLog log;
    private readonly ICatalog catalog;
    private readonly Actor commander;
    private readonly ServiceFacts service;

    private LogSeed(IEventLog log, ICatalog catalog, Person commander, RunbookVersion runbook)
    {
        (this.log, this.catalog) = (log, catalog);
        this.commander = new Actor(ActorKind.Person, commander.Id, commander.Name);
        service = new ServiceFacts(Service, true, "Bench team", runbook.Key, runbook.Runbook, new Dictionary<string, ImmutableArray<CalledPerson>>());
    }

    /// <param name="runbook">Slug; null takes the default one.</param>
    public static async Task<LogSeed> OverAsync(LiveConsole console, CancellationToken cancellationToken, string? runbook = null)
    {
        var catalog = console.Get<ICatalog>();
        var version = runbook is null ? await catalog.DefaultRunbookAsync(cancellationToken) : await catalog.CurrentRunbookAsync(runbook, cancellationToken);
        return new LogSeed(console.Get<IEventLog>(), catalog, await console.PersonAsync("Maya", AccessRole.Commander, cancellationToken), version!);
    }

    /// <summary>Plays intents of the commander, a step apart from each other.</summary>
    public async Task<IncidentId> PlayAsync(int number, DateTimeOffset start, TimeSpan step, IEnumerable<IncidentIntent> intents, CancellationToken cancellationToken)
    {
        var id = new IncidentId(Guid.CreateVersion7(start).ToString("D"));
        var (before, after) = (Incident.Undeclared(id), Incident.Undeclared(id));
        var news = new List<RecordedEvent>();
        var now = start;
        foreach (var intent in intents)
        {
            foreach (var happening in Decide(intent, after, number, now))
            {
                news.Add(new RecordedEvent(0, StreamId.Of(id), after.Version + 1, happening.Event, commander, null, "seed", happening.OccurredAt, now, "seed"));
                after = after.Evolve(news[^1], catalog.Runbook);
            }

            if (news.Count >= Batch)
            {
                before = await AppendAsync(before, after, news, now, isLast: false, cancellationToken);
            }

            now += step;
        }

        await AppendAsync(before, after, news, now, isLast: true, cancellationToken);
        return id;
    }

    /// <summary>Incidents of one length, one after another in the last hours, so that no due time of theirs is near.</summary>
    public Task ManyAsync(int incidents, int eventsEach, DateTimeOffset now, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(1, incidents),
        new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken },
        async (number, end) => await PlayAsync(number, now.AddHours(-6).AddSeconds(number), TimeSpan.FromSeconds(10), Scripts.Whole(eventsEach), end));

    private IReadOnlyList<Happening> Decide(IncidentIntent intent, Incident incident, int number, DateTimeOffset now)
    {
        var situation = new Situation { Now = now, Actor = commander, Role = AccessRole.Commander, NextNumber = number, Service = service, Reason = Prose.From(intent.Reason) };
        return intent.Decide(incident, situation) switch
        {
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused => throw new InvalidOperationException($"{intent.GetType().Name} was refused: {refused.Refusal.Message}"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<Incident> AppendAsync(Incident before, Incident after, List<RecordedEvent> news, DateTimeOffset now, bool isLast, CancellationToken cancellationToken)
    {
        if (news.Count > 0)
        {
            // Due times only with the last entry: what is long due would fire between two appends and be another writer.
            var append = new Append(
                StreamId.Of(after.Id), before.Version, [.. news.Select(recorded => new Happening(recorded.Event, recorded.OccurredAt))], commander, null, "seed", now, "seed",
                isLast ? DeadlineSchedule.For(after) : null, IncidentProjection.Of(before, after, news), [], null, []);
            if (await log.AppendAsync(append, cancellationToken) is not AppendResult.Appended)
            {
                throw new InvalidOperationException($"INC-{after.Number} has another writer.");
            }

            news.Clear();
        }

        return after;
    }
}
