using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Drills;

/// <summary>
/// What the signals of a drill say: made from its play, or the stored samples of the incident that is played, moved to now. It only reads.
/// </summary>
internal sealed class DrillStage(IEventLog log, ICatalog catalog, ISignalCatalog realSignals, ISampleStore realSamples)
{
    private const int MostPoints = 4_000;
    private static readonly TimeSpan Around = TimeSpan.FromHours(1);

    private readonly FoldCache folds = new(log, catalog);

    public static bool IsDrill(string service) => service.StartsWith(DrillState.SignalPrefix, StringComparison.Ordinal);

    public async Task<Incident?> FindAsync(string service, CancellationToken cancellationToken) =>
        await folds.GetAsync(new IncidentId(service[DrillState.SignalPrefix.Length..]), cancellationToken).ConfigureAwait(false) is { IsDeclared: true, Drill: not null } drill ? drill : null;

    public async Task<ImmutableArray<Signal>> SignalsAsync(string service, CancellationToken cancellationToken) =>
        await FindAsync(service, cancellationToken).ConfigureAwait(false) is { } drill ? await SignalsAsync(drill, cancellationToken).ConfigureAwait(false) : [];

    public async Task<ImmutableArray<Signal>> SignalsAsync(Incident drill, CancellationToken cancellationToken) =>
        DrillFigures.Signals(drill, await realSignals.OfServiceAsync(drill.Service, removedToo: drill.Drill!.Play.Source == DrillSource.PastIncident, cancellationToken).ConfigureAwait(false));

    /// <summary>The lines of a signal in a time, a value each <paramref name="step"/>; nothing after the end of the drill.</summary>
    public async Task<IReadOnlyList<SampleSeries>> ReadAsync(string service, string signalId, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken)
    {
        if (await FindAsync(service, cancellationToken).ConfigureAwait(false) is not { } drill
            || (await SignalsAsync(drill, cancellationToken).ConfigureAwait(false)).FirstOrDefault(signal => signal.Id == signalId) is not { } signal)
        {
            return [];
        }

        var moments = Moments(from, to, step);
        var stored = await PastAsync(drill, signalId, cancellationToken).ConfigureAwait(false);
        return stored.Count == 0
            ? [new SampleSeries("", [.. moments.Select(at => new Sample(at, DrillFigures.At(drill, signal, at)))])]
            : [.. stored.Select(line => new SampleSeries(line.Label, [.. moments.Select(at => new Sample(at, ValueAt(line, drill.Drill!.Play.PastFrom!.Value + drill.Drill.At(at))))]))];
    }

    /// <summary>What was stored around the incident that is played; empty for a procedure, and where nothing is left of it.</summary>
    private async Task<IReadOnlyList<SampleSeries>> PastAsync(Incident drill, string signalId, CancellationToken cancellationToken) =>
        drill.Drill!.Play is { Source: DrillSource.PastIncident, PastFrom: { } began } play
            ? await realSamples.ReadAsync(drill.Service, signalId, began - Around, began + TimeSpan.FromSeconds(play.HealedAfterSeconds ?? 0) + Around + Around, cancellationToken).ConfigureAwait(false)
            : [];

    /// <summary>The value that stood then; after the last one it stays as it was.</summary>
    private static double? ValueAt(SampleSeries line, DateTimeOffset at)
    {
        var (low, high) = (0, line.Samples.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (line.Samples[middle].At <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : line.Samples[low - 1].Value;
    }

    private static List<DateTimeOffset> Moments(DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        var every = Math.Max(step.Ticks, Math.Max(1, (to - from).Ticks / MostPoints));
        var first = ((from.UtcTicks + every - 1) / every) * every;
        var moments = new List<DateTimeOffset>();
        for (var at = first; at <= to.UtcTicks; at += every)
        {
            moments.Add(new DateTimeOffset(at, TimeSpan.Zero));
        }

        return moments;
    }
}
