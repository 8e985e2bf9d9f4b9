namespace IncidentConsole.Domain.Kernel;

/// <summary>What happened: a past-tense fact without sentences. Its stored name and version are in <c>EventNames</c>.</summary>
public abstract record DomainEvent;

/// <summary>An event before it is in the log.</summary>
/// <param name="OccurredAt">UTC; may be earlier than the recording (a scribe's late note).</param>
public sealed record Happening(DomainEvent Event, DateTimeOffset OccurredAt);

/// <summary>An event in the log with its envelope (HOUSE section 3).</summary>
/// <param name="Position">Global, gap-free, in commit order; 0 while not yet committed.</param>
/// <param name="Version">1-based place in its stream.</param>
/// <param name="Reason">Free text; null when none was asked for or it was redacted.</param>
/// <param name="Source">Where it came from: console, api, alert, deadline, cli, seed.</param>
/// <param name="RecordedAt">UTC; never runs backwards over positions.</param>
/// <param name="Correlation">Ties events of one cause together (a request, a delivery, a deadline).</param>
public sealed record RecordedEvent(
    long Position,
    StreamId Stream,
    int Version,
    DomainEvent Event,
    Actor Actor,
    Prose? Reason,
    string Source,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Correlation);
