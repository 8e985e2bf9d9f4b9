using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Texts that leave the console: which they are, and what stands in their gaps.</summary>
public sealed class TemplateTests
{
    private const string Kaizen = """
        # R
        ## Incident Communication
        ### Status Page Updates

        **Initial:**
        ```
        We are investigating reports of [issue].
        ```

        **Update:**
        ```
        We have identified the cause as [root cause].
        Working on mitigation. ETA: [time]
        ```

        **Resolution:**
        ```
        All systems operational.
        ```

        ### Stakeholder Communication

        **Email Template:**
        ```
        Subject: [P0/P1] Production Incident - Kaizen AI

        Severity: [P0/P1]
        Status: [Investigating/Mitigating/Resolved]
        Impact: [Description]

        Details:
        [What happened, what we're doing]
        ```
        """;

    [Fact]
    public void Each_text_is_known_by_its_heading_and_its_gaps_by_their_words()
    {
        var plan = Read.Runbook(Kaizen).Communication;
        Assert.Equal([TemplateKind.InitialUpdate, TemplateKind.Update, TemplateKind.ResolutionUpdate, TemplateKind.StakeholderEmail], plan.Templates.Select(template => template.Kind));
        Assert.Equal("We are investigating reports of {{title}}.", plan.Template(TemplateKind.InitialUpdate)!.Body);
        Assert.Equal("We have identified the cause as {{cause}}.\nWorking on mitigation. ETA: {{eta}}", plan.Template(TemplateKind.Update)!.Body);
        var mail = plan.Template(TemplateKind.StakeholderEmail)!;
        Assert.Equal("{{severity_label}} Production Incident - Kaizen AI", mail.Subject);
        Assert.Equal("Severity: {{severity_label}}\nStatus: {{status}}\nImpact: {{impact}}\n\nDetails:\n{{what_happened_what_were_doing}}", mail.Body);
    }

    [Fact]
    public void A_gap_no_incident_fills_is_asked_for_and_says_so()
    {
        var fact = Read.Compiled(Kaizen).Facts.Single(fact => fact.Path == "communication/templates/3");
        Assert.Equal((FactKind.Template, Certainty.Inferred, new SourceLines(23, 33)), (fact.Kind, fact.Certainty, fact.Lines));
        Assert.EndsWith("what happened what were doing", fact.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_shell_would_say_is_the_text_and_a_command_is_none()
    {
        var said = Read.Runbook("# R\n### Acknowledge Alert\n```bash\n# Post in #incidents\necho \"Incident detected: <brief description>\"\necho \"Severity: SEV-X\"\necho \"Responder: @your-name\"\n```\n").Communication;
        Assert.Equal("Incident detected: {{title}}\nSeverity: {{severity_label}}\nResponder: {{commander}}", said.Template(TemplateKind.Declaration)!.Body);
        Assert.Empty(Read.Runbook("# R\n### Acknowledge Alert\n```bash\ncurl -X POST http://pager/ack\n```\n").Communication.Templates);
    }

    [Fact]
    public void One_form_for_every_update_stands_in_for_those_it_fits()
    {
        var read = Read.Compiled("# R\n## Status Page Update\n```markdown\n**Issue**: X experiencing [brief description]\n**Status**: Investigating / Identified / Monitoring / Resolved\n**Next Update**: [time]\n```\n");
        Assert.Equal([TemplateKind.InitialUpdate, TemplateKind.Update], read.Runbook.Communication.Templates.Select(template => template.Kind));
        Assert.All(read.Runbook.Communication.Templates, template => Assert.Equal("Issue: X experiencing {{title}}\nStatus: {{public_status}}\nNext Update: {{next_update}}", template.Body));
        Assert.All(read.Facts.Where(fact => fact.Kind == FactKind.Template), fact => Assert.Equal(Certainty.Inferred, fact.Certainty));
    }

    [Fact]
    public void A_hand_over_means_by_its_labels_what_its_gaps_leave_open()
    {
        var form = Read.Runbook("# R\n## On-Call Handoff\nWhen handing off:\n```markdown\n**Current State**: [brief description]\n**Actions Taken**: [list of actions]\n**Next Steps**: [what needs to happen]\n**Contact**: [your name/contact]\n```\n").Communication;
        Assert.Equal("Current State: {{current_state}}\nActions Taken: {{actions_taken}}\nNext Steps: {{next_steps}}\nContact: {{contact}}", form.Template(TemplateKind.HandOver)!.Body);
    }

    [Fact]
    public void German_texts_keep_their_language_and_the_consoles_own_placeholders()
    {
        var plan = Read.Runbook("# Störungen\n## Vorlagen\n**Erste Meldung:**\n```text\nWir untersuchen eine Störung bei {{service}}.\n```\n**Abschluss:**\n```text\nDie Störung ist behoben und wir bitten um Entschuldigung.\n```\n").Communication;
        Assert.Equal("Wird untersucht: was man merkt", plan.Template(TemplateKind.InitialUpdate)!.Name);
        Assert.Equal("Wir untersuchen eine Störung bei {{service}}.", plan.Template(TemplateKind.InitialUpdate)!.Body);
        Assert.NotNull(plan.Template(TemplateKind.ResolutionUpdate));
    }
}
