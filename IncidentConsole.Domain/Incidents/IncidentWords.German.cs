namespace IncidentConsole.Domain.Incidents;

public sealed partial record IncidentWords
{
    private static readonly IncidentWords German = new()
    {
        Status = status => status switch
        {
            IncidentStatus.Triage => "Sichtung",
            IncidentStatus.Investigating => "Wird untersucht",
            IncidentStatus.Identified => "Ursache bekannt",
            IncidentStatus.Mitigating => "Wird eingedämmt",
            IncidentStatus.Monitoring => "Unter Beobachtung",
            IncidentStatus.Resolved => "Behoben",
            IncidentStatus.Closed => "Abgeschlossen",
            IncidentStatus.Declined => "Fehlalarm",
            IncidentStatus.Merged => "Zusammengeführt",
        },
        Role = role => role switch
        {
            IncidentRole.Commander => "Incident Commander",
            IncidentRole.Deputy => "Stellvertretung",
            IncidentRole.Scribe => "Protokoll",
            IncidentRole.CommunicationsLead => "Kommunikation",
            IncidentRole.SubjectMatterExpert => "Fachperson",
        },
        SinceDetection = "{0}, {1} seit der Erkennung",
        AboutUsers = "rund {0} Betroffene",
        PublicWasTold = "Zuletzt öffentlich gemeldet: „{0}“",
        NothingRecorded = "nichts festgehalten",
        NobodyInCommand = "niemand leitet den Vorfall",
        AndMore = "und {0} weitere",
        AndBefore = "und {0} davor",
        GetToAcknowledge = "Bestätigung von {0} ({1}) einholen",
        ReachNobodyBound = "{0} erreichen: niemand ist hinterlegt",
        ConfirmOrSkip = "Bestätigen oder überspringen: {0}",
        PublicUpdateBy = "Öffentliche Meldung bis {0}",
        Called = "{0} gerufen",
        Answered = "hat bestätigt",
        NobodyReached = "niemand erreicht",
        NoAnswerYet = "noch keine Antwort",
        CommanderUntilYouAccept = "Leitet bis zur Annahme: {0}",
        PlainBrief = "Lage:\n{{current_state}}\n\nErledigt:\n{{actions_taken}}\n\nAls Nächstes:\n{{next_steps}}\n\nKontakt:\n{{contact}}",
        StateFor = "{0}, {1}, seit {2}",
        Impact = "Auswirkung: {0}",
        Running = "Läuft: {0}",
        ResolvedUnproved = "Behoben, bevor es belegt war",
        Redacted = "[entfernt]",
    };
}
