using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>
/// Which severity level the metrics of a service say this is: every limit of its runbook's levels, and every limit the team set on its signals,
/// judged one by one. One that is crossed is enough for its level (runbooks state disjunctions), the worst level counts, and nothing crossed
/// with something unknown is unknown, never green.
/// </summary>
/// <param name="Level">The worst level with a crossed limit; null when none is crossed.</param>
public sealed record SeverityDetection(SeverityLevel? Level, ImmutableArray<LevelRule> Rules)
{
    /// <summary>True when a limit that would say worse than <see cref="Level"/> cannot be judged now.</summary>
    public bool MayBeWorse => Rules.Any(rule => rule.Verdict.State == RuleState.Unknown && (Level is null || rule.Level.IsMoreSevereThan(Level)));

    public SignalState State => Level is not null ? SignalState.Breached
        : Rules.IsEmpty || Rules.Any(rule => rule.Verdict.State == RuleState.Unknown) ? SignalState.Unknown
        : SignalState.WithinLimits;

    /// <param name="readouts">The signals of the service with what is known of them; <see cref="LongestLookBack"/> says how far.</param>
    public static SeverityDetection Of(Runbook runbook, IReadOnlyList<SignalReadout> readouts, DateTimeOffset now)
    {
        var rules = new List<LevelRule>();
        foreach (var rule in runbook.Severities.Levels.SelectMany(level => level.Thresholds.Select(rule => new LevelRule(level, RuleVerdict.Of(rule, readouts, now), RuleOrigin.Runbook))))
        {
            // Two budgets that one signal stands for are one limit.
            if (rule.Verdict.Signal is null || !rules.Exists(rule.SaysTheSameAs))
            {
                rules.Add(rule);
            }
        }

        foreach (var readout in readouts)
        {
            foreach (var threshold in readout.Signal.Thresholds)
            {
                var own = new LevelRule(runbook.Severities[threshold.Rank], RuleVerdict.Of(RuleOf(readout.Signal, threshold), [readout], now), RuleOrigin.Service);
                if (!rules.Exists(own.SaysTheSameAs))
                {
                    rules.Add(own);
                }
            }
        }

        var ordered = rules.OrderBy(rule => rule.Level.Rank).ToImmutableArray();
        return new(ordered.FirstOrDefault(rule => rule.Verdict.State == RuleState.Crossed)?.Level, ordered);
    }

    /// <summary>How far back samples are needed to judge the levels of a runbook.</summary>
    public static TimeSpan LongestLookBack(Runbook runbook) =>
        runbook.Severities.Levels.SelectMany(level => level.Thresholds).SelectMany(rule => rule.Conditions()).Select(rule => rule.For).DefaultIfEmpty().Max();

    private static ThresholdRule RuleOf(Signal signal, Threshold threshold) =>
        new(signal.Title, signal.Good == GoodDirection.Low ? Comparison.Above : Comparison.Below, threshold.Value, signal.Unit);
}

/// <summary>Where a limit stands.</summary>
public enum RuleOrigin
{
    /// <summary>In the severity levels of the runbook.</summary>
    Runbook,

    /// <summary>On the signal, in the settings of the service.</summary>
    Service,
}

/// <summary>One limit of one level, judged.</summary>
public sealed record LevelRule(SeverityLevel Level, RuleVerdict Verdict, RuleOrigin Origin)
{
    /// <summary>A service's limit that only repeats its runbook's is shown once.</summary>
    internal bool SaysTheSameAs(LevelRule other) =>
        Level.Rank == other.Level.Rank && Verdict.Signal == other.Verdict.Signal && Verdict.Limit == other.Verdict.Limit
        && Verdict.Rule.Comparison == other.Verdict.Rule.Comparison && Verdict.Rule.For == other.Verdict.Rule.For && Verdict.Rule.And == other.Verdict.Rule.And;
}
