namespace IncidentConsole.Domain.Metrics;

public enum Comparison
{
    Above,
    Below,
}

/// <summary>One condition on one metric as a runbook states it: "error rate &gt; 5 %", "p95 &gt; Budget×3", "/ready 503 for more than 5 min".</summary>
/// <param name="Metric">As the runbook names it; matched to a service's signal by id when the service is attached.</param>
/// <param name="Value">In <paramref name="Unit"/>; null when the limit is a multiple of a budget whose size the runbook does not give.</param>
/// <param name="Budget">The budget the limit is a multiple of, by its name in the runbook.</param>
/// <param name="BudgetMultiple">The limit as a multiple of the named budget, else null.</param>
/// <param name="For">How long it must hold; zero means at once.</param>
/// <param name="FallbackMetric">What stands in where a service does not have the metric (hauski: <c>/health</c> for <c>/ready</c>); null when nothing does.</param>
/// <param name="And">A second condition that must hold as well ("… and p99 &gt; 1 s"), which may name a third; null when this one is enough.</param>
public sealed record ThresholdRule(
    string Metric, Comparison Comparison, double? Value, string Unit, string? Budget = null, double? BudgetMultiple = null, TimeSpan For = default, string? FallbackMetric = null, ThresholdRule? And = null)
{
    /// <summary>This condition and those that must hold with it.</summary>
    public IEnumerable<ThresholdRule> Conditions()
    {
        for (var rule = this; rule is not null; rule = rule.And)
        {
            yield return rule with { And = null };
        }
    }
}
