using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Where an incident stands; the allowed moves are in HOUSE section 7 and in the verbs.</summary>
public enum IncidentStatus
{
    Triage,
    Investigating,
    Identified,
    Mitigating,
    Monitoring,
    Resolved,
    Closed,
    Declined,
    Merged,
}

public static class IncidentStatuses
{
    public static bool IsOpen(this IncidentStatus status) => status switch
    {
        IncidentStatus.Triage or IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigating or IncidentStatus.Monitoring => true,
        IncidentStatus.Resolved or IncidentStatus.Closed or IncidentStatus.Declined or IncidentStatus.Merged => false,
    };

    /// <summary>What an update would say by default at this status.</summary>
    public static PublicStatus ToPublic(this IncidentStatus status) => status switch
    {
        IncidentStatus.Triage or IncidentStatus.Investigating => PublicStatus.Investigating,
        IncidentStatus.Identified or IncidentStatus.Mitigating => PublicStatus.Identified,
        IncidentStatus.Monitoring => PublicStatus.Monitoring,
        IncidentStatus.Resolved or IncidentStatus.Closed or IncidentStatus.Declined or IncidentStatus.Merged => PublicStatus.Resolved,
    };
}

public enum IncidentRole
{
    Commander,
    Deputy,
    Scribe,
    CommunicationsLead,
    SubjectMatterExpert,
}

public enum Milestone
{
    ImpactStarted,
    Detected,
    Declared,
    Acknowledged,
    Mitigated,
    Resolved,
}

public enum NoteKind
{
    Note,
    Decision,
    Action,
}
