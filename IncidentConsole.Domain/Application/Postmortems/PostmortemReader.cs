using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Domain.Application.Postmortems;

/// <summary>Reads what the paper says, for somebody who may see the incident.</summary>
public sealed class PostmortemReader(IncidentDesk desk, IIncidentQueries queries, ICatalog catalog, ServiceTimeline timeline, ISignalCatalog signals, ISampleStore samples, SimilarReader similar, TimeProvider clock)
{
    /// <summary>More than any incident has; the paper shows all that is kept.</summary>
    private const int WholeStream = 1_000_000;

    /// <summary>A chart begins before the incident, so that one sees what normal was.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    private const int MostStrips = 12;

    /// <summary>The paper as of now; null when there is no such incident or the viewer may not see it.</summary>
    /// <param name="timeZoneId">IANA id of the zone its local times are in.</param>
    public async Task<PostmortemDocument?> DocumentAsync(int number, Viewer viewer, string timeZoneId, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(number, viewer, cancellationToken).ConfigureAwait(false) is not { } row
            || await desk.ReadAsync(row.Id, viewer, cancellationToken).ConfigureAwait(false) is not { } incident)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var events = await queries.TimelineAsync(incident.Id, 0, WholeStream, viewer, cancellationToken).ConfigureAwait(false);
        var linked = await timeline.ReadAsync(incident, incident.Runbook.Language, cancellationToken).ConfigureAwait(false);
        var strips = await StripsAsync(incident, now, cancellationToken).ConfigureAwait(false);
        var service = await catalog.FindServiceAsync(incident.Service, cancellationToken).ConfigureAwait(false);
        var document = PostmortemDocumentBuilder.Build(incident, events, catalog.Runbook, linked, strips, timeZoneId, now);
        document = document with { SeenBefore = SeenBefore(await similar.ReadAsync(incident, viewer, cancellationToken).ConfigureAwait(false)) };
        return service is null ? document : document with { Service = service.Name };
    }

    private static string? SeenBefore(IReadOnlyList<SimilarIncident> found) =>
        string.Join(", ", found.Where(one => !one.OpenItems.IsEmpty).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Label} ({one.OpenItems.Length})"))) is { Length: > 0 } words ? words : null;

    /// <summary>The charts of its window, as the paper draws them.</summary>
    /// <param name="incident">One the viewer may see.</param>
    public Task<IReadOnlyList<MetricStrip>> ChartsAsync(Incident incident, CancellationToken cancellationToken) => StripsAsync(incident, clock.GetUtcNow(), cancellationToken);

    private async Task<IReadOnlyList<MetricStrip>> StripsAsync(Incident incident, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = incident.Milestones;
        var from = (at.ImpactStarted < at.Detected ? at.ImpactStarted.Value : at.Detected!.Value) - Margin;
        var until = (at.Resolved ?? now) + Margin;
        var strips = new List<MetricStrip>();
        foreach (var signal in await signals.OfServiceAsync(incident.SignalService, removedToo: true, cancellationToken).ConfigureAwait(false))
        {
            var series = await samples.ReadAsync(incident.SignalService, signal.Id, from, until < now ? until : now, cancellationToken).ConfigureAwait(false);
            strips.AddRange(series.Select(line => Strip(incident, signal, line)));
            if (strips.Count >= MostStrips)
            {
                break;
            }
        }

        return [.. strips.Take(MostStrips)];
    }

    private static MetricStrip Strip(Incident incident, Signal signal, SampleSeries series) => new(
        series.Label.Length == 0 ? signal.Title : $"{signal.Title}, {series.Label}",
        signal.Unit,
        [.. series.WithGaps(signal.StaleAfter).Samples.Select(sample => new MetricPoint(sample.At, sample.Value))],
        [.. signal.Thresholds.Select(limit => new MetricThreshold(
            limit.Value, incident.Runbook.Severities[limit.Rank].Label, limit.Rank, signal.Good == GoodDirection.High ? Comparison.Below : Comparison.Above))])
    {
        SignalId = signal.Id,
    };
}
