using System.Data.Common;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>
/// Makes events of the rows of <see cref="EventReader.LoadAsync"/>: an event with several texts comes as several rows, one after the other.
/// Every screen waits for this, so nothing is made twice: repeated values are shared, the payload is read from its bytes.
/// </summary>
internal sealed class EventCollector(DbDataReader reader)
{
    private const int Field = 13;
    private const int Text = 14;

    private readonly List<RecordedEvent> events = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Utf8Row row = new(reader);
    private byte[] payload = [];
    private int length;
    private long position;
    private StreamId stream;
    private int version;
    private EventType? type;
    private Actor actor = Actor.System;
    private bool hasReason;
    private string source = "";
    private DateTimeOffset occurredAt;
    private DateTimeOffset recordedAt;
    private string correlation = "";

    /// <summary>Takes the row the reader stands on.</summary>
    public void Accept()
    {
        var at = row.Int64(0);
        if (type is null || at != position)
        {
            Add();
            Begin(at);
        }

        if (row.Repeated(Field) is { Length: > 0 } field)   // empty where there is no text
        {
            texts[field] = row.String(Text);
        }
    }

    public IReadOnlyList<RecordedEvent> End()
    {
        Add();
        return events;
    }

    private void Begin(long at)
    {
        position = at;
        stream = row.Repeated(1) is var id && id == stream.Value ? stream : new StreamId(id);
        version = row.Int32(2);
        type = EventType.Named(row.Repeated(3));
        actor = ActorOf(row.Repeated(4), row.Repeated(5), row.Repeated(6));
        hasReason = !row.Bytes(7).IsEmpty;
        source = row.Repeated(8);
        occurredAt = row.Time(9);
        recordedAt = row.Time(10);
        correlation = row.String(11);
        Keep(row.Bytes(12));
    }

    private Actor ActorOf(string kind, string id, string name) =>
        actor.Id == id && actor.Name == name && actor.Kind.ToString() == kind ? actor : new Actor(Enum.Parse<ActorKind>(kind), id, name);

    /// <summary>Its texts come with the rows after this one, when these bytes are gone.</summary>
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > payload.Length)
        {
            payload = new byte[bytes.Length * 2];
        }

        bytes.CopyTo(payload);
        length = bytes.Length;
    }

    private void Add()
    {
        if (type is null)
        {
            return;
        }

        var reason = !hasReason ? null : texts.TryGetValue(EventText.Reason, out var said) ? new Prose(said) : Prose.Redacted;
        var happened = EventTexts.Deserialize(payload.AsSpan(0, length), type, texts);
        events.Add(new RecordedEvent(position, stream, version, happened, actor, reason, source, occurredAt, recordedAt, correlation));
        texts.Clear();
    }
}
