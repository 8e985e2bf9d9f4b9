using System.Globalization;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>Names of closed sets as people read them (HOUSE words: code = screen = PDF).</summary>
public static class Labels
{
    public static string Of(IncidentRole role) => role switch
    {
        IncidentRole.Commander => "Incident Commander",
        IncidentRole.Deputy => "Deputy",
        IncidentRole.Scribe => "Scribe",
        IncidentRole.CommunicationsLead => "Communications Lead",
        IncidentRole.SubjectMatterExpert => "Subject-Matter Expert",
    };

    public static string Of(Milestone milestone) => milestone switch
    {
        Milestone.ImpactStarted => "impact started",
        Milestone.Detected => "detected",
        Milestone.Declared => "declared",
        Milestone.Acknowledged => "acknowledged",
        Milestone.Mitigated => "mitigated",
        Milestone.Resolved => "resolved",
    };

    public static string Of(ActionItemState state) => state switch
    {
        ActionItemState.Open => "open",
        ActionItemState.Doing => "begun",
        ActionItemState.Done => "done",
        ActionItemState.Dropped => "dropped",
    };

    /// <summary>"data-breach" → "data breach".</summary>
    public static string OfAttribute(string attribute) => attribute.Replace('-', ' ');

    /// <summary>10000 → "10 000": groups of three, a narrow no-break space between.</summary>
    public static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "\u202f", StringComparison.Ordinal);
}
