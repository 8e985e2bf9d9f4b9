namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// An incident's own words in the language of its runbook, for texts that leave the console (templates, briefs, mails, the paper).
/// One small table per language; the interface stays English. What people and runbooks wrote is never translated.
/// </summary>
public sealed partial record IncidentWords
{
    public required Func<IncidentStatus, string> Status { get; init; }

    public required Func<IncidentRole, string> Role { get; init; }

    /// <summary>{0} status, {1} length.</summary>
    public required string SinceDetection { get; init; }

    /// <summary>{0} number.</summary>
    public required string AboutUsers { get; init; }

    /// <summary>{0} what the last update said.</summary>
    public required string PublicWasTold { get; init; }

    public required string NothingRecorded { get; init; }

    public required string NobodyInCommand { get; init; }

    /// <summary>{0} number of further lines.</summary>
    public required string AndMore { get; init; }

    /// <summary>{0} number of earlier lines.</summary>
    public required string AndBefore { get; init; }

    /// <summary>{0} names, {1} target.</summary>
    public required string GetToAcknowledge { get; init; }

    /// <summary>{0} target.</summary>
    public required string ReachNobodyBound { get; init; }

    /// <summary>{0} action.</summary>
    public required string ConfirmOrSkip { get; init; }

    /// <summary>{0} time.</summary>
    public required string PublicUpdateBy { get; init; }

    /// <summary>{0} target.</summary>
    public required string Called { get; init; }

    public required string Answered { get; init; }

    public required string NobodyReached { get; init; }

    public required string NoAnswerYet { get; init; }

    /// <summary>{0} name.</summary>
    public required string CommanderUntilYouAccept { get; init; }

    /// <summary>The form of a brief where the runbook has none.</summary>
    public required string PlainBrief { get; init; }

    /// <summary>{0} severity, {1} status, {2} length.</summary>
    public required string StateFor { get; init; }

    /// <summary>{0} impact.</summary>
    public required string Impact { get; init; }

    /// <summary>{0} action.</summary>
    public required string Running { get; init; }

    /// <summary>The guard was overruled.</summary>
    public required string ResolvedUnproved { get; init; }

    /// <summary>A text that was redacted.</summary>
    public required string Redacted { get; init; }

    public static IncidentWords Of(string language) => language == "de" ? German : English;
}
