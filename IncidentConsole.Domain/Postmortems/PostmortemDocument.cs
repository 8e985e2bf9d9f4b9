namespace IncidentConsole.Domain.Postmortems;

/// <summary>
/// Everything a postmortem on paper says, as plain values: a fold of the log, the sections people wrote, and the samples of the window.
/// It knows no page, no font and no language rules: <see cref="Application.Ports.IDocumentRenderer"/> turns it into a file.
/// All times are UTC; the renderer adds the local time of <see cref="TimeZoneId"/>.
/// </summary>
public sealed record PostmortemDocument
{
    /// <summary>As people say it, "INC-2044".</summary>
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Service { get; init; }
    public required DocumentSeverity Severity { get; init; }
    /// <summary>The incident's status in the words of the console, "Resolved".</summary>
    public required string Status { get; init; }
    /// <summary>True until the incident ended: the paper then says so on every page.</summary>
    public bool IsOpen { get; init; }
    public bool IsDrill { get; init; }
    /// <summary>True when only invited people may see the incident; the footer says Restricted, not Internal.</summary>
    public bool IsRestricted { get; init; }
    public string? Commander { get; init; }

    public DocumentLanguage Language { get; init; }
    /// <summary>IANA id; an unknown one is drawn as UTC.</summary>
    public string TimeZoneId { get; init; } = "UTC";
    /// <summary>When this paper was made: the facts of an open incident are as of then.</summary>
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    /// <summary>Counts saves of any section; 0 while nobody wrote anything.</summary>
    public int Revision { get; init; }

    public required DocumentMilestones Milestones { get; init; }
    public required DocumentDurations Durations { get; init; }
    /// <summary>True when an alert was first to say so, false when a person was.</summary>
    public bool DetectedByAlert { get; init; }

    /// <summary>The console saw it in the metrics before anybody or any alert said so.</summary>
    public bool DetectedByConsole { get; init; }

    /// <summary>As the runbook's template heads it; null takes the paper's own word.</summary>
    public string? SummaryHeading { get; init; }
    /// <inheritdoc cref="SummaryHeading"/>
    public string? ImpactHeading { get; init; }

    /// <summary>Markdown.</summary>
    public string? Summary { get; init; }
    /// <summary>Markdown.</summary>
    public string? Impact { get; init; }
    /// <summary>In words, "about 10 000".</summary>
    public string? AffectedUsers { get; init; }
    /// <summary>In people's words; null while nobody said.</summary>
    public string? Revenue { get; init; }
    public TimeSpan? Downtime { get; init; }
    /// <summary>Tickets and pull requests.</summary>
    public IReadOnlyList<DocumentLink> Links { get; init; } = [];

    /// <summary>Earlier incidents like it that have open action items, in words: "INC-12 (2)".</summary>
    public string? SeenBefore { get; init; }

    public IReadOnlyList<MetricStrip> Metrics { get; init; } = [];
    /// <summary>The runbook's other sections, in its order.</summary>
    public IReadOnlyList<DocumentSection> Sections { get; init; } = [];
    public IReadOnlyList<DocumentTimelineRow> Timeline { get; init; } = [];
    public IReadOnlyList<DocumentActionItem> ActionItems { get; init; } = [];
    public IReadOnlyList<DocumentUpdate> Updates { get; init; } = [];
    public IReadOnlyList<DocumentRole> Roles { get; init; } = [];
    public IReadOnlyList<DocumentOverride> Overrides { get; init; } = [];
    public DocumentSignOff SignOff { get; init; } = new();
}

/// <summary>The language of labels, dates and numbers; what people wrote stays as it is.</summary>
public enum DocumentLanguage
{
    English,
    German,
}

/// <param name="Label">"SEV-2".</param>
/// <param name="Name">"High", or null where the scheme has labels only.</param>
/// <param name="Rank">1 is worst.</param>
public sealed record DocumentSeverity(string Label, string? Name, int Rank);

/// <summary>A milestone that has not happened is null; declared always has.</summary>
public sealed record DocumentMilestones(
    DateTimeOffset? ImpactStarted, DateTimeOffset Detected, DateTimeOffset Declared,
    DateTimeOffset? Acknowledged, DateTimeOffset? Mitigated, DateTimeOffset? Resolved);

/// <summary>Null where a milestone is missing.</summary>
/// <param name="ToDetect">TTD, from impact start to detected.</param>
/// <param name="ToAcknowledge">TTA, from detected to the first person's acknowledgement.</param>
/// <param name="ToMitigate">TTM, from detected to mitigated.</param>
/// <param name="ToResolve">TTR, from detected to last resolved.</param>
public sealed record DocumentDurations(TimeSpan? ToDetect, TimeSpan? ToAcknowledge, TimeSpan? ToMitigate, TimeSpan? ToResolve);
