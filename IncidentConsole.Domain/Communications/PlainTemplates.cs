namespace IncidentConsole.Domain.Communications;

/// <summary>Templates for what a runbook has none for: what people notice first, plain words, no names, no blame.</summary>
public static class PlainTemplates
{
    public static MessageTemplate Of(TemplateKind kind, string language = "en") => language == "de" ? German(kind) : English(kind);

    private static MessageTemplate English(TemplateKind kind) => kind switch
    {
        TemplateKind.Declaration => new(kind, "Incident declared", "{{number}} {{title}}\nSeverity: {{severity}}\nService: {{service}}\nCommander: {{commander}}"),
        TemplateKind.InitialUpdate => new(kind, "Investigating: what people notice", "We are looking into a problem with {{service}}. {{impact}}. We will write again by {{next_update}}."),
        TemplateKind.Update => new(kind, "Where we stand", "We have found the cause of the problem with {{service}}: {{cause}}. {{plan}}. We will write again by {{next_update}}."),
        TemplateKind.MonitoringUpdate => new(kind, "Monitoring: better, and watched", "{{service}} works again for most people. {{plan}}. We keep watching and will write again by {{next_update}}."),
        TemplateKind.ResolutionUpdate => new(kind, "Resolved", "The problem with {{service}} is over. It lasted {{duration}}. We are sorry for the trouble."),
        TemplateKind.StakeholderEmail => new(kind, "E-mail to stakeholders", "{{title}}\n\nImpact: {{impact}}\nStatus: {{public_status}}\nStarted: {{started}}\nNext update: {{next_update}}", "[{{severity_label}}] {{public_status}}: {{title}}"),
        TemplateKind.HandOver => new(kind, "Hand-over", "Incident: {{number}} {{title}}\nSeverity: {{severity}}\nStatus: {{status}}\nCurrent state: {{current_state}}\nActions taken:\n{{actions_taken}}\nNext steps:\n{{next_steps}}\nContact: {{contact}}"),
        TemplateKind.Resolution => new(kind, "Resolution declared", "Resolved: {{number}} {{title}}\nDuration: {{duration}}\nThe postmortem is due {{postmortem_due}}"),
    };

    private static MessageTemplate German(TemplateKind kind) => kind switch
    {
        TemplateKind.Declaration => new(kind, "Vorfall gemeldet", "{{number}} {{title}}\nSchweregrad: {{severity}}\nDienst: {{service}}\nIncident Commander: {{commander}}"),
        TemplateKind.InitialUpdate => new(kind, "Wird untersucht: was man merkt", "Wir untersuchen eine Störung bei {{service}}. {{impact}}. Die nächste Nachricht kommt bis {{next_update}}."),
        TemplateKind.Update => new(kind, "Wo wir stehen", "Die Ursache der Störung bei {{service}} ist gefunden: {{cause}}. {{plan}}. Die nächste Nachricht kommt bis {{next_update}}."),
        TemplateKind.MonitoringUpdate => new(kind, "Unter Beobachtung", "{{service}} läuft für die meisten wieder. {{plan}}. Wir beobachten weiter; die nächste Nachricht kommt bis {{next_update}}."),
        TemplateKind.ResolutionUpdate => new(kind, "Behoben", "Die Störung bei {{service}} ist behoben. Sie dauerte {{duration}}. Wir bitten um Entschuldigung."),
        TemplateKind.StakeholderEmail => new(kind, "E-Mail an Beteiligte", "{{title}}\n\nAuswirkung: {{impact}}\nStatus: {{public_status}}\nBeginn: {{started}}\nNächste Nachricht: {{next_update}}", "[{{severity_label}}] {{public_status}}: {{title}}"),
        TemplateKind.HandOver => new(kind, "Übergabe", "Vorfall: {{number}} {{title}}\nSchweregrad: {{severity}}\nStatus: {{status}}\nLage: {{current_state}}\nErledigt:\n{{actions_taken}}\nAls Nächstes:\n{{next_steps}}\nKontakt: {{contact}}"),
        TemplateKind.Resolution => new(kind, "Vorfall behoben", "Behoben: {{number}} {{title}}\nDauer: {{duration}}\nPostmortem fällig: {{postmortem_due}}"),
    };
}
