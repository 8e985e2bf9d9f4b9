using System.Collections.Concurrent;
using System.Collections.Immutable;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A timeline at one version: the folded view and its lines, newest first, with what the signals of the service said. Immutable, shared by every circuit.</summary>
public sealed record TimelineSnapshot(TimelineView View, ImmutableArray<TimelineEntry> Newest, ImmutableArray<TimelineEntry> Linked)
{
    public int Version => View.Version;

    public static TimelineSnapshot Of(TimelineView view, ImmutableArray<TimelineEntry> linked) => new(
        view,
        [.. new LinkedTimeline(view, linked).InOrderOfEvents().Reverse()],
        linked);
}

/// <summary>
/// The timelines people look at now, once for all of them: 500 entries are kept one time, not one time per open page.
/// Who may see the incident is asked before, by the desk's read. The least recently asked ones are dropped.
/// </summary>
public sealed class TimelineCache(IncidentDesk desk, ICatalog catalog, ServiceTimeline service, TimeProvider clock)
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<IncidentId, Entry> entries = new();

    /// <summary>The timeline at the version the caller's state has, or newer; what its service's signals said is a few seconds old at most.</summary>
    public async Task<TimelineSnapshot> GetAsync(Incident incident, CancellationToken cancellationToken)
    {
        var entry = entries.GetOrAdd(incident.Id, _ => new Entry(TimelineSnapshot.Of(TimelineView.Empty(catalog.Runbook), [])));
        entry.AskedAt = clock.GetTimestamp();
        if (entry.Snapshot.Version >= incident.Version && !entry.Service.IsDue(incident, clock))
        {
            return entry.Snapshot;
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var (view, linked) = (entry.Snapshot.View, entry.Snapshot.Linked);
            if (view.Version < incident.Version)
            {
                view = view.Append(await desk.EventsAsync(incident.Id, view.Version, incident.Version, cancellationToken).ConfigureAwait(false));
            }

            if (entry.Service.IsDue(incident, clock))
            {
                (entry.Service, linked) = await service.ReadAsync(incident, entry.Service, linked, cancellationToken).ConfigureAwait(false);
            }

            if (!ReferenceEquals(view, entry.Snapshot.View) || linked != entry.Snapshot.Linked)
            {
                entry.Snapshot = TimelineSnapshot.Of(view, linked);
            }

            return entry.Snapshot;
        }
        finally
        {
            entry.Gate.Release();
            Trim();
        }
    }

    private void Trim()
    {
        while (entries.Count > Capacity && entries.MinBy(known => known.Value.AskedAt) is { Value: not null } oldest)
        {
            entries.TryRemove(oldest.Key, out _);
        }
    }

    private sealed class Entry(TimelineSnapshot snapshot)
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public TimelineSnapshot Snapshot { get; set; } = snapshot;

        public ServiceReading Service { get; set; } = ServiceReading.None;

        public long AskedAt { get; set; }
    }
}
