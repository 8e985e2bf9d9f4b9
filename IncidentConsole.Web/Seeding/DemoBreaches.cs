using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Seeding;

/// <summary>What the watch would have recorded of the demo's figures, had it looked: each crossed limit at the moment it was crossed, not when the console began.</summary>
internal sealed class DemoBreaches
{
    private readonly IEventLog log;
    private readonly Queue<(DateTimeOffset At, ServiceEvent Happened)> ahead;

    private DemoBreaches(IEventLog log, IEnumerable<(DateTimeOffset At, ServiceEvent Happened)> ahead)
    {
        this.log = log;
        this.ahead = new(ahead);
    }

    /// <summary>Judges the stored samples of a time one by one, as the watch does with those that come in.</summary>
    public static async Task<DemoBreaches> ReadAsync(IEventLog log, ISignalCatalog signals, ISampleStore samples, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        List<(DateTimeOffset At, ServiceEvent Happened)> course = [];
        foreach (var signal in (await signals.OfServiceAsync(SimulatedSignals.Service, removedToo: false, cancellationToken)).Where(signal => signal.Thresholds.Count > 0))
        {
            foreach (var line in await samples.ReadAsync(signal.Service, signal.Id, from, to, cancellationToken))
            {
                course.AddRange(Course(signal, line.Samples, from));
            }
        }

        return new DemoBreaches(log, course.OrderBy(one => one.At));
    }

    /// <summary>Appends what happened up to a moment; times in the log never run backwards, so this goes along with the story.</summary>
    public async Task PassAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (ahead.TryPeek(out var next) && next.At <= moment)
        {
            var stream = StreamId.OfService(SimulatedSignals.Service);
            var known = await log.LoadAsync(stream, 0, cancellationToken);
            var append = new Append(
                stream, known.Count, [new Happening(next.Happened, next.At)], Actor.System, null, "signal", next.At, Guid.CreateVersion7(next.At).ToString("D"), null, null, [], null, []);
            if (await log.AppendAsync(append, cancellationToken) is not AppendResult.Appended)
            {
                throw new InvalidOperationException("Somebody else writes into the store while the demo is filled.");
            }

            ahead.Dequeue();
        }
    }

    private static IEnumerable<(DateTimeOffset At, ServiceEvent Happened)> Course(Signal signal, IReadOnlyList<Sample> line, DateTimeOffset since)
    {
        var condition = SignalCondition.Initial;
        foreach (var sample in line)
        {
            var (next, events) = condition.Observe(SignalVerdict.Of(signal, sample, sample.At), since, sample.At);
            condition = events.Aggregate(next, (known, happened) => known.Evolve(happened));
            foreach (var happened in events)
            {
                yield return (sample.At, happened);
            }
        }
    }
}
