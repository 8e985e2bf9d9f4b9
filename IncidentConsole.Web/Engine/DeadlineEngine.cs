using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Engine;

/// <summary>
/// Wakes the deadline runner: at the next due time, at least every half second while work waits and every second otherwise
/// (another node or a command line may have stored an earlier one). No logic of its own.
/// </summary>
internal sealed partial class DeadlineEngine(DeadlineRunner runner, IDeadlineStore deadlines, TimeProvider clock, ILogger<DeadlineEngine> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = clock.Next(Longest);
            try
            {
                await runner.RunDueAsync((due, e) => RowFailed(logger, e, due.Deadline.Kind, due.Stream.Value, due.Attempts + 1), stoppingToken);
                if (await deadlines.NextAsync(stoppingToken) is { } next && next - clock.GetUtcNow() < wait)
                {
                    wait = next - clock.GetUtcNow() is var left && left > Shortest ? left : Shortest;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                PassFailed(logger, e);
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "Deadline {Kind} of {Stream} could not be fired (attempt {Attempt}); it is tried again")]
    private static partial void RowFailed(ILogger logger, Exception exception, Domain.Deadlines.DeadlineKind kind, string stream, int attempt);

    [LoggerMessage(2002, LogLevel.Error, "The due times could not be read; they are read again")]
    private static partial void PassFailed(ILogger logger, Exception exception);
}
