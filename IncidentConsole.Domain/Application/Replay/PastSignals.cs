using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Replay;

/// <summary>What the signals of a service said at a moment, from their stored samples: the same judgement as now, only with that clock.</summary>
public sealed class PastSignals(ISignalCatalog signals, ISampleStore samples)
{
    /// <summary>How far back a last value is looked for, to say since when there is none.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromHours(1);

    /// <summary>Null where the service had no signals; the limits are those of now, as they are configured.</summary>
    public async Task<MetricVerdict?> JudgeAsync(string service, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var verdicts = new List<SignalVerdict>();
        var current = (await signals.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false)).Select(signal => signal.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var signal in await signals.OfServiceAsync(service, removedToo: true, cancellationToken).ConfigureAwait(false))
        {
            var last = await LastAsync(signal, at, signal.StaleAfter, cancellationToken).ConfigureAwait(false)
                ?? await LastAsync(signal, at, Silent, cancellationToken).ConfigureAwait(false);
            if (last is not null || current.Contains(signal.Id))
            {
                verdicts.Add(SignalVerdict.Of(signal, last, at));
            }
        }

        return verdicts.Count == 0 ? null : MetricVerdict.Of(verdicts);
    }

    /// <summary>What they said of the runbook's resolution criteria, and which lines were red beside them: as the guard reads it.</summary>
    public async Task<IReadOnlyDictionary<string, LiveCriterion>> CriteriaAsync(Incident incident, MetricVerdict? verdict, DateTimeOffset at, CancellationToken cancellationToken) =>
        incident.IsOpen
            ? await ResolutionReader.JudgeAsync(incident, verdict?.Signals ?? [], samples, at, cancellationToken).ConfigureAwait(false)
            : ImmutableDictionary<string, LiveCriterion>.Empty;

    /// <summary>The newest value of each line, and of those the worst.</summary>
    private async Task<Sample?> LastAsync(Signal signal, DateTimeOffset at, TimeSpan within, CancellationToken cancellationToken)
    {
        var lines = await samples.ReadAsync(signal.Service, signal.Id, at - within, at, cancellationToken).ConfigureAwait(false);
        return LiveSignals.Worst(signal, [.. lines
            .Select(line => (line.Label, Last: line.Samples.LastOrDefault(sample => sample.Value is not null)))
            .Where(line => line.Last is not null)
            .Select(line => new LabelledSample(line.Label, line.Last!))]);
    }
}
