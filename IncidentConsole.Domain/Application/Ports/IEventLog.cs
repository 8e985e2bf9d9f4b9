using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The append-only log. What <see cref="AppendAsync"/> acknowledged survives kill -9.</summary>
public interface IEventLog
{
    /// <summary>The events of a stream after a version, in order; redacted texts come back as <see cref="Prose.Redacted"/>.</summary>
    Task<IReadOnlyList<RecordedEvent>> LoadAsync(StreamId stream, int afterVersion, CancellationToken cancellationToken);

    /// <summary>The events of all streams after a position, in order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<RecordedEvent>> LoadAllAsync(long afterPosition, int limit, CancellationToken cancellationToken);

    /// <summary>Head, events, deadlines, read models, outbox and idempotency in ONE transaction.</summary>
    Task<AppendResult> AppendAsync(Append append, CancellationToken cancellationToken);

    /// <summary>The stored reply of an earlier intent of this actor under this key, kept for 24 h; null when there is none.</summary>
    Task<StoredReply?> FindReplyAsync(string actorId, string key, CancellationToken cancellationToken);

    /// <summary>Highest committed position; 0 when empty.</summary>
    Task<long> HeadAsync(CancellationToken cancellationToken);
}

/// <summary>One transaction of the log.</summary>
/// <param name="ExpectedVersion">Version of the stream's last event the decision was made on; 0 for a new stream.</param>
/// <param name="Deadlines">The full set of the stream's due times after the append; replaces what is stored. Null leaves them alone (service streams).</param>
/// <param name="ReadModels">What the projections write.</param>
/// <param name="RedactedVersions">Entries whose texts are deleted in every place in the same transaction.</param>
public sealed record Append(
    StreamId Stream,
    int ExpectedVersion,
    IReadOnlyList<Happening> Events,
    Actor Actor,
    Prose? Reason,
    string Source,
    DateTimeOffset Now,
    string Correlation,
    IReadOnlyList<Deadline>? Deadlines,
    ReadModelChanges? ReadModels,
    IReadOnlyList<OutboxMessage> Outbox,
    StoredReply? Reply,
    IReadOnlyList<int> RedactedVersions)
{
    /// <summary>Ids of the images that were attached to redacted entries.</summary>
    public IReadOnlyList<string> RemovedImages { get; init; } = [];
}

public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <param name="Events">As recorded, with positions.</param>
    public sealed record Appended(IReadOnlyList<RecordedEvent> Events) : AppendResult;

    /// <summary>Another writer was first: load what is new and decide again.</summary>
    public sealed record VersionConflict : AppendResult;
}

/// <summary>What was answered to an intent under an idempotency key.</summary>
/// <param name="RequestHash">SHA-256 hex of the request; the same key with another hash is refused.</param>
/// <param name="Body">JSON.</param>
public sealed record StoredReply(string ActorId, string Key, string RequestHash, int Status, string Body);

/// <summary>
/// One message to one recipient over one channel, written in the transaction of its cause and unique per (cause, recipient, channel).
/// It holds no free text: the dispatcher writes the words from the log when it sends.
/// </summary>
/// <param name="Cause">A position placeholder or a deadline and attempt, e.g. <c>v12</c> (version of this stream) or <c>call:sev-1-page:2</c>.</param>
/// <param name="Recipient">Account id, or <c>webhook:{id}</c>.</param>
/// <param name="CancelledByAcknowledge">Pending ones are cancelled in the transaction that acknowledges or resolves.</param>
public sealed record OutboxMessage(string Cause, string Recipient, OutboxChannel Channel, OutboxKind Kind, string Subject, bool CancelledByAcknowledge);

public enum OutboxChannel
{
    /// <summary>Banner with sound in the console.</summary>
    Console,
    Email,
    Webhook,
}

public enum OutboxKind
{
    /// <summary>An escalation step calls this person; <c>Subject</c> is the step id.</summary>
    Page,

    /// <summary>An escalation step tells this person, without sound; <c>Subject</c> is the step id.</summary>
    Notice,

    /// <summary>An escalation step leaves this person work for the day; <c>Subject</c> is the step id.</summary>
    Ticket,

    /// <summary>A public update, for stakeholders; <c>Subject</c> is its number.</summary>
    Update,

    /// <summary>A hand-over waits for this person.</summary>
    HandOver,

    /// <summary>This person is asked to review the postmortem.</summary>
    Review,

    /// <summary>Any event of the incident, for signed webhooks; <c>Subject</c> is the event's name.</summary>
    Event,

    /// <summary>An alert that opened and joined nothing; the stream is its service's, <c>Subject</c> is the alert's id.</summary>
    Alert,
}
