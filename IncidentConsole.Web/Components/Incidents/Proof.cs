using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// What the live metrics say of a runbook's rule. It is judged where the service has one signal that fits the rule's words and
/// unit, and left to people everywhere else.
/// </summary>
internal static class Proof
{
    /// <summary>True: the rule's condition holds now, with every one that must hold beside it. Null where no signal says anything.</summary>
    public static bool? Holds(ThresholdRule rule, MetricVerdict? metrics)
    {
        var all = rule.Conditions().Select(condition => HoldsAlone(condition, metrics)).ToList();
        return all.Contains(false) ? false : all.Contains(null) ? null : true;
    }

    /// <summary>"now 6.8 %", one figure for each condition; null where no signal says anything.</summary>
    public static string? Now(ThresholdRule rule, MetricVerdict? metrics) =>
        rule.Conditions().Select(condition => NowAlone(condition, metrics)).OfType<string>().ToList() is { Count: > 0 } figures ? $"now {string.Join(" and ", figures)}" : null;

    private static bool? HoldsAlone(ThresholdRule rule, MetricVerdict? metrics) =>
        Find(rule, metrics) is { State: not SignalState.Unknown, Latest.Value: { } value } verdict && RuleSignal.LimitOf(rule, verdict.Signal).Limit is { } limit
            ? RuleVerdict.IsBeyond(value, limit, rule.Comparison)
            : null;

    private static string? NowAlone(ThresholdRule rule, MetricVerdict? metrics) =>
        Find(rule, metrics) is { State: not SignalState.Unknown, Latest.Value: { } value } verdict ? MetricWords.Value(value, verdict.Signal) : null;

    /// <summary>The procedures are for what the metrics show.</summary>
    public static bool Fits(Procedure procedure, MetricVerdict? metrics) => procedure.Thresholds.Any(rule => Holds(rule, metrics) == true);

    private static SignalVerdict? Find(ThresholdRule rule, MetricVerdict? metrics) =>
        metrics is not null && RuleSignal.Find(rule, [.. metrics.Signals.Select(verdict => verdict.Signal)]).Signal is { } signal ? metrics.Signals.First(verdict => verdict.Signal == signal) : null;
}
