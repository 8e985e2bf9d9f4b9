namespace IncidentConsole.Domain.Metrics;

public enum Comparison
{
    Above,
    Below,
}

/// <summary>One condition on one metric as a runbook states it: "error rate &gt; 5 %", "p95 &gt; Budget×3", "/ready 503 for more than 5 min".</summary>
/// <param name="Metric">As the runbook names it; matched to a service's signal by id when the service is attached.</param>
/// <param name="Value">In <paramref name="Unit"/>; null when the limit is a multiple of a budget.</param>
/// <param name="BudgetMultiple">The limit as a multiple of the named budget, else null.</param>
/// <param name="For">How long it must hold; zero means at once.</param>
/// <param name="FallbackMetric">What stands in where a service does not have the metric (hauski: <c>/health</c> for <c>/ready</c>); null when nothing does.</param>
public sealed record ThresholdRule(string Metric, Comparison Comparison, double? Value, string Unit, string? Budget = null, double? BudgetMultiple = null, TimeSpan For = default, string? FallbackMetric = null);
