using IncidentConsole.Domain.Application.Drills;

namespace IncidentConsole.Web.Engine;

/// <summary>Ticks the drills once a second. No logic of its own.</summary>
internal sealed partial class DrillEngine(DrillDirector director, TimeProvider clock, ILogger<DrillEngine> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await director.TickAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                TickFailed(logger, e);
            }

            await Task.Delay(clock.Next(Tick), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "The drills could not be played on; they are tried again")]
    private static partial void TickFailed(ILogger logger, Exception exception);
}
