using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>Messages waiting to leave. Rows are leased, so two nodes never send one; delivery is at least once.</summary>
public interface IOutbox
{
    /// <summary>Pending e-mail and webhook rows whose time has come, now leased to <paramref name="owner"/> until <paramref name="until"/>.</summary>
    Task<IReadOnlyList<OutboxItem>> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    Task SentAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <param name="retryAt">When to try again; null gives up, and the failure stays visible.</param>
    Task FailedAsync(string id, DateTimeOffset? retryAt, string error, CancellationToken cancellationToken);

    /// <summary>Rows not yet sent, cancelled or given up.</summary>
    Task<int> DepthAsync(CancellationToken cancellationToken);

    /// <summary>What became of an incident's messages, oldest first.</summary>
    Task<IReadOnlyList<Delivery>> DeliveriesAsync(IncidentId incident, CancellationToken cancellationToken);

    /// <summary>Pending console messages of one person, oldest first: the banner. They end by <see cref="SentAsync"/> (dismissed) or by being cancelled.</summary>
    Task<IReadOnlyList<OutboxItem>> PendingForAsync(string recipient, CancellationToken cancellationToken);
}

/// <param name="Id">UUIDv7; the Message-ID and webhook id, by which a receiver can collapse repeats.</param>
/// <param name="Stream">What it is about: an incident, or the service of an alert that has none.</param>
/// <param name="Attempts">Tries before this one.</param>
public sealed record OutboxItem(string Id, StreamId Stream, OutboxMessage Message, int Attempts, DateTimeOffset CreatedAt)
{
    /// <summary>Only meaningful where the stream is an incident's: everywhere but for <see cref="OutboxKind.Alert"/>.</summary>
    public IncidentId Incident => Stream.ToIncidentId();
}

public enum DeliveryState
{
    Pending,
    Sent,
    Failed,
    Cancelled,
}

/// <param name="At">When it was sent, failed for good or was cancelled; null while pending.</param>
/// <param name="Error">The last failure in plain words.</param>
public sealed record Delivery(string Id, OutboxMessage Message, DeliveryState State, int Attempts, DateTimeOffset? At, string? Error);
