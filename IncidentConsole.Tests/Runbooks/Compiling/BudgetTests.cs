using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Limits that are multiples of a budget: which one, how large, and what a service without that signal is judged by.</summary>
public sealed class BudgetTests
{
    private const string German = "# R\n## Schweregrade\n| Severity | Wirkung | Beispiel |\n|---|---|---|\n| **SEV1** | weg | `/ready` 503 > 5 min; p95-Latenz (ms) > Budget×3 |\n| **SEV2** | langsam | p95-Latenz (ms) > Budget×2 |\n";
    private const string Stands = "\n## Triage\n- Falls `/ready` (noch) fehlt: `/health` als Primärsignal verwenden\n";
    private const string English = "# R\n## Severity\n- **SEV1**: down\n- **SEV2**: slow\n\n";

    [Fact]
    public void Each_listed_budget_of_the_metric_counts_where_the_limit_names_none()
    {
        var compilation = Read.Compiled(German + "\n**Budget-Referenz:** `policies/limits.yaml` (z. B. LLM p95-Latenz (ms), Index p95-Latenz (ms), Thermal-Limits)\n" + Stands);
        var runbook = compilation.Runbook;
        Assert.Equal(["LLM p95-Latenz (ms)", "Index p95-Latenz (ms)", "Thermal-Limits"], runbook.Budgets);
        Assert.Equal(new ThresholdRule("/ready 503", Comparison.Above, 0, "", For: TimeSpan.FromMinutes(5), FallbackMetric: "/health"), runbook.Severities[1].Thresholds[0]);
        Assert.Equal(
            [
                new("LLM p95-Latenz", Comparison.Above, null, "ms", "LLM p95-Latenz (ms)", 2, FallbackMetric: "p95-Latenz"),
                new ThresholdRule("Index p95-Latenz", Comparison.Above, null, "ms", "Index p95-Latenz (ms)", 2, FallbackMetric: "p95-Latenz"),
            ],
            runbook.Severities[2].Thresholds);
        Assert.All(compilation.Facts.Where(fact => fact.Path.StartsWith("severities/levels/1/thresholds", StringComparison.Ordinal)), fact => Assert.Equal(Certainty.Inferred, fact.Certainty));
        Assert.Equal("policies/limits.yaml", Assert.Single(runbook.Links).Target);
    }

    [Fact]
    public void One_that_fits_is_meant_without_a_doubt_and_none_leaves_the_budget_to_the_service()
    {
        var one = Read.Compiled(German + "\n**Budgets:** `limits.yaml` (z. B. Index p95-Latenz (ms), Thermal-Limits)\n");
        Assert.Equal("Index p95-Latenz (ms)", Assert.Single(one.Runbook.Severities[2].Thresholds).Budget);
        Assert.Equal(Certainty.Stated, one.Facts.Single(fact => fact.Path == "severities/levels/1/thresholds/0").Certainty);
        Assert.Equal(new ThresholdRule("p95-Latenz", Comparison.Above, null, "ms", "p95-Latenz (ms)", 2), Assert.Single(Read.Runbook(German).Severities[2].Thresholds));
    }

    [Fact]
    public void A_limit_that_names_its_budget_means_that_one()
    {
        var runbook = Read.Runbook(English + "## Alert Thresholds\n- **SEV1**: Search p95 > Budget×3\n- **SEV2**: p95 latency > 2x the upsert budget\n\n## Budgets\n- Search p95: 200 ms\n- Upsert p95: 0.5 s\n- GPU temperature: 85 °C\n");
        Assert.Equal(["Search p95", "Upsert p95", "GPU temperature"], runbook.Budgets);
        Assert.Equal(new ThresholdRule("Search p95", Comparison.Above, 600, "ms", "Search p95", 3), Assert.Single(runbook.Severities[1].Thresholds));
        Assert.Equal(new ThresholdRule("Upsert p95", Comparison.Above, 1000, "ms", "Upsert p95", 2), Assert.Single(runbook.Severities[2].Thresholds));
    }

    [Fact]
    public void A_table_of_endpoints_gives_each_its_size()
    {
        var runbook = Read.Runbook(English + "## Alert Thresholds\n- **SEV2**: p95 > Budget×1.2\n\n## Latency Budgets\n| Endpoint | p95 budget |\n|---|---|\n| /search | 200 ms |\n| /upsert | 1 s |\n");
        Assert.Equal([("/search p95", 240.0), ("/upsert p95", 1200)], runbook.Severities[2].Thresholds.Select(rule => (rule.Metric, rule.Value!.Value)));
    }

    [Fact]
    public void Within_budget_is_a_check_of_all_of_them()
    {
        var runbook = Read.Runbook(German + "\n**Budgets:** `limits.yaml` (z. B. LLM p95-Latenz (ms), Index p95-Latenz (ms))\n\n## Abschluss\n- [ ] p95-Latenz (ms) innerhalb des Budgets\n");
        var rule = Assert.Single(runbook.ResolveCriteria).Threshold!;
        Assert.Equal(["LLM p95-Latenz (ms)", "Index p95-Latenz (ms)"], rule.Conditions().Select(one => one.Budget));
        Assert.All(rule.Conditions(), one => Assert.Equal((Comparison.Below, 1.0), (one.Comparison, one.BudgetMultiple!.Value)));
    }
}
