using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>When it is over, the postmortem form, its due time, and what a team counts.</summary>
public sealed class ClosingTests
{
    [Fact]
    public void A_sentence_says_how_long_it_must_be_stable()
    {
        var criterion = Assert.Single(Read.Runbook("# R\n## 8. Abschluss & Kommunikation\n- **Incident schließen**, wenn Metriken stabil (mind. 30 min im grünen Bereich)\n").ResolveCriteria);
        Assert.Equal(("Metriken stabil (mind. 30 min im grünen Bereich)", TimeSpan.FromMinutes(30)), (criterion.Text, criterion.StableFor));
    }

    [Fact]
    public void Checks_in_a_fence_carry_their_limits()
    {
        var compilation = Read.Compiled("# R\n### 7. Resolution\n#### Verify Fix\n```bash\n# Check pod health\nkubectl get pods\n\n# Check error rate\n# Should be <0.1%\ngrep error\n\n# Check latency\n# p99 should be <100ms\ncurl x\n\n# Run smoke tests\ncurl y\n```\n");
        Assert.Equal([null, new("Error rate", Comparison.Below, 0.1, "%"), new ThresholdRule("p99 latency", Comparison.Below, 100, "ms"), null], compilation.Runbook.ResolveCriteria.Select(criterion => criterion.Threshold));
        Assert.All(compilation.Facts.Where(fact => fact.Kind == FactKind.ResolveCriterion), fact => Assert.Equal(Certainty.Inferred, fact.Certainty));
    }

    [Theory]
    [InlineData("### 1. Resolution Confirmation\n```\n[ ] All services healthy\n[ ] No duplicate alerts\n```\n")]
    [InlineData("### 1. Incident Resolution\n- [ ] All services healthy\n- [ ] No duplicate alerts\n")]
    public void Tick_lists_about_resolution_are_criteria(string text) =>
        Assert.Equal(["All services healthy", "No duplicate alerts"], Read.Runbook($"# R\n## Post-Incident\n{text}").ResolveCriteria.Select(criterion => criterion.Text));

    [Fact]
    public void A_phase_of_a_checklist_called_resolution_is_none() =>
        Assert.Empty(Read.Runbook("# R\n## Incident Response Checklist\n### Resolution (30+ min)\n- [ ] Verify service restored\n").ResolveCriteria);

    [Theory]
    [InlineData("### 6. Post-Mortem (within 48 hours)\n", 48)]
    [InlineData("### Post-Mortem\n- Schedule within 24 hours\n", 24)]
    [InlineData("## Abschluss\n- **Postmortem** (spätestens 72 h):\n  - Ablauf\n", 72)]
    public void The_due_time_is_read_wherever_it_stands(string text, int hours)
    {
        var compilation = Read.Compiled($"# R\n{text}");
        Assert.Equal(hours, compilation.Runbook.Postmortem.DueWithin.TotalHours);
        Assert.Empty(compilation.Questions);
    }

    [Fact]
    public void A_range_of_due_times_is_a_question_and_a_missing_one_is_said()
    {
        var compilation = Read.Compiled("# R\n## Checklist\n### Post-Incident (24-48 hours)\n- [ ] Schedule post-mortem\n");
        Assert.Equal(["48 h", "24 h"], Assert.Single(compilation.Questions).Choices.Select(choice => choice.Words));
        Assert.Equal(48, compilation.Runbook.Postmortem.DueWithin.TotalHours);
        Assert.Contains(Read.Compiled("# R\n").Missing, missing => missing.Part == "When the postmortem is due");
    }

    [Fact]
    public void What_a_team_counts_and_what_it_documents()
    {
        var runbook = Read.Runbook("# R\n## Incident Metrics\nTrack for continuous improvement:\n- Time to detection (TTD)\n- Repeat incidents\n## Checkliste\n- [ ] Workaround/Rollback dokumentiert und wirksam\n");
        Assert.Equal(["Time to detection (TTD)", "Repeat incidents"], runbook.IncidentMetrics);
        Assert.True(runbook.DocumentsWorkaround);
    }
}
