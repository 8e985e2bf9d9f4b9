namespace IncidentConsole.Domain.Incidents;

/// <summary>The six moments the durations are made of, UTC; null = not yet.</summary>
public sealed record Milestones
{
    public DateTimeOffset? ImpactStarted { get; init; }

    public DateTimeOffset? Detected { get; init; }

    public DateTimeOffset? Declared { get; init; }

    /// <summary>First human acknowledgement; kept when reopened.</summary>
    public DateTimeOffset? Acknowledged { get; init; }

    public DateTimeOffset? Mitigated { get; init; }

    /// <summary>The last resolution; null again while reopened.</summary>
    public DateTimeOffset? Resolved { get; init; }

    /// <summary>Detected - impact start.</summary>
    public TimeSpan? TimeToDetect => Detected - ImpactStarted;

    /// <summary>First human acknowledgement - detected.</summary>
    public TimeSpan? TimeToAcknowledge => Acknowledged - Detected;

    /// <summary>Mitigated - detected.</summary>
    public TimeSpan? TimeToMitigate => Mitigated - Detected;

    /// <summary>Last resolved - detected.</summary>
    public TimeSpan? TimeToResolve => Resolved - Detected;

    public DateTimeOffset? this[Milestone milestone] => milestone switch
    {
        Milestone.ImpactStarted => ImpactStarted,
        Milestone.Detected => Detected,
        Milestone.Declared => Declared,
        Milestone.Acknowledged => Acknowledged,
        Milestone.Mitigated => Mitigated,
        Milestone.Resolved => Resolved,
    };

    public Milestones With(Milestone milestone, DateTimeOffset at) => milestone switch
    {
        Milestone.ImpactStarted => this with { ImpactStarted = at },
        Milestone.Detected => this with { Detected = at },
        Milestone.Declared => this with { Declared = at },
        Milestone.Acknowledged => this with { Acknowledged = at },
        Milestone.Mitigated => this with { Mitigated = at },
        Milestone.Resolved => this with { Resolved = at },
    };
}
