using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The streams <c>service:{slug}</c>: what is recorded about the signals of a service, folded and appended to. One caller at a time.</summary>
internal sealed class ServiceLog(IEventLog log, ITailNudge nudge)
{
    private readonly Dictionary<string, Fold> folds = new(StringComparer.Ordinal);

    public async Task<SignalCondition> ConditionAsync(Signal signal, CancellationToken cancellationToken) =>
        (await FoldAsync(signal.Service, cancellationToken).ConfigureAwait(false)).Conditions.GetValueOrDefault(signal.Id, SignalCondition.Initial);

    /// <summary>Keeps what is no event (a milder value that has not held long enough yet).</summary>
    public async Task KeepAsync(Signal signal, SignalCondition condition, CancellationToken cancellationToken)
    {
        var fold = await FoldAsync(signal.Service, cancellationToken).ConfigureAwait(false);
        folds[signal.Service] = fold with { Conditions = fold.Conditions.SetItem(signal.Id, condition) };
    }

    /// <returns>False when another node wrote first: what it wrote is read before the next decision.</returns>
    public async Task<bool> AppendAsync(string service, IReadOnlyList<ServiceEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fold = await FoldAsync(service, cancellationToken).ConfigureAwait(false);
        var append = new Append(
            StreamId.OfService(service), fold.Version, [.. events.Select(happened => new Happening(happened, now))], Actor.System, null, "signal", now,
            Guid.CreateVersion7(now).ToString("D"), null, null, [], null, []);
        switch (await log.AppendAsync(append, cancellationToken).ConfigureAwait(false))
        {
            case AppendResult.Appended appended:
                folds[service] = appended.Events.Aggregate(fold, Evolve);
                nudge.Nudge(appended.Events);
                return true;
            case AppendResult.VersionConflict:
                folds.Remove(service);
                return false;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Fold> FoldAsync(string service, CancellationToken cancellationToken)
    {
        if (!folds.TryGetValue(service, out var fold))
        {
            var events = await log.LoadAsync(StreamId.OfService(service), 0, cancellationToken).ConfigureAwait(false);
            folds[service] = fold = events.Aggregate(new Fold(0, ImmutableDictionary<string, SignalCondition>.Empty), Evolve);
        }

        return fold;
    }

    private static Fold Evolve(Fold fold, RecordedEvent recorded) => recorded.Event is ServiceEvent happened
        ? new Fold(recorded.Version, fold.Conditions.SetItem(happened.SignalId, fold.Conditions.GetValueOrDefault(happened.SignalId, SignalCondition.Initial).Evolve(happened)))
        : fold with { Version = recorded.Version };

    private sealed record Fold(int Version, ImmutableDictionary<string, SignalCondition> Conditions);
}
