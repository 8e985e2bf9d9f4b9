using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>From one person's note until the next frame of another person's command view shows it; one clock, the machine's.</summary>
internal sealed class DrawnRow() : Row(4, "drawn")
{
    private const int Warm = 20;
    private const int Notes = 300;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150);

    // Notes when the frame begins that draws an entry: the moment of the change itself would be earlier.
    private const string Watch = """
        () => {
          window.drawn = {};
          new MutationObserver(() => requestAnimationFrame(() => {
            for (const [, n] of document.body.textContent.matchAll(/Entry (\d+):/g)) window.drawn[n] ??= performance.timeOrigin + performance.now();
          })).observe(document.querySelector('[data-rows]'), { childList: true, subtree: true, characterData: true });
        }
        """;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var (clock, desk) = (console.Get<TimeProvider>(), console.Get<IncidentDesk>());
        var incident = await seed.PlayAsync(1, clock.GetUtcNow(), TimeSpan.Zero, Scripts.Open(200), cancellationToken);
        await using var chromium = await Chromium.StartAsync();
        var cookie = await console.CookieAsync(await console.PersonAsync("Jonas", AccessRole.Responder, cancellationToken));
        var page = await CommandView.OpenAsync(await chromium.OpenAsync(console.Address, cookie), console.Address, 1);
        await page.EvaluateAsync(Watch);

        var sent = new Dictionary<string, double>();
        var first = 10_000;   // numbers that no seeded entry has
        for (var n = first; n < first + Warm + Notes; n++)
        {
            sent[$"{n}"] = Milliseconds(clock);
            await desk.SendAsync(incident, new AddNote(NoteKind.Note, Scripts.Note(n)), Actor.System, SendOptions.Console, cancellationToken);
            await Task.Delay(Between, cancellationToken);
        }

        var last = $"{first + Warm + Notes - 1}";
        await page.WaitForFunctionAsync("last => window.drawn[last]", last);
        var drawn = await page.EvaluateAsync<Dictionary<string, double>>("() => window.drawn");
        var delays = new Samples();
        foreach (var n in Enumerable.Range(first + Warm, Notes).Select(n => $"{n}"))
        {
            delays.Add(drawn[n] - sent[n]);
        }

        yield return new Figure("append -> drawn by another person, p50", Say.Ms(delays.Median), $"of {delays.Count} entries", "<= 50 ms", delays.Median <= 50);
        yield return new Figure("append -> drawn by another person, p99", Say.Ms(delays.Percentile(99)), "", "<= 150 ms", delays.Percentile(99) <= 150);
    }

    private static double Milliseconds(TimeProvider clock) => (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
