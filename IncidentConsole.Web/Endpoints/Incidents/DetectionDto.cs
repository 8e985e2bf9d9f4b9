using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>Which level the metrics of a service say this is, limit by limit. Times are UTC.</summary>
/// <param name="State">breached, withinLimits, or unknown: nothing is crossed and something cannot be judged.</param>
/// <param name="Level">Label of the worst level with a crossed limit; null when none is crossed.</param>
/// <param name="Rank">Of that level, 1 = worst.</param>
/// <param name="MayBeWorse">True where a limit that would say worse cannot be judged now.</param>
internal sealed record DetectionDto(string Service, string Name, string Runbook, DateTimeOffset At, SignalState State, string? Level, int? Rank, bool MayBeWorse, IReadOnlyList<LimitDto> Limits)
{
    public static DetectionDto Of(DetectedSeverity detected)
    {
        var (level, rules) = detected.Detection;
        return new(
            detected.Service.Slug, detected.Service.Name, detected.Runbook.Title, detected.At, detected.Detection.State, level?.Title, level?.Rank, detected.Detection.MayBeWorse,
            [.. rules.Select(LimitDto.Of)]);
    }
}

/// <summary>One limit of one level. Figures are in <paramref name="Unit"/>.</summary>
/// <param name="Metric">As the runbook names it.</param>
/// <param name="Signal">Id of the signal it was judged by; null where none fits.</param>
/// <param name="Comparison">above or below: crossed when the value is strictly beyond.</param>
/// <param name="Limit">Null where it cannot be said.</param>
/// <param name="BudgetMultiple">Where the limit is a multiple of the budget, which is the signal's aim.</param>
/// <param name="ForSeconds">How long it must hold; 0 = at once.</param>
/// <param name="State">crossed, notLongEnough, withinLimits or unknown.</param>
/// <param name="Since">Since when the value is beyond a limit that must hold for a while.</param>
/// <param name="Why">What is missing where the state is unknown.</param>
/// <param name="Origin">runbook, or service: set on the signal.</param>
/// <param name="And">A second condition that must hold as well, with its own state; the state of this limit is of both.</param>
internal sealed record LimitDto(
    int Rank, string Level, string Metric, string? Signal, Comparison Comparison, double? Limit, string Unit, double? BudgetMultiple, double ForSeconds,
    double? Value, DateTimeOffset? ValueAt, int Decimals, RuleState State, DateTimeOffset? Since, string? Why, RuleOrigin Origin, LimitDto? And = null)
{
    public static LimitDto Of(LevelRule rule)
    {
        var verdict = rule.Verdict;
        return new(
            rule.Level.Rank, rule.Level.Label, verdict.Rule.Metric, verdict.Signal?.Id, verdict.Rule.Comparison, verdict.Limit ?? verdict.Rule.Value, verdict.Signal?.Unit ?? verdict.Rule.Unit,
            verdict.Rule.BudgetMultiple, verdict.Rule.For.TotalSeconds, verdict.Latest?.Value, verdict.Latest?.At, verdict.Signal?.Decimals ?? 0, verdict.State, verdict.Since, verdict.Why, rule.Origin,
            verdict.And is { } and ? Of(rule with { Verdict = and }) : null);
    }
}
