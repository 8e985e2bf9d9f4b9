using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Live;

/// <summary>
/// Follows the log from the head it found at start: nudged after each append in this process, and every 250 ms because another node
/// or a command line may have written. The only source of the feed, so one node and five nodes run the same code.
/// </summary>
internal sealed partial class LogTailer(IEventLog log, LiveFeed feed, IEnumerable<ILiveSink> sinks, TimeProvider clock, ILogger<LogTailer> logger) : BackgroundService, ITailNudge
{
    private const int Batch = 1_000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim nudged = new(0, 1);
    private readonly ConcurrentQueue<IReadOnlyList<RecordedEvent>> handed = new();

    public void Nudge(IReadOnlyList<RecordedEvent> appended)
    {
        handed.Enqueue(appended);
        try
        {
            nudged.Release();
        }
        catch (SemaphoreFullException)
        {
            // A nudge already waits: it will find this append too.
        }
    }

    public override void Dispose()
    {
        nudged.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!started)
                {
                    var head = await log.HeadAsync(stoppingToken);   // waits for the store
                    // Pages and due times wait for the store too, not for this: what was appended since is news to a page that read before.
                    feed.StartAt(handed.Select(appended => appended[0].Position - 1).Append(head).Min());
                    started = true;
                }

                if (!await TakeHandedAsync(stoppingToken))
                {
                    await CatchUpAsync(stoppingToken);
                }

                await nudged.WaitAsync(clock.Next(Poll), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                ReadFailed(logger, e);   // the store is away: keep the place and ask again, nothing is lost
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Publishes what this process appended without reading it back, as long as it comes right after what was published.</summary>
    /// <returns>False when nothing was handed over, or something between it is missing: then the log must be read.</returns>
    private async Task<bool> TakeHandedAsync(CancellationToken cancellationToken)
    {
        var isWhole = !handed.IsEmpty;
        while (handed.TryDequeue(out var appended))
        {
            if (appended[0].Position == feed.Position + 1)
            {
                await PublishAsync(appended, cancellationToken);
            }
            else if (appended[^1].Position > feed.Position)
            {
                isWhole = false;   // another append was committed before it and is not here yet
            }
        }

        return isWhole;
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RecordedEvent> events;
        do
        {
            events = await log.LoadAllAsync(feed.Position, Batch, cancellationToken);
            if (events.Count == 0)
            {
                return;
            }

            await PublishAsync(events, cancellationToken);
        }
        while (events.Count == Batch);
    }

    private async Task PublishAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        feed.Publish(events);
        if (events[0].Source != "seed")   // the demo is recorded in the past
        {
            ConsoleMetrics.Published(clock.GetUtcNow() - events[0].RecordedAt);
        }

        foreach (var sink in sinks)
        {
            await sink.PublishAsync(events, cancellationToken);
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "The log could not be read; the live feed waits and tries again")]
    private static partial void ReadFailed(ILogger logger, Exception exception);
}

/// <summary>Something that carries the feed out of the process (the hub, the public stream).</summary>
internal interface ILiveSink
{
    /// <summary>Must not throw for one bad receiver, and must not wait for slow ones.</summary>
    Task PublishAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken);
}
