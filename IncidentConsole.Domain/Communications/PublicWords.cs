namespace IncidentConsole.Domain.Communications;

/// <summary>What the public reads for our closed sets, in the runbook's language.</summary>
public static class PublicWords
{
    /// <summary>A first update without a title of its own; never the internal title.</summary>
    public static string NeutralTitle(string language = "en") => language == "de" ? "Störung" : "Service disruption";

    /// <summary>A time follows.</summary>
    public static string NextUpdateBy(string language = "en") => language == "de" ? "Nächste Meldung bis" : "Next update by";

    /// <summary>Promised and not kept; the time of the promise follows.</summary>
    public static string UpdateLate(string language = "en") =>
        language == "de" ? "Die nächste Meldung verspätet sich. Angekündigt war sie bis" : "The next update is late. It was promised by";

    /// <summary>A time or a length follows.</summary>
    public static string Since(string language = "en") => language == "de" ? "seit" : "since";

    /// <summary>A length follows.</summary>
    public static string ResolvedAfter(string language = "en") => language == "de" ? "Behoben nach" : "Resolved after";

    /// <summary>A reason follows.</summary>
    public static string ResolvedUnproved(string language = "en") => language == "de" ? "Als behoben erklärt, bevor alle Prüfungen es belegten:" : "Called resolved before every check had proved it:";

    public static string Of(PublicStatus status, string language = "en") => status switch
    {
        PublicStatus.Investigating => language == "de" ? "Wird untersucht" : "Investigating",
        PublicStatus.Identified => language == "de" ? "Ursache bekannt" : "Identified",
        PublicStatus.Monitoring => language == "de" ? "Unter Beobachtung" : "Monitoring",
        PublicStatus.Resolved => language == "de" ? "Behoben" : "Resolved",
    };

    public static string Of(ComponentState state, string language = "en") => state switch
    {
        ComponentState.Operational => language == "de" ? "Läuft" : "Works",
        ComponentState.DegradedPerformance => language == "de" ? "Langsam" : "Slow",
        ComponentState.PartialOutage => language == "de" ? "Teilweise gestört" : "Partly down",
        ComponentState.MajorOutage => language == "de" ? "Ausgefallen" : "Down",
        ComponentState.UnderMaintenance => language == "de" ? "Geplante Arbeiten" : "Planned work",
    };
}
