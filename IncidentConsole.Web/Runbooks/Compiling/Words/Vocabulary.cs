using System.Collections.Immutable;
using System.Text;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>The words teams use in headings, English and German. The longest phrase that stands in a title as whole words decides.</summary>
internal static class Vocabulary
{
    private static readonly ImmutableArray<(Topic Topic, string[] Phrases)> Table =
    [
        (Topic.Overview, ["overview", "introduction", "purpose", "about", "summary", "übersicht", "überblick", "einleitung", "zweck"]),
        (Topic.Scope, ["scope", "geltungsbereich"]),
        (Topic.Owner, ["owner", "owned by", "owner team", "owning team", "maintainer", "verantwortlich", "zuständig"]),
        (Topic.Severity, ["severity", "severities", "severity levels", "severity level", "incident levels", "incident severity", "severity definitions", "priorität", "priority", "severity classification", "incident classification",
            "priority levels", "priorities", "schweregrad", "schweregrade", "schweregraden", "prioritäten", "prioritätsstufen", "störungsklassen"]),
        (Topic.DecisionQuestions, ["determine severity", "severity assessment", "assess severity", "severity decision", "severity questions", "decide severity", "choosing a severity", "severity decision tree", "decision tree",
            "schweregrad bestimmen", "schweregrad festlegen", "severity festlegen", "schweregrad einschätzen", "einstufung", "entscheidungsfragen"]),
        (Topic.Impact, ["impact", "wirkung", "auswirkung", "auswirkungen"]),
        (Topic.ResponseTime, ["response time", "response times", "response", "respond within", "first response", "reaktionszeit", "reaktionszeiten", "reaktion"]),
        (Topic.Examples, ["examples", "example", "criteria", "beispiel", "beispiele", "kriterien", "merkmale"]),
        (Topic.Budgets, ["budget", "budgets", "budget reference", "budget referenz", "latency budget", "latenzbudget"]),
        (Topic.Thresholds, ["alert thresholds", "thresholds", "alerting thresholds", "alert levels", "schwellwerte", "schwellenwerte", "alarmschwellen"]),
        (Topic.KeyMetrics, ["key metrics", "key metrics to monitor", "metrics to monitor", "slos", "slo", "service level objectives", "wichtige metriken", "kennzahlen", "zielwerte"]),
        (Topic.Escalation, ["escalation", "escalations", "escalation path", "escalation paths", "escalation procedures", "escalation procedure", "escalation policy", "escalation matrix", "escalation levels",
            "eskalation", "eskalationen", "eskalationspfad", "eskalationswege", "eskalationsstufen", "eskalationsplan"]),
        (Topic.Contacts, ["contacts", "contact", "escalation contacts", "emergency contacts", "key contacts", "on call contacts", "who to call", "kontakte", "ansprechpartner", "notfallkontakte", "eskalationskontakte"]),
        (Topic.ModuleOwners, ["owner examples", "module owners", "service owners", "component owners", "owners", "ownership", "owner beispiele", "modul owner", "modulverantwortliche", "zuständigkeiten"]),
        (Topic.Channels, ["communication channels", "channels", "alert channels", "automated alerts", "notification channels", "kommunikationskanäle", "kanäle", "alarmierung"]),
        (Topic.Communication, ["communication", "communications", "incident communication", "stakeholder communication", "communication plan", "update cadence", "cadence", "kommunikation", "kommunikationsplan", "information der beteiligten"]),
        (Topic.StatusTemplates, ["status page", "status page update", "status page updates", "status updates", "message templates", "communication templates", "statusseite", "statusmeldungen", "vorlagen"]),
        (Topic.EmailTemplate, ["email template", "e mail template", "stakeholder email", "stakeholder e mail", "e mail vorlage", "email vorlage"]),
        (Topic.DeclarationTemplate, ["acknowledge alert", "declaration", "declare incident", "declaration template", "incident declaration", "störung melden", "meldung"]),
        (Topic.HandOver, ["handoff", "hand off", "handover", "hand over", "on call handoff", "on call handover", "shift change", "übergabe", "schichtwechsel"]),
        (Topic.InitialUpdate, ["initial", "initial update", "investigating", "first update", "erste meldung", "erstmeldung", "initial message"]),
        (Topic.Update, ["update", "identified", "progress update", "follow up update", "zwischenmeldung", "aktualisierung"]),
        (Topic.MonitoringUpdate, ["monitoring update", "unter beobachtung"]),
        (Topic.ResolutionUpdate, ["resolved", "resolution update", "resolution message", "abschlussmeldung", "entwarnung", "behoben"]),
        (Topic.Checklist, ["checklist", "checklists", "triage checklist", "response checklist", "checkliste", "checklisten"]),
        (Topic.Triage, ["triage", "initial assessment", "quick assessment", "initial response", "erstmaßnahmen", "ersteinschätzung"]),
        (Topic.Detection, ["detection", "erkennung"]),
        (Topic.Procedures, ["procedures", "procedure", "service specific procedures", "detailed procedures", "scenarios", "common incident scenarios", "common issues", "common problems", "verfahren", "abläufe", "szenarien", "häufige probleme"]),
        (Topic.QuickReference, ["quick reference", "cheat sheet", "kurzreferenz", "schnellreferenz"]),
        (Topic.Symptoms, ["symptoms", "symptom", "signs", "symptome", "anzeichen"]),
        (Topic.Causes, ["likely causes", "possible causes", "causes", "common causes", "wahrscheinliche ursachen", "mögliche ursachen", "ursachen"]),
        (Topic.Checks, ["checks", "check", "prüfungen", "prüfen"]),
        (Topic.Actions, ["actions", "immediate actions", "initial actions", "steps", "quick fix", "quick fixes", "quick wins", "remediation", "maßnahmen", "schritte", "sofortmaßnahmen"]),
        (Topic.Verification, ["verification", "verify", "validation", "überprüfung", "verifikation", "erfolgskontrolle"]),
        (Topic.Diagnosis, ["diagnosis", "diagnostics", "diagnose", "diagnose checkliste"]),
        (Topic.Investigation, ["investigation", "gather information", "information gathering", "untersuchung"]),
        (Topic.Mitigation, ["mitigation", "containment", "eindämmung", "schadensbegrenzung"]),
        (Topic.Workaround, ["workaround", "workarounds", "übergangslösung"]),
        (Topic.Rollback, ["rollback", "roll back", "rollback procedure", "rolling back", "zurückrollen"]),
        (Topic.Rollforward, ["rollforward", "roll forward"]),
        (Topic.Commands, ["commands", "cli commands", "example commands", "beispiel kommandos", "kommandos", "befehle"]),
        (Topic.Resolution, ["resolution", "resolution confirmation", "incident resolution", "resolution criteria", "resolve criteria", "exit criteria", "closing criteria", "when is it over", "end of the incident", "ende der störung", "verify fix", "abschluss", "abschlusskriterien", "lösung", "behebung", "entstörung"]),
        (Topic.DeclareResolution, ["declare resolution", "resolution declaration", "störung beenden"]),
        (Topic.PostIncident, ["post incident", "post incident procedures", "after the incident", "after an incident", "nach der störung", "nach dem incident", "nachbereitung"]),
        (Topic.Postmortem, ["postmortem", "post mortem", "post mortem process", "postmortem process", "retrospective", "incident review", "post incident review"]),
        (Topic.PostmortemTemplate, ["postmortem template", "post mortem template", "postmortem vorlage", "post mortem vorlage"]),
        (Topic.FollowUp, ["follow up", "follow ups", "follow up actions", "documentation", "dokumentation", "nacharbeiten"]),
        (Topic.Timeline, ["timeline", "incident timeline", "zeitleiste", "zeitlicher ablauf"]),
        (Topic.IncidentMetrics, ["incident metrics", "metrics to track", "track for continuous improvement", "response metrics", "störungskennzahlen", "incident kennzahlen"]),
        (Topic.Links, ["references", "resources", "additional resources", "links", "further reading", "see also", "artefakte", "hilfsmittel", "verweise", "weiterführendes"]),
        (Topic.RelatedRunbooks, ["related runbooks", "verwandte runbooks", "weitere runbooks"]),
        (Topic.Dashboards, ["dashboards", "dashboard", "dashboard urls", "dashboard links"]),
        (Topic.Logs, ["logs", "logs location", "log locations", "log files", "protokolle"]),
        (Topic.Tools, ["tools", "tooling", "werkzeuge"]),
        (Topic.See, ["see", "siehe"]),
    ];

    private static readonly ImmutableArray<(string Phrase, Topic Topic)> Phrases =
        [.. Table.SelectMany(row => row.Phrases.Select(phrase => ($" {phrase} ", row.Topic))).OrderByDescending(entry => entry.Item1.Length)];

    public static Topic TopicOf(string title)
    {
        var words = $" {Squeeze(title)} ";
        foreach (var (phrase, topic) in Phrases)
        {
            if (words.Contains(phrase, StringComparison.Ordinal))
            {
                return topic;
            }
        }

        return Topic.None;
    }

    /// <summary>Lower case, one space between words, everything but letters and digits gone: "Post-Mortem (48h)" is "post mortem 48h".</summary>
    public static string Squeeze(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign))
            {
                words.Append(char.ToLowerInvariant(sign));
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>True where one of the words or phrases stands in the text as whole words, whatever the case.</summary>
    public static bool Says(string text, params ReadOnlySpan<string> phrases)
    {
        var words = $" {Squeeze(text)} ";
        foreach (var phrase in phrases)
        {
            if (words.Contains($" {phrase} ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
