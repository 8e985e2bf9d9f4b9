using System.Collections.Concurrent;
using System.Collections.Frozen;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Application.Resolving;

/// <summary>What the signals say of a runbook's resolution criteria, read at most every few seconds however many pages ask.</summary>
public sealed class ResolutionReader(ISignalCatalog signals, LiveSignals live, ISampleStore samples, TimeProvider clock) : IProofOfRepair
{
    private const int MostKept = 256;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(4);
    private static readonly FrozenDictionary<string, LiveCriterion> Nothing = FrozenDictionary<string, LiveCriterion>.Empty;

    private readonly ConcurrentDictionary<IncidentId, (DateTimeOffset At, RunbookKey Runbook, FrozenDictionary<string, LiveCriterion> Known)> kept = new();

    public async Task<IReadOnlyDictionary<string, LiveCriterion>> ReadAsync(Incident incident, CancellationToken cancellationToken)
    {
        if (!incident.IsOpen)
        {
            return Nothing;
        }

        var now = clock.GetUtcNow();
        if (kept.TryGetValue(incident.Id, out var last) && now - last.At < Fresh && last.Runbook == incident.RunbookKey)
        {
            return last.Known;
        }

        var own = await signals.OfServiceAsync(incident.SignalService, removedToo: false, cancellationToken).ConfigureAwait(false);
        var known = await JudgeAsync(incident, live.Judge(own, now).Signals, samples, now, cancellationToken).ConfigureAwait(false);
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[incident.Id] = (now, incident.RunbookKey, known);
        return known;
    }

    /// <param name="verdicts">Of the service's signals at <paramref name="now"/>, which may be long ago.</param>
    internal static async Task<FrozenDictionary<string, LiveCriterion>> JudgeAsync(Incident incident, IReadOnlyList<SignalVerdict> verdicts, ISampleStore samples, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var longest = incident.Runbook.ResolveCriteria.Select(criterion => criterion.StableFor).DefaultIfEmpty().Max();
        var histories = new Dictionary<string, IReadOnlyList<SampleSeries>>(StringComparer.Ordinal);
        if (longest > TimeSpan.Zero)
        {
            foreach (var signal in verdicts.Select(verdict => verdict.Signal))
            {
                // A little further than asked, so that the value before the window shows that it was held all along.
                histories[signal.Id] = await samples.ReadAsync(incident.SignalService, signal.Id, now - longest - signal.StaleAfter, now, cancellationToken).ConfigureAwait(false);
            }
        }

        return LiveCriterion.Of(incident.Runbook, verdicts, signal => histories.GetValueOrDefault(signal.Id) ?? [], now).ToFrozenDictionary(judged => judged.CriterionId);
    }
}
