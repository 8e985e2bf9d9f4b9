using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Notifiers;

namespace IncidentConsole.Web.Engine;

/// <summary>
/// Sends what waits in the outbox: leases rows, writes their words, hands them to the notifier of their channel.
/// A failure is tried again with growing delay for about an hour, then given up and left visible. One bad receiver holds up nobody.
/// </summary>
internal sealed partial class NotificationDispatcher(IOutbox outbox, MessageWriter writer, IEnumerable<INotifier> notifiers, TimeProvider clock, ILogger<NotificationDispatcher> logger) : BackgroundService
{
    private const int Batch = 32;
    private const int MostAttempts = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7():N}";
    private readonly Dictionary<OutboxChannel, INotifier> byChannel = notifiers.ToDictionary(notifier => notifier.Channel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DispatchAsync(stoppingToken) > 0)
                {
                    continue;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                PassFailed(logger, e);
            }

            await Task.Delay(clock.Next(Idle), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One pass. Returns how many rows were taken.</summary>
    internal async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var items = await outbox.LeaseAsync(owner, now, now + Lease, Batch, cancellationToken);
        await Task.WhenAll(items.Select(item => DeliverAsync(item, cancellationToken)));
        return items.Count;
    }

    private async Task DeliverAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            if (await writer.WriteAsync(item, cancellationToken) is not { } message)
            {
                await outbox.FailedAsync(item.Id, null, "The recipient has no account any more, or it is locked.", cancellationToken);
                return;
            }

            await byChannel[item.Message.Channel].SendAsync(message, cancellationToken);
            await outbox.SentAsync(item.Id, clock.GetUtcNow(), cancellationToken);
        }
        catch (DeliveryException e)
        {
            NotTaken(logger, item.Id, item.Message.Channel, item.Attempts + 1, e.Message);
            await outbox.FailedAsync(item.Id, e.IsPermanent ? null : RetryAt(item), e.Message, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            NotDelivered(logger, e, item.Id, item.Message.Channel, item.Attempts + 1);
            await outbox.FailedAsync(item.Id, RetryAt(item), $"The console could not write this message: {e.Message}", cancellationToken);
        }
    }

    private DateTimeOffset? RetryAt(OutboxItem item) =>
        item.Attempts + 1 >= MostAttempts ? null : clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(600, 5 * Math.Pow(2, item.Attempts)));

    [LoggerMessage(3000, LogLevel.Warning, "Message {Id} was not delivered by {Channel} (attempt {Attempt}): {Why}")]
    private static partial void NotTaken(ILogger logger, string id, OutboxChannel channel, int attempt, string why);

    [LoggerMessage(3001, LogLevel.Warning, "Message {Id} could not be written for {Channel} (attempt {Attempt}); it is tried again")]
    private static partial void NotDelivered(ILogger logger, Exception exception, string id, OutboxChannel channel, int attempt);

    [LoggerMessage(3002, LogLevel.Error, "The outbox could not be read; it is read again")]
    private static partial void PassFailed(ILogger logger, Exception exception);
}
