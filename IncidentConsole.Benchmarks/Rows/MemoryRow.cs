using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Access;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>Resident memory of the console's process: at rest, and with a hundred command views open in one browser.</summary>
internal sealed class MemoryRow() : Row(14, "memory")
{
    private const int Rounds = 5;
    private const int Views = 100;
    private const int Incidents = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(6);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idle = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            using var fresh = new Folder();
            await using var console = await ConsoleProcess.StartAsync(fresh.Path, cancellationToken);
            await Task.Delay(Rest, cancellationToken);
            idle.Add(Machine.Resident(console.ProcessId));
        }

        yield return new Figure("resident memory, idle", Say.Bytes(idle.Median), "", "<= 150 MB", idle.Median <= 150 * 1024 * 1024);

        using var folder = new Folder();
        var cookie = await SeedAsync(folder.Path, cancellationToken);
        await using var watched = await ConsoleProcess.StartAsync(folder.Path, cancellationToken);
        await using var tabs = await Tabs.StartAsync(folder.Path, watched.Address, cookie, cancellationToken);
        for (var view = 0; view < Views; view++)
        {
            await tabs.OpenAsync(new Uri(watched.Address, $"/incidents/{view % Incidents + 1}"), CommandView.Running, cancellationToken);
        }

        await Task.Delay(Rest, cancellationToken);
        var full = Machine.Resident(watched.ProcessId);
        yield return new Figure($"resident memory, {Views} open command views", Say.Bytes(full), $"{Views} windows of one browser, one run", "<= 250 MB", full <= 250 * 1024 * 1024);
    }

    private static async Task<(string Name, string Value)> SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        for (var number = 1; number <= Incidents; number++)
        {
            await seed.PlayAsync(number, console.Get<TimeProvider>().GetUtcNow().AddMinutes(-1), TimeSpan.Zero, Scripts.Open(200), cancellationToken);
        }

        return await console.CookieAsync(await console.PersonAsync("Jonas", AccessRole.Responder, cancellationToken));
    }
}
