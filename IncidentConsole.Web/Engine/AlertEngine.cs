using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Engine;

/// <summary>
/// Wakes the intake when something came in, and twice a second for what is due. While a storm blows it waits a moment between passes, so that
/// each acts on many. No logic of its own.
/// </summary>
internal sealed partial class AlertEngine(AlertIntake intake, HeartbeatWatch heartbeats, AlertBell bell, IAlertStore alerts, TimeProvider clock, ILogger<AlertEngine> logger) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>Deliveries in a pass from which on it is a storm.</summary>
    private const int Storm = 10;

    /// <summary>How long the log of deliveries is kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private const int ForgottenAtOnce = 1_000;

    private DateTimeOffset forgotten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await heartbeats.RunAsync(stoppingToken);
                var taken = await intake.RunAsync((e, delivery) => DeliveryFailed(logger, e, delivery), stoppingToken);
                if (taken == AlertIntake.Batch)
                {
                    continue;
                }

                if (taken >= Storm)
                {
                    await Task.Delay(Breath, stoppingToken);
                }

                await ForgetAsync(stoppingToken);
                await bell.WaitAsync(clock.Next(Longest), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                PassFailed(logger, e);
                await Task.Delay(Longest, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Once an hour, in portions.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - forgotten >= TimeSpan.FromHours(1) && await alerts.ForgetAsync(now - Kept, ForgottenAtOnce, cancellationToken) < ForgottenAtOnce)
        {
            forgotten = now;
        }
    }

    [LoggerMessage(2011, LogLevel.Error, "Delivery {Delivery} could not be acted on and is set aside")]
    private static partial void DeliveryFailed(ILogger logger, Exception exception, string delivery);

    [LoggerMessage(2012, LogLevel.Error, "What came in could not be acted on; it is kept and tried again")]
    private static partial void PassFailed(ILogger logger, Exception exception);
}
