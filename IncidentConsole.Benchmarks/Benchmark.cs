using System.Globalization;
using System.Runtime.InteropServices;
using IncidentConsole.Benchmarks.Crash;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Rows;

namespace IncidentConsole.Benchmarks;

/// <summary>
/// The figures this console promises, one row each: <c>dotnet run -c Release --project IncidentConsole.Benchmarks</c> measures all of them,
/// with names or numbers only those. Ratios stand against something run in the same minutes, because machines are noisy.
/// </summary>
internal static class Benchmark
{
    private static readonly Row[] Rows =
    [
        new StatusPageRow(), new CommitRow(), new LiveFeedRow(), new DrawnRow(), new MetricPushRow(), new CommandViewRow(), new ChartsRow(),
        new PostmortemPdfRow(), new FoldRow(), new StartRow(), new AlertsRow(), new MemoryRow(), new DeadlinesRow(),
        new CompileRow(),
    ];

    private static async Task<int> Main(string[] args)
    {
        if (KillNine.IsCalled(args))
        {
            return await KillNine.RunAsync(args);
        }

        using var interrupted = new CancellationTokenSource();
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;   // rows end what they started
            interrupted.Cancel();
        }

        using var pressed = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var ended = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        using var hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);
        var chosen = Rows.Where(row => args.Length == 0 || args.Any(row.IsCalled)).ToList();
        if (chosen.Count == 0 || args.Any(said => !Rows.Any(row => row.IsCalled(said))))
        {
            await Console.Error.WriteLineAsync($"Name rows of: {string.Join(", ", Rows.Select(row => $"{row.Number} {row.Name}"))}. Without a name all are measured.");
            return 64;
        }

        using var temporary = new RunFolder();
        Console.WriteLine(Machine.Describe());
        var table = new Table(Console.Out);
        foreach (var row in chosen)
        {
            table.Begin(row);
            try
            {
                await foreach (var figure in row.MeasureAsync(interrupted.Token))
                {
                    table.Add(row, figure);
                }
            }
            catch (NotRunException reason)
            {
                table.NotRun(row, reason.Message);
            }
            catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
            {
                table.NotRun(row, "interrupted");
                break;
            }
            catch (Exception failure)
            {
                table.NotRun(row, string.Create(CultureInfo.InvariantCulture, $"failed with {failure.GetType().Name}: {failure.Message}"));
                await Console.Error.WriteLineAsync(failure.ToString());
            }
        }

        table.Print();
        return table.AllMet ? 0 : 1;
    }
}
