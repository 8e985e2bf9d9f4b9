namespace IncidentConsole.Domain.Communications;

/// <summary>What the public reads for our closed sets, in the runbook's language.</summary>
public static class PublicWords
{
    /// <summary>A first update without a title of its own; never the internal title.</summary>
    public static string NeutralTitle(string language = "en") => language == "de" ? "Störung" : "Service disruption";

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
