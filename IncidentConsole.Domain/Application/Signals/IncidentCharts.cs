using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>Puts the charts of an incident together: its service's signals, their samples around it, its moments. For the screen and for the postmortem.</summary>
public sealed class IncidentCharts(IIncidentQueries queries, IServiceHistory history, ISignalCatalog catalog, ISampleStore samples, IChangeStore changes, LiveSignals live, TimeProvider clock)
{
    public const int Most = 6;
    private const int MostEvents = 100_000;
    private const int MostChanges = 20;
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    /// <summary>Longer than this is thinned in the store: a day at a sample a second is half a million rows.</summary>
    private static readonly TimeSpan LongestWhole = TimeSpan.FromHours(4);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="incident">One the viewer may see.</param>
    public async Task<ChartSet> ReadAsync(Incident incident, Viewer viewer, ChartRange range, CancellationToken cancellationToken)
    {
        var now = range.Moment is { } moment && moment < clock.GetUtcNow() ? moment : clock.GetUtcNow();
        var milestones = incident.Milestones;
        var begin = milestones.ImpactStarted is { } impact && impact < milestones.Detected ? impact : milestones.Detected ?? now;
        var end = incident.IsOpen ? null : milestones.Resolved ?? incident.Drill?.StoppedAt ?? milestones.Declared;
        var over = end is { } ended && ended <= now ? end : null;
        var (from, to) = Window(range, begin, over, now);

        var signals = await SignalsAsync(incident.SignalService, from, to, range.WithDayBefore, cancellationToken).ConfigureAwait(false);
        var timeline = (await queries.TimelineAsync(incident.Id, 0, MostEvents, viewer, cancellationToken).ConfigureAwait(false)).Where(recorded => recorded.RecordedAt <= now).ToList();
        var service = await history.BetweenAsync(incident.SignalService, from, to, cancellationToken).ConfigureAwait(false);
        var markers = ChartMarkers.Of(incident, timeline, service, [.. signals.Select(one => one.Signal)], await changes.BetweenAsync(incident.SignalService, from, to, MostChanges, cancellationToken).ConfigureAwait(false));
        return new ChartSet(from, to, begin, over, markers, [.. signals.Select(one => new Chart(
            one.Signal,
            [.. one.Signal.Thresholds.OrderBy(threshold => threshold.Rank).Select(threshold => new ChartThreshold(threshold.Rank, incident.Runbook.Severities[threshold.Rank].Label, threshold.Value, threshold.Times))],
            one.Series,
            one.DayBefore,
            range.Moment is null ? live.Find(one.Signal)?.Trouble : null))], range.Moment is null ? null : now);
    }

    private static (DateTimeOffset From, DateTimeOffset To) Window(ChartRange range, DateTimeOffset begin, DateTimeOffset? over, DateTimeOffset now)
    {
        if (range.Zoom is { } zoom)
        {
            return (zoom.From, zoom.To < now ? zoom.To : now);
        }

        var to = over is { } ended && ended + Around < now ? ended + Around : now;
        return range.Length is { } length ? (to - length, to) : (begin - Around < to - Shortest ? begin - Around : to - Shortest, to);
    }

    /// <summary>The first six that are configured; for an old incident those it had, though they are taken away now.</summary>
    private async Task<IReadOnlyList<(Signal Signal, IReadOnlyList<SampleSeries> Series, IReadOnlyList<SampleSeries> DayBefore)>> SignalsAsync(
        string service, DateTimeOffset from, DateTimeOffset to, bool withDayBefore, CancellationToken cancellationToken)
    {
        var current = (await catalog.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false)).Select(signal => signal.Id).ToHashSet();
        List<(Signal, IReadOnlyList<SampleSeries>, IReadOnlyList<SampleSeries>)> drawn = [];
        foreach (var signal in await catalog.OfServiceAsync(service, removedToo: true, cancellationToken).ConfigureAwait(false))
        {
            var series = await LinesAsync(signal, from, to, cancellationToken).ConfigureAwait(false);
            if (series.Count > 0 || current.Contains(signal.Id))
            {
                drawn.Add((signal, series, withDayBefore ? [.. (await LinesAsync(signal, from - Day, to - Day, cancellationToken).ConfigureAwait(false)).Select(line => line.Later(Day))] : []));
            }

            if (drawn.Count == Most)
            {
                break;
            }
        }

        return drawn;
    }

    private async Task<IReadOnlyList<SampleSeries>> LinesAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var slot = (to - from) / (Downsampling.ChartPoints / 2);
        var (lines, longest) = to - from > LongestWhole
            ? (await samples.ReadThinAsync(signal.Service, signal.Id, from, to, slot, cancellationToken).ConfigureAwait(false), signal.StaleAfter > 2 * slot ? signal.StaleAfter : 2 * slot)
            : (await samples.ReadAsync(signal.Service, signal.Id, from, to, cancellationToken).ConfigureAwait(false), signal.StaleAfter);
        return [.. lines.Select(line => line.WithGaps(longest)).Select(line => line with { Samples = Downsampling.MinMax(line.Samples) })];
    }
}
