using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>10,000 incidents whose first checklist phase ends within the same minute, evenly spread over it.</summary>
internal sealed class DeadlinesRow() : Row(15, "deadlines")
{
    private const int Rows = 10_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken, "standard");
        var (clock, log) = (console.Get<TimeProvider>(), console.Get<IEventLog>());
        var runbook = (await console.Get<ICatalog>().CurrentRunbookAsync("standard", cancellationToken))!.Runbook;
        var phase = runbook.Checklist.Where(ends => ends.To is not null).MinBy(ends => ends.To)!;

        // Due from a moment on at which all of them are surely stored.
        var first = clock.GetUtcNow() + Minute;
        await Parallel.ForEachAsync(Enumerable.Range(1, Rows), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken }, async (number, end) =>
        {
            var declared = first + Minute * number / Rows - phase.To!.Value;
            await seed.PlayAsync(number, declared, TimeSpan.Zero, [new DeclareIncident($"Drill {number}", LogSeed.Service, "4") { IsDrill = true, TakeCommand = true }], end);
        });
        var seeded = clock.GetUtcNow();
        if (seeded > first)
        {
            throw new InvalidOperationException("The rows were due before all of them were stored: the machine is too busy for this row.");
        }

        var (lateness, fired) = (new Samples(), new HashSet<(StreamId, Deadline)>());
        var (twice, position) = (0, await log.HeadAsync(cancellationToken));
        while (fired.Count < Rows && clock.GetUtcNow() < first + 3 * Minute)
        {
            foreach (var recorded in await log.LoadAllAsync(position, Rows, cancellationToken))
            {
                position = recorded.Position;
                if (recorded.Event is DeadlinePassed { Kind: DeadlineKind.ChecklistPhaseEnds } passed)
                {
                    twice += fired.Add((recorded.Stream, new Deadline(passed.Kind, passed.Subject, passed.DueAt))) ? 0 : 1;
                    lateness.Add(recorded.RecordedAt - passed.DueAt);
                }
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        yield return new Figure($"{Rows:N0} due rows in one minute", $"{fired.Count:N0} fired", $"{twice} twice, {Rows - fired.Count} not", "all once", fired.Count == Rows && twice == 0);
        yield return new Figure("deadlines, lateness p99", Say.Ms(lateness.Percentile(99)), $"p50 {Say.Ms(lateness.Median)}", "<= 1,000 ms", lateness.Percentile(99) <= 1000);
    }
}
