using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>How far the stream of a service was read for one incident.</summary>
/// <param name="Slug">Of the service; another one is read anew.</param>
/// <param name="Version">Of the last event seen; 0 while there was none in the incident's time.</param>
/// <param name="At">When it was read; null = never.</param>
/// <param name="WasOpen">Whether the incident ran then: a reopened one has more to say.</param>
public sealed record ServiceReading(string Slug, int Version, DateTimeOffset? At, bool WasOpen)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(4);

    public static ServiceReading None { get; } = new("", 0, null, false);

    /// <summary>Whether there can be anything new; an incident that is over is read once.</summary>
    public bool IsDue(Incident incident, TimeProvider clock) =>
        incident.SignalService != Slug || incident.IsOpen != WasOpen || (incident.IsOpen && clock.GetUtcNow() - At >= Fresh);
}

/// <summary>Reads what the signals of a service said into the timelines of its incidents: the whole window once, then only what is new.</summary>
public sealed class ServiceTimeline(IServiceHistory history, IEventLog log, ISignalCatalog signals, TimeProvider clock)
{
    /// <summary>All that was said in the incident's time.</summary>
    /// <param name="language">Of the words: the screen is English, a text that leaves the console follows the runbook.</param>
    public async Task<ImmutableArray<TimelineEntry>> ReadAsync(Incident incident, string language, CancellationToken cancellationToken)
    {
        var (from, to) = ServiceEntries.Window(incident);
        var events = await history.BetweenAsync(incident.SignalService, from, to ?? clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return events.Count == 0 ? [] : ServiceEntries.Of(incident, events, await signals.OfServiceAsync(incident.SignalService, removedToo: true, cancellationToken).ConfigureAwait(false), language);
    }

    /// <summary>What is new since the reading before.</summary>
    public async Task<(ServiceReading Reading, ImmutableArray<TimelineEntry> Entries)> ReadAsync(Incident incident, ServiceReading before, ImmutableArray<TimelineEntry> known, CancellationToken cancellationToken)
    {
        var goesOn = before.Slug == incident.SignalService && before.Version > 0 && incident.IsOpen && before.WasOpen;
        var (from, to) = ServiceEntries.Window(incident);
        var events = goesOn
            ? await log.LoadAsync(StreamId.OfService(incident.SignalService), before.Version, cancellationToken).ConfigureAwait(false)
            : await history.BetweenAsync(incident.SignalService, from, to ?? clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var reading = new ServiceReading(incident.SignalService, events.Count > 0 ? events[^1].Version : goesOn ? before.Version : 0, clock.GetUtcNow(), incident.IsOpen);
        if (events.Count == 0)
        {
            return (reading, goesOn || known.IsEmpty ? known : []);
        }

        var all = await signals.OfServiceAsync(incident.SignalService, removedToo: true, cancellationToken).ConfigureAwait(false);
        var entries = ServiceEntries.Of(incident, events, all);
        return (reading, goesOn ? known.AddRange(entries) : entries);
    }
}
