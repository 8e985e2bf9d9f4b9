using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Shared;

/// <summary>
/// A component that stays in step with the log: it subscribes first, then reads its snapshot, then reads again after changes,
/// at most ten times a second however many there are. While prerendering it reads once and does not subscribe.
/// </summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource ended = new();
    private ILiveSubscription? subscription;
    private Task listening = Task.CompletedTask;

    [Inject]
    private ILiveFeed Feed { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Ends with the component; pass it to every read and send.</summary>
    protected CancellationToken Ended => ended.Token;

    /// <summary>Follows one stream, or all when null, and reads the first snapshot. Call again to follow another.</summary>
    protected async Task FollowAsync(StreamId? stream)
    {
        subscription?.Dispose();
        await listening;
        if (RendererInfo.IsInteractive)
        {
            subscription = Feed.Subscribe(stream);
            listening = ListenAsync(subscription);
        }

        await ReadAsync();
    }

    /// <summary>Reads what the component shows; called on the component's own dispatcher, followed by a render.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Whether a change can change what the component shows; after a gap it reads in any case.</summary>
    protected virtual bool Concerns(LiveChange change) => true;

    private async Task ListenAsync(ILiveSubscription changes)
    {
        var seen = Feed.Position;
        try
        {
            await foreach (var change in changes.ReadAllAsync(Ended).ConfigureAwait(false))
            {
                if (change.Event.Position <= seen || (!change.Gap && !Concerns(change)))
                {
                    continue;   // the last read held it already, or it is none of ours
                }

                seen = Feed.Position;
                await InvokeAsync(async () =>
                {
                    await ReadAsync();
                    StateHasChanged();
                }).ConfigureAwait(false);
                await Task.Delay(Shortest, Clock, Ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // the component is gone
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>What else ends with the component; called first.</summary>
    protected virtual ValueTask DisposeAsyncCore() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore();
        await ended.CancelAsync();
        subscription?.Dispose();
        await listening;
        ended.Dispose();
        GC.SuppressFinalize(this);
    }
}
