using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application;

/// <summary>
/// The folded state of the incidents people look at, shared by every circuit. A read asks the log only for what is newer,
/// so another node or a command line that wrote is seen too. The least recently read ones are dropped first.
/// </summary>
internal sealed class FoldCache(IEventLog log, ICatalog catalog)
{
    private const int Capacity = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<IncidentId, LinkedListNode<Incident>> known = [];
    private readonly LinkedList<Incident> byUse = new();
    private Read? last;

    public async Task<Incident> GetAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var known = Find(id) ?? Incident.Undeclared(id);
        var news = await log.LoadAsync(StreamId.Of(id), known.Version, cancellationToken).ConfigureAwait(false);
        if (news.Any(recorded => recorded.Event is EntryRedacted) && known.IsDeclared)
        {
            known = Incident.Undeclared(id);   // texts the state still holds are gone from the log: fold it anew
            news = await log.LoadAsync(StreamId.Of(id), 0, cancellationToken).ConfigureAwait(false);
        }

        if (news.Count > 0)
        {
            Volatile.Write(ref last, new Read(id, known.Version, news));
        }

        return Keep(news.Aggregate(known, (incident, recorded) => incident.Evolve(recorded, catalog.Runbook)));
    }

    /// <summary>The events the last fold read, where it was this stream from there to that version; else null. One read only, so no memory grows.</summary>
    public IReadOnlyList<RecordedEvent>? JustRead(IncidentId id, int afterVersion, int atLeast) =>
        Volatile.Read(ref last) is { } read && read.Id == id && read.AfterVersion == afterVersion && read.Events[^1].Version >= atLeast ? read.Events : null;

    public Incident Keep(Incident incident)
    {
        lock (gate)
        {
            if (known.TryGetValue(incident.Id, out var node))
            {
                if (node.Value.Version > incident.Version)
                {
                    return node.Value;   // somebody folded further meanwhile
                }

                node.Value = incident;
                byUse.Remove(node);
            }
            else
            {
                node = known[incident.Id] = new LinkedListNode<Incident>(incident);
            }

            byUse.AddLast(node);
            if (byUse.Count > Capacity)
            {
                known.Remove(byUse.First!.Value.Id);
                byUse.RemoveFirst();
            }
        }

        return incident;
    }

    public void Forget(IncidentId id)
    {
        Volatile.Write(ref last, null);
        lock (gate)
        {
            if (known.Remove(id, out var node))
            {
                byUse.Remove(node);
            }
        }
    }

    private Incident? Find(IncidentId id)
    {
        lock (gate)
        {
            return known.TryGetValue(id, out var node) ? node.Value : null;
        }
    }

    private sealed record Read(IncidentId Id, int AfterVersion, IReadOnlyList<RecordedEvent> Events);
}
