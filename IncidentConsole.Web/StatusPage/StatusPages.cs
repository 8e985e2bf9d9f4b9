using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.StatusPages;
using IncidentConsole.Web.Live;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// Holds the public pages as bytes and makes them anew when something public happened, when components were edited and when a
/// day turns. Readers never wait for it: they get the last pages while the store is away.
/// </summary>
internal sealed partial class StatusPages(IPublicStatus status, ICatalog catalog, StatusStream stream, IOptions<StatusPageOptions> options, TimeProvider clock, ILogger<StatusPages> logger) : BackgroundService, ILiveSink
{
    // Components are configuration and announce nothing; looking is cheap, and equal pages are not sent again.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly StatusPageWriter writer = new(options.Value.Name, options.Value.Zone);

    /// <summary>Null until the first pages are made.</summary>
    public Pages? Current { get; private set; }

    public Task PublishAsync(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken)
    {
        if (changed.CurrentCount == 0 && events.Any(recorded => recorded.Event is UpdateWentOut or EntryRedacted))
        {
            changed.Release();   // the tailer is the only caller
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads the public projection and makes the pages, if they differ from what stands.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var incidents = await status.IncidentsAsync(now.AddDays(-PublicSnapshot.Days), cancellationToken);
        var components = await catalog.ComponentsAsync(cancellationToken);
        var snapshot = PublicSnapshot.Of(components.OrderBy(component => component.Position).Select(component => (component.Slug, component.Name, component.Description)), incidents, now, options.Value.Zone);
        var page = StatusBytes.Of(writer.Page(snapshot), Current?.Page);
        var history = StatusBytes.Of(writer.History(snapshot), Current?.History);
        if (Current?.Page == page && Current.History == history)
        {
            return;
        }

        Current = new Pages(page, history);
        stream.Announce(page.Version + history.Version);
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RefreshAsync(stoppingToken);
                failing = false;
                await changed.WaitAsync(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!failing)
                {
                    NotRefreshed(logger, e);   // once for each time it breaks; readers keep the last pages
                }

                failing = true;
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "The public status page could not be made anew; readers keep the last one")]
    private static partial void NotRefreshed(ILogger logger, Exception exception);

    internal sealed record Pages(StatusBytes Page, StatusBytes History);
}

/// <summary>What the page is called and when its days begin.</summary>
internal sealed class StatusPageOptions
{
    /// <summary><c>IncidentConsole:StatusPage:Name</c>.</summary>
    public string Name { get; set; } = "Service status";

    /// <summary><c>IncidentConsole:TimeZone</c>.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;
}
