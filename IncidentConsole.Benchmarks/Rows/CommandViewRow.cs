using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Live;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>What an open command view of an incident with 500 entries costs the server, and what its socket carries.</summary>
internal sealed class CommandViewRow() : Row(7, "command-view")
{
    private const int Entries = 500;
    private const int Rounds = 5;
    private const int PagesPerRound = 4;
    private const int KeepAlive = 8;   // bytes; pings are smaller, renders are not
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(700);

    private int bytes;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var incident = await seed.PlayAsync(1, console.Get<TimeProvider>().GetUtcNow().AddMinutes(-1), TimeSpan.Zero, Scripts.Open(Entries), cancellationToken);
        await using var chromium = await Chromium.StartAsync();
        var cookie = await console.CookieAsync(await console.PersonAsync("Jonas", AccessRole.Responder, cancellationToken));
        var context = await chromium.OpenAsync(console.Address, cookie);
        await CommandView.OpenAsync(context, console.Address, 1, Count);
        await Task.Delay(Settle, cancellationToken);

        var entry = await BytesAsync(() => console.Get<IncidentDesk>().SendAsync(incident, new AddNote(NoteKind.Note, "Errors fell to 6.9 %, then stopped falling."), Actor.System, SendOptions.Console, cancellationToken), cancellationToken);
        yield return new Figure("command view, one new entry", Say.Bytes(entry), "as the circuit sends it, uncompressed", "<= 1 KB", entry <= 1024);

        await using var tabs = await Tabs.StartAsync(folder.Path, console.Address, cookie, cancellationToken);
        var heap = await HeapAsync(() => tabs.OpenAsync(new Uri(console.Address, "/incidents/1"), CommandView.Running, cancellationToken), cancellationToken);
        yield return new Figure($"command view, {Entries} entries, heap a circuit", Say.Bytes(heap), "managed, after a full collection", "<= 300 KB", heap <= 300 * 1024);

        // Last, because the feed then stands beyond the log: a notice about an entry every circuit shows already.
        var feed = console.Get<LiveFeed>();
        var shown = (await console.Get<IEventLog>().LoadAsync(StreamId.Of(incident), 0, cancellationToken))[^1];
        var still = await BytesAsync(
            () =>
            {
                feed.Publish([shown with { Position = feed.Position + 1 }]);
                return Task.CompletedTask;
            },
            cancellationToken);
        yield return new Figure("command view, render without a change", Say.Bytes(still), "", "<= 100 B", still <= 100);
    }

    private void Count(int frame) => Interlocked.Add(ref bytes, frame > KeepAlive ? frame : 0);

    /// <returns>Median of what the circuit sends for it.</returns>
    private async Task<double> BytesAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        for (var round = 0; round <= 2 * Rounds; round++)
        {
            Interlocked.Exchange(ref bytes, 0);
            await act();
            await Task.Delay(Settle, cancellationToken);
            if (round > 0)
            {
                samples.Add(Interlocked.Exchange(ref bytes, 0));
            }
        }

        return samples.Median;
    }

    /// <returns>Median of what one more page leaves on the heap.</returns>
    private static async Task<double> HeapAsync(Func<Task> open, CancellationToken cancellationToken)
    {
        var samples = new Samples();
        var before = 0.0;
        for (var round = 0; round <= Rounds; round++)
        {
            for (var page = 0; page < PagesPerRound; page++)
            {
                await open();
            }

            await Task.Delay(3 * Settle, cancellationToken);
            for (var pass = 0; pass < 3; pass++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (round > 0)
            {
                samples.Add((now - before) / PagesPerRound);
            }

            before = now;
        }

        return samples.Median;
    }
}
