using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Live;

/// <summary>
/// Hands each recorded event to every subscription of its stream, in commit order. A slow reader never holds up the others:
/// its channel drops the oldest, and the next change it reads says that there was a gap.
/// </summary>
internal sealed class LiveFeed : ILiveFeed
{
    private const int Backlog = 256;

    private readonly Lock gate = new();
    private Subscription[] subscriptions = [];
    private long position;

    public long Position => Interlocked.Read(ref position);

    public ILiveSubscription Subscribe(StreamId? stream)
    {
        var subscription = new Subscription(this, stream);
        lock (gate)
        {
            subscriptions = [.. subscriptions, subscription];
        }

        return subscription;
    }

    /// <summary>Called by the tailer only.</summary>
    internal void Publish(IReadOnlyList<RecordedEvent> events)
    {
        foreach (var recorded in events)
        {
            foreach (var subscription in Volatile.Read(ref subscriptions))
            {
                subscription.Offer(recorded);
            }

            Interlocked.Exchange(ref position, recorded.Position);
        }
    }

    /// <summary>Where the tailer begins; what is older is history, not news.</summary>
    internal void StartAt(long head) => Interlocked.Exchange(ref position, head);

    private void Remove(Subscription subscription)
    {
        lock (gate)
        {
            subscriptions = [.. subscriptions.Where(other => other != subscription)];
        }
    }

    private sealed class Subscription : ILiveSubscription
    {
        private readonly LiveFeed feed;
        private readonly StreamId? stream;
        private readonly Channel<RecordedEvent> channel;
        private int dropped;

        public Subscription(LiveFeed feed, StreamId? stream)
        {
            this.feed = feed;
            this.stream = stream;
            channel = Channel.CreateBounded<RecordedEvent>(
                new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
                _ => Interlocked.Exchange(ref dropped, 1));
        }

        public void Offer(RecordedEvent recorded)
        {
            if (stream is null || stream == recorded.Stream)
            {
                channel.Writer.TryWrite(recorded);
            }
        }

        public async IAsyncEnumerable<LiveChange> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var recorded in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return new LiveChange(recorded, Interlocked.Exchange(ref dropped, 0) == 1);
            }
        }

        public void Dispose()
        {
            feed.Remove(this);
            channel.Writer.TryComplete();
        }
    }
}
