using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>From starting the built program to its first 200 of /health/ready, which asks the store.</summary>
internal sealed class StartRow() : Row(11, "start")
{
    private const int Rounds = 5;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var empty = new Samples();
        for (var round = 0; round <= Rounds; round++)
        {
            using var fresh = new Folder();
            await StartAsync(fresh.Path, empty, round, cancellationToken);
        }

        yield return new Figure("start to the first 200, no store yet", Say.Ms(empty.Median), "", "<= 1,000 ms", empty.Median <= 1000);

        using var folder = new Folder();
        await using (var console = await LiveConsole.StartAsync(folder.Path, cancellationToken))
        {
            var seed = await LogSeed.OverAsync(console, cancellationToken);
            await seed.ManyAsync(200, 500, console.Get<TimeProvider>().GetUtcNow(), cancellationToken);
        }

        var full = new Samples();
        for (var round = 0; round <= Rounds; round++)
        {
            await StartAsync(folder.Path, full, round, cancellationToken);
        }

        yield return new Figure("start to the first 200, 100,000 events", Say.Ms(full.Median), $"{Say.Times(full.Median / empty.Median)} of an empty one", "<= 1,500 ms", full.Median <= 1500);
    }

    private static async Task StartAsync(string folder, Samples samples, int round, CancellationToken cancellationToken)
    {
        await using var console = await ConsoleProcess.StartAsync(folder, cancellationToken);
        if (round > 0)   // the first one brings the files into memory
        {
            samples.Add(console.StartedIn);
        }
    }
}
