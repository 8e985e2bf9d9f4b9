using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks.Compiling.Procedures;

namespace IncidentConsole.Tests.Runbooks.Procedures;

/// <summary>Phases with their time windows, in each of the forms teams write them; and quick-reference tables.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public void Phases_with_windows_and_what_opens_with_the_resolution()
    {
        var phases = Read.Runbook("""
            # T
            ## Incident Response Checklist
            ### Detection & Initial Response (0-5 min)
            - [ ] Acknowledge alert
            - [x] Determine severity
            ### Resolution (30+ min)
            - [ ] Update status page
            - [ ] Fetch coffee (optional)
            ### Post-Incident (24-48 hours)
            - [ ] Update status page
            """).Checklist;

        Assert.Equal(
            [("detection-initial-response", ChecklistAnchor.Declared, TimeSpan.Zero, TimeSpan.FromMinutes(5)), ("resolution", ChecklistAnchor.Declared, TimeSpan.FromMinutes(30), null), ("post-incident", ChecklistAnchor.Resolved, TimeSpan.FromDays(1), TimeSpan.FromDays(2))],
            phases.Select(phase => (phase.Id, phase.Anchor, phase.From!.Value, phase.To)));
        Assert.Equal(["update-status-page", "fetch-coffee"], phases[1].Items.Select(item => item.Id));
        Assert.Equal([true, false], phases[1].Items.Select(item => item.IsRequired));
        Assert.Equal("post-incident-update-status-page", phases[2].Items.Single().Id);
    }

    [Fact]
    public void Boxes_in_a_code_block_and_documentation_after_the_resolution()
    {
        var phases = Read.Runbook("# T\n## Triage Checklist\n### 1. Initial Assessment\n```\n[ ] Identify affected services\n[ ] Check dependencies\n```\n## Post-Incident\n### 2. Documentation\n```\n[ ] Timeline of events\n```\n").Checklist;
        Assert.Equal([("Initial Assessment", ChecklistAnchor.Declared, 2), ("Documentation", ChecklistAnchor.Resolved, 1)], phases.Select(phase => (phase.Title, phase.Anchor, phase.Items.Length)));
        Assert.All(phases, phase => Assert.Null(phase.From));
    }

    [Fact]
    public void A_plain_list_under_a_checklist_heading_is_inferred()
    {
        var compilation = Read.Compiled("# T\n## 5. Diagnose-Checkliste\n- **Ressourcen**\n  - Node-Auslastung prüfen\n  - Thermik prüfen\n- DNS und die Timeouts\n");
        var phase = Assert.Single(compilation.Runbook.Checklist);
        Assert.Equal(["Ressourcen: Node-Auslastung prüfen", "Ressourcen: Thermik prüfen", "DNS und die Timeouts"], phase.Items.Select(item => item.Text));
        Assert.All(phase.Items, item => Assert.False(item.IsRequired));
        Assert.All(compilation.Facts.Where(fact => fact.Kind == FactKind.ChecklistItem), fact => Assert.Equal(Certainty.Inferred, fact.Certainty));
        Assert.Empty(compilation.Unread);
    }

    [Fact]
    public void The_numbered_steps_of_a_process_are_a_phase()
    {
        var phase = Assert.Single(Read.Runbook("# T\n## Incident Response Process\n### 1. Detection (0-5 minutes)\n**Initial Actions:**\n1. Acknowledge alert\n2. Assess severity level\n").Checklist);
        Assert.Equal(("Detection", TimeSpan.FromMinutes(5), 2), (phase.Title, phase.To!.Value, phase.Items.Length));
    }

    [Theory]
    [InlineData("## Post-Mortem Template\n```markdown\n# Post-Mortem\n- [ ] Fix root cause (owner, deadline)\n```")]
    [InlineData("## Goals\n- Restore service\n- Tell people")]
    public void Other_lists_are_none(string markdown) => Assert.Empty(Read.Runbook("# T\n" + markdown).Checklist);

    [Theory]
    [InlineData("0-5 min", 0, 5)]
    [InlineData("15–30 minutes", 15, 30)]
    [InlineData("30+ min", 30, null)]
    [InlineData("First 5 minutes", 0, 5)]
    [InlineData("within 48 hours", 0, 2880)]
    [InlineData("24-48 hours", 1440, 2880)]
    [InlineData("nach 2 Stunden", 120, null)]
    public void Windows(string words, int from, int? to)
    {
        var window = TimeWindow.Of(words)!;
        Assert.Equal((TimeSpan.FromMinutes(from), to is { } minutes ? TimeSpan.FromMinutes(minutes) : (TimeSpan?)null), (window.From, window.To));
    }

    [Theory]
    [InlineData("immediate")]
    [InlineData("varies")]
    [InlineData("if needed")]
    [InlineData("PostgreSQL 15")]
    public void What_is_no_window(string words) => Assert.Null(TimeWindow.Of(words));

    [Fact]
    public void Thousands_of_equal_items_get_ids_of_their_own()
    {
        var items = Read.Runbook("# T\n## Checklist\n" + string.Concat(Enumerable.Repeat("- [ ] Same words\n", 3_000))).Checklist.Single().Items;
        Assert.Equal(3_000, items.Select(item => item.Id).Distinct().Count());
        Assert.Equal("checklist-same-words-2999", items[^1].Id);
    }

    [Fact]
    public void A_quick_reference_is_read_by_its_header()
    {
        var rows = Read.Runbook("# T\n## Emergency\n| Severity | Incident Type | Secondary Action | Primary Action |\n|---|---|---|---|\n| High | Cache Failure | Clear Cache | **Disable** `cache` |\n| Low | Nothing | | |\n").QuickReferences;
        Assert.Equal([new QuickReference("Cache Failure", "High", "Disable cache", "Clear Cache")], rows);
    }
}
