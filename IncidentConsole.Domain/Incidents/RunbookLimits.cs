using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// The signals of a service with the limits of the runbook's levels beside their own: "/ready 503 for 5 min" needs no limit on the signal to be a line that
/// is red. For how long a level asks is left out: a figure beyond a limit is not green from the first moment on.
/// </summary>
public static class RunbookLimits
{
    /// <param name="signals">Of the service, judged now by their own limits.</param>
    /// <returns>The same signals in the same order. A limit of their own counts before the runbook's of the same level.</returns>
    public static IReadOnlyList<SignalVerdict> Of(Runbook runbook, IReadOnlyList<SignalVerdict> signals, DateTimeOffset now)
    {
        IReadOnlyList<Signal> own = [.. signals.Select(verdict => verdict.Signal)];
        var rules = runbook.Severities.Levels.SelectMany(level => level.Thresholds.Where(rule => rule.And is null).Select(rule => (level.Rank, Rule: rule, RuleSignal.Find(rule, own).Signal))).ToList();
        return [.. signals.Select(verdict => With(verdict, [.. rules.Where(one => one.Signal == verdict.Signal).Select(one => (one.Rank, one.Rule))], now))];
    }

    /// <summary>True while a figure lies beyond a limit of the runbook, for however long.</summary>
    public static bool AreCrossed(Runbook runbook, IReadOnlyList<SignalVerdict> signals) =>
        runbook.Severities.Levels.Any(level => level.Thresholds.Any(rule => RuleVerdict.IsBeyondNow(rule, signals)));

    private static SignalVerdict With(SignalVerdict verdict, IReadOnlyList<(int Rank, ThresholdRule Rule)> rules, DateTimeOffset now)
    {
        var signal = verdict.Signal;
        var more = rules
            .Select(one => (one.Rank, Rule: RuleVerdict.Readiness(one.Rule, signal)))
            .Where(one => one.Rule.Comparison == (signal.Good == GoodDirection.Low ? Comparison.Above : Comparison.Below) && !signal.Thresholds.Any(threshold => threshold.Rank == one.Rank))
            .Select(one => RuleSignal.LimitOf(one.Rule, signal).Limit is { } limit ? new Threshold(one.Rank, limit) : null)
            .OfType<Threshold>()
            .ToList();
        return more.Count == 0 ? verdict : SignalVerdict.Of(signal with { Thresholds = [.. signal.Thresholds, .. more] }, verdict.Latest, now);
    }
}
