using System.Collections.Concurrent;
using System.Collections.Immutable;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>A timeline at one version: the folded view and its lines, newest first. Immutable, shared by every circuit.</summary>
public sealed record TimelineSnapshot(TimelineView View, ImmutableArray<TimelineEntry> Newest)
{
    public int Version => View.Version;

    public static TimelineSnapshot Of(TimelineView view) => new(view, [.. view.InOrderOfEvents().Reverse()]);
}

/// <summary>
/// The timelines people look at now, once for all of them: 500 entries are kept one time, not one time per open page.
/// Who may see the incident is asked before, by the desk's read. The least recently asked ones are dropped.
/// </summary>
public sealed class TimelineCache(IncidentDesk desk, ICatalog catalog, TimeProvider clock)
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<IncidentId, Entry> entries = new();

    /// <summary>The timeline at the version the caller's state has, or newer.</summary>
    public async Task<TimelineSnapshot> GetAsync(IncidentId id, int atLeast, CancellationToken cancellationToken)
    {
        var entry = entries.GetOrAdd(id, _ => new Entry(TimelineSnapshot.Of(TimelineView.Empty(catalog.Runbook))));
        entry.AskedAt = clock.GetTimestamp();
        if (entry.Snapshot.Version >= atLeast)
        {
            return entry.Snapshot;
        }

        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Snapshot.Version < atLeast)
            {
                var news = await desk.EventsAsync(id, entry.Snapshot.Version, atLeast, cancellationToken).ConfigureAwait(false);
                entry.Snapshot = TimelineSnapshot.Of(entry.Snapshot.View.Append(news));
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

        public long AskedAt { get; set; }
    }
}
