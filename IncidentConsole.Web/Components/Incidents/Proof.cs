using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// What the live metrics say of a runbook's rule. A rule names its metric in words; it is judged where the service has a signal of that name,
/// and left to people everywhere else.
/// </summary>
internal static class Proof
{
    /// <summary>True: the rule's condition holds now. Null where no signal says anything.</summary>
    public static bool? Holds(ThresholdRule rule, MetricVerdict? metrics) => Find(rule, metrics) is { State: not SignalState.Unknown, Latest.Value: { } value } && rule.Value is { } limit
        ? rule.Comparison switch
        {
            Comparison.Above => value > limit,
            Comparison.Below => value < limit,
        }
        : null;

    /// <summary>"now 6.8 %"; null where no signal says anything.</summary>
    public static string? Now(ThresholdRule rule, MetricVerdict? metrics) =>
        Find(rule, metrics) is { State: not SignalState.Unknown, Latest.Value: { } value } verdict ? $"now {MetricWords.Value(value, verdict.Signal)}" : null;

    /// <summary>The procedures are for what the metrics show.</summary>
    public static bool Fits(Procedure procedure, MetricVerdict? metrics) => procedure.Thresholds.Any(rule => Holds(rule, metrics) == true);

    private static SignalVerdict? Find(ThresholdRule rule, MetricVerdict? metrics) =>
        metrics?.Signals.FirstOrDefault(verdict => Is(verdict, rule.Metric)) ?? (rule.FallbackMetric is { } other ? metrics?.Signals.FirstOrDefault(verdict => Is(verdict, other)) : null);

    private static bool Is(SignalVerdict verdict, string metric) => verdict.Signal.Title.Equals(metric, StringComparison.OrdinalIgnoreCase);
}
