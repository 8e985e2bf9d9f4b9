using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>Puts the charts of an incident together: its service's signals, their samples around it, its moments. For the screen and for the postmortem.</summary>
public sealed class IncidentCharts(IIncidentQueries queries, IServiceHistory history, ISignalCatalog catalog, ISampleStore samples, TimeProvider clock)
{
    public const int Most = 6;
    private const int MostEvents = 100_000;
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    /// <param name="incident">One the viewer may see.</param>
    public async Task<ChartSet> ReadAsync(Incident incident, Viewer viewer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var milestones = incident.Milestones;
        var begin = milestones.ImpactStarted is { } impact && impact < milestones.Detected ? impact : milestones.Detected ?? now;
        var end = incident.IsOpen ? null : milestones.Resolved ?? milestones.Declared;
        var to = end is { } ended && ended + Around < now ? ended + Around : now;
        var from = begin - Around < to - Shortest ? begin - Around : to - Shortest;

        var signals = await SignalsAsync(incident.Service, from, to, cancellationToken).ConfigureAwait(false);
        var timeline = await queries.TimelineAsync(incident.Id, 0, MostEvents, viewer, cancellationToken).ConfigureAwait(false);
        var service = await history.BetweenAsync(incident.Service, from, to, cancellationToken).ConfigureAwait(false);
        var markers = ChartMarkers.Of(incident, timeline, service, [.. signals.Select(one => one.Signal)]);
        return new ChartSet(from, to, begin, end, markers, [.. signals.Select(one => new Chart(
            one.Signal,
            [.. one.Signal.Thresholds.OrderBy(threshold => threshold.Rank).Select(threshold => new ChartThreshold(threshold.Rank, incident.Runbook.Severities[threshold.Rank].Label, threshold.Value))],
            one.Series))]);
    }

    /// <summary>The first six that are configured; for an old incident those it had, though they are taken away now.</summary>
    private async Task<IReadOnlyList<(Signal Signal, IReadOnlyList<SampleSeries> Series)>> SignalsAsync(string service, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var current = (await catalog.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false)).Select(signal => signal.Id).ToHashSet();
        List<(Signal, IReadOnlyList<SampleSeries>)> drawn = [];
        foreach (var signal in await catalog.OfServiceAsync(service, removedToo: true, cancellationToken).ConfigureAwait(false))
        {
            var series = await samples.ReadAsync(service, signal.Id, from, to, cancellationToken).ConfigureAwait(false);
            if (series.Count > 0 || current.Contains(signal.Id))
            {
                drawn.Add((signal, [.. series.Select(line => Fit(line, signal))]));
            }

            if (drawn.Count == Most)
            {
                break;
            }
        }

        return drawn;
    }

    private static SampleSeries Fit(SampleSeries line, Signal signal)
    {
        var whole = line.WithGaps(signal.StaleAfter);
        return whole with { Samples = Downsampling.MinMax(whole.Samples) };
    }
}
