using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Effects;

/// <summary>
/// Reads the figures of an action's effect from the stored samples, so that a measure that comes late is of its own moment and not of now.
/// An action that only looks changes nothing and is not measured.
/// </summary>
public sealed class EffectReader(ISignalCatalog signals, ISampleStore samples, TimeProvider clock) : IActionEffects
{
    /// <summary>How long after its start the console fetches from its sources what it missed.</summary>
    private static readonly TimeSpan CatchesUp = TimeSpan.FromSeconds(45);

    private readonly DateTimeOffset begun = clock.GetUtcNow();

    public async Task<EffectWatch?> BeforeAsync(Incident incident, ActionRun run, CancellationToken cancellationToken)
    {
        if (incident.Runbook.FindAction(run.ActionId) is { IsReadOnly: true })
        {
            return null;
        }

        var watched = ImmutableArray.CreateBuilder<WatchedSignal>();
        foreach (var (signal, bad, limit) in GuardSignals.Of(incident, await signals.OfServiceAsync(incident.SignalService, removedToo: false, cancellationToken).ConfigureAwait(false)))
        {
            var before = await FigureAsync(incident.SignalService, signal, bad, run.StartedAt, DateTimeOffset.MinValue, cancellationToken).ConfigureAwait(false);
            watched.Add(new(signal.Id, signal.Title, signal.Unit, signal.Decimals, bad, limit, before));
        }

        return watched.Count == 0 ? null : new(incident.SignalService, watched.ToImmutable());
    }

    public async Task<IReadOnlyDictionary<string, double>> AtAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var watch = effect.Watch;
        var known = await signals.OfServiceAsync(watch.Service, removedToo: true, cancellationToken).ConfigureAwait(false);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var watched in watch.Signals)
        {
            if (known.FirstOrDefault(signal => signal.Id == watched.SignalId) is { } signal
                && await FigureAsync(watch.Service, signal, watched.Bad, moment, effect.DoneAt, cancellationToken).ConfigureAwait(false) is { } figure)
            {
                figures[signal.Id] = figure;
            }
        }

        return figures;
    }

    public async Task<bool> MayStillComeAsync(ActionEffect effect, DateTimeOffset moment, CancellationToken cancellationToken) =>
        moment < begun && clock.GetUtcNow() - begun < CatchesUp && (await AtAsync(effect, moment, cancellationToken).ConfigureAwait(false)).Count < effect.Watch.Signals.Length;

    /// <param name="after">What was read until then is of another time, however fresh.</param>
    private async Task<double?> FigureAsync(string service, Signal signal, Comparison bad, DateTimeOffset moment, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var back = moment - (signal.StaleAfter > EffectFigure.Over ? signal.StaleAfter : EffectFigure.Over);
        var from = back > after ? back : after.AddMilliseconds(1);
        return EffectFigure.At(await samples.ReadAsync(service, signal.Id, from, moment, cancellationToken).ConfigureAwait(false), signal, bad, moment);
    }
}
