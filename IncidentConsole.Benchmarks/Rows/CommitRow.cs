using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>A row that is on disk when its caller hears of it, and a bare fdatasync of one page on the same disk, turn by turn.</summary>
internal sealed partial class CommitRow() : Row(2, "commit")
{
    private const int Rounds = 25;   // short ones, because a shared disk changes its speed within seconds
    private const int Callers = 50;
    private const int Page = 4096;
    private const int Pages = 1000;   // as many as SQLite's write-ahead log has before it is used again from its start
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        await using var console = await LiveConsole.StartAsync(folder.Path, cancellationToken);
        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var incident = await seed.PlayAsync(1, console.Get<TimeProvider>().GetUtcNow(), TimeSpan.Zero, Scripts.Open(10), cancellationToken);
        var (database, desk) = (console.Get<Database>(), console.Get<IncidentDesk>());
        await database.WriteAsync(scope => scope.ExecuteAsync("CREATE TABLE bench (id INTEGER PRIMARY KEY, text TEXT NOT NULL)"), cancellationToken);

        var (one, many, entry) = (new Paired(), new Paired(), new Paired());
        for (var round = 0; round <= Rounds; round++)
        {
            var disk = await SyncAsync(folder.File("sync"), cancellationToken);
            var single = await RepeatAsync(1, () => WriteAsync(database, cancellationToken), cancellationToken);
            var all = await RepeatAsync(Callers, () => WriteAsync(database, cancellationToken), cancellationToken);
            var note = await RepeatAsync(1, () => desk.SendAsync(incident, new AddNote(NoteKind.Note, Scripts.Note(round)), Actor.System, SendOptions.Console, cancellationToken), cancellationToken);
            if (round > 0)   // the first one warms all
            {
                one.Add(single, disk);
                many.Add(all, disk);
                entry.Add(note, disk);
            }
        }

        yield return one.Of("one caller", judged: true);
        yield return many.Of($"{Callers} callers", judged: true);
        yield return entry.Of("a whole timeline entry through the desk", judged: false);
    }

    /// <summary>Commits, and what the disk needed in the same round.</summary>
    private sealed class Paired
    {
        private readonly Samples commits = new();
        private readonly Samples syncs = new();
        private readonly Samples ratios = new();

        public void Add(Samples commit, Samples sync)
        {
            commits.Add(commit.Median);
            syncs.Add(sync.Median);
            ratios.Add(commit.Median / sync.Median);
        }

        public Figure Of(string who, bool judged) => new(
            $"commit p50, {who}", Say.Ms(commits.Median), $"{Say.Times(ratios.Median)} of fdatasync ({Say.Ms(syncs.Median)})", judged ? "<= 4x" : "", judged ? ratios.Median <= 4 : null);
    }

    private static Task WriteAsync(Database database, CancellationToken cancellationToken) =>
        database.WriteAsync(scope => scope.ExecuteAsync("INSERT INTO bench (text) VALUES (@text)", ("@text", Scripts.Note(1))), cancellationToken);

    private static async Task<Samples> RepeatAsync(int callers, Func<Task> act, CancellationToken cancellationToken)
    {
        var (samples, all) = (new Samples(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (all.Elapsed < Turn)
                {
                    var began = Stopwatch.GetTimestamp();
                    await act();
                    samples.Add(Stopwatch.GetElapsedTime(began));
                }
            },
            cancellationToken)));
        return samples;
    }

    private static async Task<Samples> SyncAsync(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, FileOptions.None);
        var (page, samples, all) = (new byte[Page], new Samples(), Stopwatch.StartNew());
        await RandomAccess.WriteAsync(file, new byte[Page * Pages], 0, cancellationToken);
        for (var n = 0; all.Elapsed < Turn; n++)
        {
            var began = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, (long)n % Pages * Page);
            if (FDataSync((int)file.DangerousGetHandle()) != 0)
            {
                throw new IOException($"fdatasync failed with {Marshal.GetLastPInvokeError()}.");
            }

            samples.Add(Stopwatch.GetElapsedTime(began));
        }

        return samples;
    }

    // .NET only offers fsync.
    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int FDataSync(int file);
}
