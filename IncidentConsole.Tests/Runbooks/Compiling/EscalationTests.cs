using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Whom a runbook calls, when, and where it only lists people.</summary>
public sealed class EscalationTests
{
    private const string Levels = "# R\n## Severity\n- **SEV-1**: all\n- **SEV-2**: half\n- **SEV-3**: little\n\n";

    private static IEnumerable<(string Target, EscalationAct Act, EscalationTrigger Trigger, double Minutes, string Ranks)> Steps(string text) =>
        Read.Runbook(Levels + text).Escalation.Steps.Select(step => (step.Target, step.Act, step.Trigger, step.After.TotalMinutes, string.Join(',', step.Ranks)));

    [Fact]
    public void A_fence_says_in_its_comment_when_its_steps_run()
    {
        Assert.Equal(
            [
                ("On-call manager", EscalationAct.Page, EscalationTrigger.AtOnce, 0, "1"),
                ("Bridge call", EscalationAct.OpenBridge, EscalationTrigger.AtOnce, 0, "1"),
                ("#incidents-critical", EscalationAct.PostToChannel, EscalationTrigger.AtOnce, 0, "1"),
                ("Platform team lead", EscalationAct.Notify, EscalationTrigger.Elapsed, 15, "2"),
                ("Additional responders", EscalationAct.RequestResponders, EscalationTrigger.Elapsed, 15, "2"),
            ],
            Steps("## Escalation\n### SEV-1 Escalation\n```bash\n# Immediate escalation\n1. Page on-call manager\n2. Open bridge call\n3. Post in #incidents-critical\n```\n### SEV-2 Escalation\n```bash\n# Escalate if not resolved in 15 minutes\n1. Notify platform team lead\n2. Request additional responders\n```\n"));
    }

    [Fact]
    public void A_ladder_runs_by_elapsed_time_and_jumps_on_an_attribute()
    {
        var policy = Read.Runbook(Levels + "## 3. Escalation (if needed)\n**SEV-1/SEV-2 Escalation Path:**\n1. On-call engineer (immediate)\n2. Engineering manager (if >30 min)\n3. CTO (if >2 hours or data breach)\n").Escalation;
        Assert.Equal([EscalationTrigger.AtOnce, EscalationTrigger.Elapsed, EscalationTrigger.Elapsed], policy.Steps.Select(step => step.Trigger));
        Assert.Equal(("CTO", TimeSpan.FromHours(2), "data-breach"), (policy.Steps[2].Target, policy.Steps[2].After, policy.Steps[2].Attribute));
        Assert.All(policy.Steps, step => Assert.Equal([1, 2], step.Ranks));
    }

    [Theory]
    [InlineData("- Engineering manager (if not acknowledged within 10 min)", EscalationTrigger.Unacknowledged, 10)]
    [InlineData("- Page the engineering manager after 20 minutes without response", EscalationTrigger.Unacknowledged, 20)]
    [InlineData("- Notify the CTO if unresolved after 1 hour", EscalationTrigger.Elapsed, 60)]
    [InlineData("- Teamleitung informieren, wenn nach 30 min nicht bestätigt", EscalationTrigger.Unacknowledged, 30)]
    [InlineData("- CISO (if data breach)", EscalationTrigger.Attribute, 0)]
    [InlineData("- Senior engineer", EscalationTrigger.ByHand, 0)]
    public void The_words_decide_what_starts_a_step(string line, EscalationTrigger trigger, int minutes)
    {
        var step = Assert.Single(Read.Runbook(Levels + $"## Escalation\n{line}\n").Escalation.Steps);
        Assert.Equal((trigger, (double)minutes), (step.Trigger, step.After.TotalMinutes));
    }

    [Fact]
    public void German_levels_call_several_in_one_line_and_a_clock_is_no_person()
    {
        var compilation = Read.Compiled("# Störung\n## Schweregrade\n- **SEV1**: alles\n- **SEV2**: vieles\n- **SEV3**: wenig\n## Eskalation\n- **SEV1:** IC + Platform/SRE + Modul-Owner sofort; Kommunikations-Cadence 10 min\n- **SEV2:** IC + betroffener Modul-Owner; Cadence 20–30 min\n- **SEV3:** reguläre Bearbeitung, Status stündlich\n");
        Assert.Equal(["IC", "Platform/SRE", "Modul-Owner"], compilation.Runbook.Escalation.StepsAt(1).Select(step => step.Target));
        Assert.Equal(["IC", "Betroffener Modul-Owner"], compilation.Runbook.Escalation.StepsAt(2).Select(step => step.Target));
        Assert.All(compilation.Facts.Where(fact => fact.Kind == FactKind.Escalation && fact.Lines.First == 8), fact => Assert.Equal(Certainty.Inferred, fact.Certainty));
        Assert.Equal([(10, 10), (20, 30), (60, 60)], compilation.Runbook.Communication.Cadences.Select(cadence => ((int)cadence.Shortest.TotalMinutes, (int)cadence.Longest.TotalMinutes)));
        Assert.Contains(compilation.Unread, unread => unread.Markdown == "reguläre Bearbeitung");
        Assert.Equal(ResponseMode.PageAtOnce, compilation.Runbook.Severities[1].Mode);
    }

    [Fact]
    public void Contacts_with_numbered_rungs_are_a_ladder_called_by_hand()
    {
        var compilation = Read.Compiled(Levels + "## Escalation Contacts\n- **Level 1**: On-call Engineer (+1-XXX-XXX-XXXX)\n- **Level 2**: CTO (+1-555-867-5309)\n");
        Assert.Equal([("On-call Engineer", EscalationTrigger.ByHand), ("CTO", EscalationTrigger.ByHand)], compilation.Runbook.Escalation.Steps.Select(step => (step.Target, step.Trigger)));
        Assert.Equal([new Contact("On-call Engineer", "+1-XXX-XXX-XXXX"), new("CTO", "+1-555-867-5309")], compilation.Runbook.Contacts);
        Assert.Equal([Certainty.Unsure, Certainty.Stated], compilation.Facts.Where(fact => fact.Kind == FactKind.Contact).Select(fact => fact.Certainty));
        Assert.Contains(compilation.Missing, missing => missing.Part == "Times of the escalation");
    }

    [Fact]
    public void A_level_that_pages_gets_that_step_where_no_ladder_names_one()
    {
        var policy = Read.Runbook("# R\n## Severity\n| Level | Impact | Escalation |\n|---|---|---|\n| SEV1 | all | Immediate page |\n| SEV2 | half | Page on-call |\n| SEV3 | little | Notification |\n| SEV4 | none | Ticket |\n\n## Contacts\n| Role | Path |\n|---|---|\n| On-Call Engineer | PagerDuty |\n").Escalation;
        Assert.Equal([("On-Call Engineer", EscalationAct.Page, "1,2"), ("On-Call Engineer", EscalationAct.Notify, "3")], policy.Steps.Select(step => (step.Target, step.Act, string.Join(',', step.Ranks))));
        Assert.Empty(policy.StepsAt(4));
    }

    [Fact]
    public void Owner_examples_without_bold_name_the_teams() =>
        Assert.Equal([new ModuleOwner("indexd", "Search/Index Team"), new("policy", "Governance Team")], Read.Runbook(Levels + "Owner-Beispiele:\n- **indexd:** Search/Index Team\n- **policy:** Governance Team\n").ModuleOwners);

    [Fact]
    public void A_table_of_steps_has_its_levels_and_times()
    {
        Assert.Equal(
            [("Engineering manager", EscalationAct.Page, EscalationTrigger.Unacknowledged, 10, "1"), ("Director", EscalationAct.Page, EscalationTrigger.Elapsed, 60, "1,2")],
            Steps("## Escalation Matrix\n| Severity | Who | When |\n|---|---|---|\n| SEV-1 | Engineering manager | if not acknowledged in 10 min |\n| SEV-1, SEV-2 | Director | after 1 hour |\n"));
    }

    [Fact]
    public void Without_a_ladder_nothing_is_invented()
    {
        var compilation = Read.Compiled(Levels + "## Escalation\nUse your judgement.\n");
        Assert.Empty(compilation.Runbook.Escalation.Steps);
        Assert.Contains(compilation.Missing, missing => missing.Part == "Escalation");
        Assert.Contains(compilation.Unread, unread => unread.Markdown == "Use your judgement.");
    }
}
