using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Seeding;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>The export over HTTP, from the request to its last byte: 200 timeline rows and six charts, with and without a resident renderer.</summary>
internal sealed class PostmortemPdfRow() : Row(9, "postmortem-pdf")
{
    private const int Cold = 5;
    private const int Warm = 20;
    private const int Entries = 200;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        var key = await SeedAsync(folder.Path, cancellationToken);
        await using var console = await ConsoleProcess.StartAsync(folder.Path, cancellationToken);
        using var http = new HttpClient { BaseAddress = console.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var (first, size) = await ExportAsync(http, cancellationToken);
        var (cold, warm) = (new Samples(), new Samples());
        for (var n = 0; n < Warm; n++)
        {
            warm.Add((await ExportAsync(http, cancellationToken)).Took);
        }

        for (var n = 0; n < Cold; n++)
        {
            EndRenderers(console.ProcessId);
            cold.Add((await ExportAsync(http, cancellationToken)).Took);
        }

        yield return new Figure("postmortem PDF, no renderer resident", Say.Ms(cold.Median), $"{Say.Bytes(size)}; the first one after the start {Say.Ms(first.TotalMilliseconds)}", "<= 300 ms", cold.Median <= 300);
        yield return new Figure("postmortem PDF, resident renderer, p50", Say.Ms(warm.Median), $"{Say.Times(warm.Median / cold.Median)} of the above", "<= 100 ms", warm.Median <= 100);
    }

    private static async Task<(TimeSpan Took, int Size)> ExportAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(new Uri("/incidents/INC-1/postmortem.pdf", UriKind.Relative), cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            throw new NotRunException("the console has no export of postmortems");
        }

        var pdf = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken);
        return (Stopwatch.GetElapsedTime(began), pdf.Length);
    }

    /// <summary>The console then starts a new one with the next export.</summary>
    private static void EndRenderers(int console)
    {
        foreach (var id in Machine.ChildrenOf(console))
        {
            using var renderer = Process.GetProcessById(id);
            renderer.Kill();
            renderer.WaitForExit();
        }
    }

    /// <returns>A bearer key.</returns>
    private static async Task<string> SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        var nobody = new Uri("http://127.0.0.1:9/");   // the charts show what was read before
        var signals = SimulatedSignals.For(nobody, LogSeed.Service);
        await console.Get<ICatalogEditor>().SaveServiceAsync(
            new Service(LogSeed.Service, "Bench", "inferadb", "Bench team", ImmutableDictionary<string, ImmutableArray<string>>.Empty), [.. signals], isNew: true, Actor.System, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken, "inferadb");
        var start = console.Get<TimeProvider>().GetUtcNow().AddHours(-2);
        await seed.PlayAsync(1, start, Step, Scripts.Whole(Entries), cancellationToken);
        await console.Get<ISampleStore>().AddAsync([.. Samples(signals, start, start + Step * Entries)], cancellationToken);
        return await console.KeyAsync(await console.PersonAsync("Maya", AccessRole.Commander, cancellationToken), cancellationToken);
    }

    private static IEnumerable<SignalSample> Samples(IReadOnlyList<Signal> signals, DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from; at < to; at += Every)
        {
            foreach (var (i, signal) in signals.Index())
            {
                yield return new SignalSample(LogSeed.Service, signal.Id, "", new Sample(at, 50 + 40 * Math.Sin((at - from).TotalMinutes / (5 + i))));
            }
        }
    }
}
