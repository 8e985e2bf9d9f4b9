namespace IncidentConsole.Domain.Communications;

/// <summary>What the public is told; its own enum, mapped from the incident's status, never reused for it.</summary>
public enum PublicStatus
{
    Investigating,
    Identified,
    Monitoring,
    Resolved,
}

public enum ComponentState
{
    Operational,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
    UnderMaintenance,
}

/// <summary>The state a published update gives to one public component.</summary>
/// <param name="Component">Its slug.</param>
public sealed record ComponentChange(string Component, ComponentState State);
