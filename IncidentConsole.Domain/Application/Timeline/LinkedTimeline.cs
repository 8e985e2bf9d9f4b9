using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>An incident's own timeline, and what the signals of its service said while it ran.</summary>
public sealed record LinkedTimeline(TimelineView View, ImmutableArray<TimelineEntry> Linked)
{
    /// <summary>Those with a line of their own.</summary>
    public IEnumerable<TimelineEntry> InOrderOfEvents() =>
        Linked.IsEmpty ? View.InOrderOfEvents() : View.InOrderOfEvents().Concat(Linked).OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Position);

    /// <summary>Every entry, folded ones too, in the order they were recorded.</summary>
    public IEnumerable<TimelineEntry> InOrderOfRecord() => Linked.IsEmpty ? View.Entries : View.Entries.Concat(Linked).OrderBy(entry => entry.Position);
}

/// <summary>Reads the whole timeline of an incident for who asks once: the API, the paper, an export. Open pages share theirs.</summary>
public sealed class TimelineReader(IIncidentQueries queries, ServiceTimeline service, ICatalog catalog)
{
    /// <param name="incident">One the viewer may see.</param>
    public async Task<LinkedTimeline> ReadAsync(Incident incident, Viewer viewer, CancellationToken cancellationToken)
    {
        var events = await queries.TimelineAsync(incident.Id, 0, int.MaxValue, viewer, cancellationToken).ConfigureAwait(false);
        return new(TimelineView.From(events, catalog.Runbook), await service.ReadAsync(incident, "en", cancellationToken).ConfigureAwait(false));
    }
}
