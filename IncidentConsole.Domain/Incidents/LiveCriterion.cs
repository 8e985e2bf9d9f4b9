using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// What the signals of a service say of one resolution criterion. A criterion with a figure is judged by the signal of that name; one that only
/// asks for stability is judged by every limit of the service. Nothing is judged by a figure that is too old, or in a unit nobody can convert.
/// </summary>
/// <param name="Holds">Null where no signal can say.</param>
/// <param name="Signal">The one that speaks, or the one to look at; null where it is about all of them, or none has the name.</param>
/// <param name="Latest">Its newest value; null where there is none.</param>
/// <param name="Since">Since when it holds without a gap, as far back as was looked; null where it does not hold now, or nobody asked for how long.</param>
/// <param name="Why">A sentence for people where no signal can say.</param>
public sealed record LiveCriterion(string CriterionId, bool? Holds, Signal? Signal = null, Sample? Latest = null, DateTimeOffset? Since = null, string? Why = null)
{
    private const string Line = "line:";

    /// <summary>True for a signal over a limit that no criterion of the runbook speaks of.</summary>
    public bool IsLine => CriterionId.StartsWith(Line, StringComparison.Ordinal);

    /// <summary>All that the signals say of a runbook's criteria; then each signal over a limit that none of these speaks of, since a red line is no victory even where the runbook has no criterion for it.</summary>
    /// <param name="signals">Of the service, judged now.</param>
    public static IEnumerable<LiveCriterion> Of(Runbook runbook, IReadOnlyList<SignalVerdict> signals, Func<Signal, IReadOnlyList<SampleSeries>> history, DateTimeOffset now)
    {
        signals = RunbookLimits.Of(runbook, signals, now);
        var judged = runbook.ResolveCriteria.Select(criterion => Of(criterion, signals, history, now)).OfType<LiveCriterion>().ToList();
        var isOnEach = runbook.ResolveCriteria.Any(criterion => criterion is { Threshold: null, StableFor.Ticks: > 0 });
        return isOnEach ? judged : judged.Concat(signals
            .Where(verdict => verdict.State == SignalState.Breached && !judged.Exists(one => one.Signal == verdict.Signal))
            .Select(verdict => new LiveCriterion($"{Line}{verdict.Signal.Id}", false, verdict.Signal, verdict.Latest)));
    }

    /// <param name="signals">Of the service, judged now.</param>
    /// <param name="history">The lines of a signal, at least as far back as the criterion asks for.</param>
    /// <returns>Null where the criterion is for people alone.</returns>
    public static LiveCriterion? Of(ResolveCriterion criterion, IReadOnlyList<SignalVerdict> signals, Func<Signal, IReadOnlyList<SampleSeries>> history, DateTimeOffset now) => criterion switch
    {
        { Threshold: { } rule } => rule.Conditions().Select(one => OfRule(criterion, one, signals, history, now)).Aggregate(Both),
        { StableFor.Ticks: > 0 } => OfAll(criterion, [.. signals.Where(verdict => verdict.Signal.Thresholds.Count > 0)], history, now),
        _ => null,
    };

    // One figure that does not hold decides; the one that came back last says since when both hold.
    private static LiveCriterion Both(LiveCriterion one, LiveCriterion other) =>
        one.Holds == false ? one : other.Holds == false ? other
        : one.Holds is null ? one : other.Holds is null ? other
        : one with { Since = one.Since is { } first && other.Since is { } second ? (first > second ? first : second) : null };

    private static LiveCriterion OfRule(ResolveCriterion criterion, ThresholdRule rule, IReadOnlyList<SignalVerdict> signals, Func<Signal, IReadOnlyList<SampleSeries>> history, DateTimeOffset now)
    {
        var match = RuleSignal.Find(rule, [.. signals.Select(one => one.Signal)]);
        if (match.Signal is not { } signal)
        {
            return new(criterion.Id, null, Why: match.Gap);
        }

        var verdict = signals.First(one => one.Signal == signal);
        var (known, gap) = RuleSignal.LimitOf(rule, signal);
        if (known is not { } limit)
        {
            return new(criterion.Id, null, signal, verdict.Latest, Why: gap);
        }

        if (verdict.State == SignalState.Unknown && (verdict.Latest?.Value is null || now - verdict.Latest.At > signal.StaleAfter))
        {
            return new(criterion.Id, null, signal, verdict.Latest, Why: "No fresh value.");
        }

        bool Holds(double figure) => RuleVerdict.IsBeyond(figure, limit, rule.Comparison);
        var holds = Holds(verdict.Latest!.Value!.Value);
        return new(criterion.Id, holds, signal, verdict.Latest, holds && criterion.StableFor > TimeSpan.Zero ? Stability.Since(history(signal), Holds, signal.StaleAfter, now) : null);
    }

    private static LiveCriterion OfAll(ResolveCriterion criterion, IReadOnlyList<SignalVerdict> limited, Func<Signal, IReadOnlyList<SampleSeries>> history, DateTimeOffset now)
    {
        if (limited.Count == 0)
        {
            return new(criterion.Id, null, Why: "No signal of the service has a limit, of its own or by the levels of the runbook.");
        }

        if (limited.FirstOrDefault(verdict => verdict.State == SignalState.Breached) is { } crossed)
        {
            return new(criterion.Id, false, crossed.Signal, crossed.Latest);
        }

        if (limited.FirstOrDefault(verdict => verdict.State == SignalState.Unknown) is { } unknown)
        {
            return new(criterion.Id, null, unknown.Signal, unknown.Latest, Why: "No fresh value.");
        }

        // The one that came back last says since when all of them hold.
        var since = limited.Select(verdict => Stability.Since(
            history(verdict.Signal), figure => !verdict.Signal.Thresholds.Any(threshold => threshold.IsCrossedBy(figure, verdict.Signal.Good)), verdict.Signal.StaleAfter, now)).ToList();
        return new(criterion.Id, true, Since: since.Contains(null) ? null : since.Max());
    }
}
