using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>
/// The one feed every screen reads, in commit order: subscribe first, then read a snapshot, then drop what the snapshot already holds (by position).
/// </summary>
public interface ILiveFeed
{
    /// <summary>Highest position published so far.</summary>
    long Position { get; }

    /// <summary>
    /// Changes from now on. Bounded: a reader that lags loses the oldest, and the next change it gets has <see cref="LiveChange.Gap"/> set, so it reads anew.
    /// </summary>
    /// <param name="stream">Only this stream; null for all.</param>
    ILiveSubscription Subscribe(StreamId? stream);
}

public interface ILiveSubscription : IDisposable
{
    IAsyncEnumerable<LiveChange> ReadAllAsync(CancellationToken cancellationToken);
}

/// <param name="Event">What was recorded.</param>
/// <param name="Gap">Something before it was lost to this reader.</param>
public sealed record LiveChange(RecordedEvent Event, bool Gap);

/// <summary>Wakes the tailer after an append in this process (other processes are found by its poll).</summary>
public interface ITailNudge
{
    /// <param name="appended">What was committed, so that the feed need not read it back.</param>
    void Nudge(IReadOnlyList<RecordedEvent> appended);
}
