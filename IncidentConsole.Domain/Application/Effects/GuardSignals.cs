using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Effects;

/// <summary>
/// The signals of a service that an incident's guard and severity look at, each with the limit an action is judged by: that of the level in force, else of
/// another level (the mildest first), else what resolving asks for, else the service's own mildest limit. A signal without any limit only informs.
/// </summary>
public static class GuardSignals
{
    public static IReadOnlyList<(Signal Signal, Comparison Bad, double Limit)> Of(Incident incident, IReadOnlyList<Signal> signals)
    {
        var levels = incident.Runbook.Severities.Levels.OrderByDescending(level => level.Rank == incident.Severity).ThenByDescending(level => level.Rank).SelectMany(level => level.Thresholds);
        var criteria = incident.Runbook.ResolveCriteria.Select(criterion => criterion.Threshold).OfType<ThresholdRule>();
        return
        [
            .. levels.SelectMany(rule => rule.Conditions()).Select(rule => Found(rule, signals, isGood: false))
                .Concat(criteria.SelectMany(rule => rule.Conditions()).Select(rule => Found(rule, signals, isGood: true)))
                .Concat(signals.Where(signal => signal.Thresholds.Count > 0).Select(Own))
                .OfType<(Signal Signal, Comparison Bad, double Limit)>()
                .DistinctBy(found => found.Signal.Id),
        ];
    }

    /// <param name="isGood">True where the rule says when all is well.</param>
    private static (Signal, Comparison, double)? Found(ThresholdRule rule, IReadOnlyList<Signal> signals, bool isGood)
    {
        if (RuleSignal.Find(rule, signals).Signal is not { } signal)
        {
            return null;
        }

        var asked = isGood ? rule : RuleVerdict.Readiness(rule, signal);
        return RuleSignal.LimitOf(asked, signal).Limit is { } limit ? (signal, isGood ? Opposite(asked.Comparison) : asked.Comparison, limit) : null;
    }

    private static (Signal, Comparison, double)? Own(Signal signal) => signal.Good switch
    {
        GoodDirection.Low => (signal, Comparison.Above, signal.Thresholds.Min(threshold => threshold.Value)),
        GoodDirection.High => (signal, Comparison.Below, signal.Thresholds.Max(threshold => threshold.Value)),
    };

    private static Comparison Opposite(Comparison comparison) => comparison switch { Comparison.Above => Comparison.Below, Comparison.Below => Comparison.Above };
}
