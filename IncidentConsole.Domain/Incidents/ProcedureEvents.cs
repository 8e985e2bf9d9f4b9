using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Somebody looked whether it worked.</summary>
/// <param name="Result">What was seen.</param>
public sealed record VerificationRecorded(string ProcedureId, string VerificationId, bool Worked, Prose? Result) : IncidentEvent;

/// <summary>A limit that an action raised is back where it was.</summary>
public sealed record LimitTakenBack(string ActionId, Prose? Result) : IncidentEvent;

/// <summary>What a runbook may ask to be written down before an incident is resolved.</summary>
public enum MeasureKind
{
    /// <summary>What keeps the impact small.</summary>
    Workaround,

    /// <summary>How the last change is taken back, and that it holds.</summary>
    Rollback,
}

public sealed record MeasureDocumented(MeasureKind Kind, Prose Text) : IncidentEvent;

/// <summary>The incident was resolved without what its runbook wants written down first. Only read: <see cref="GuardOverridden"/> says it now, with everything else that was open.</summary>
public sealed record DocumentationWaived(Prose Why) : IncidentEvent;

/// <summary>The console is about to send an action's request. Recorded before anything leaves, so that a send nobody heard the end of is known.</summary>
/// <param name="SendId">Made by the caller; the same id is sent once, for good.</param>
/// <param name="AnswerBy">UTC; without an answer by then the result is unknown.</param>
/// <param name="Request">As sent, secrets masked.</param>
public sealed record SendAttempted(string ProcedureId, string ActionId, string SendId, DateTimeOffset AnswerBy, Prose Request) : IncidentEvent;

public enum SendOutcome
{
    /// <summary>Answered with a status from 200 to 299.</summary>
    Succeeded,

    /// <summary>Answered with another status.</summary>
    Rejected,

    /// <summary>No whole answer in time: it may have worked.</summary>
    TimedOut,

    /// <summary>Never got there, so nothing happened.</summary>
    NotReached,

    /// <summary>The connection broke after the request had left: it may have worked.</summary>
    BrokenOff,
}

/// <summary>What came of a send.</summary>
/// <param name="Status">Null where there was none.</param>
/// <param name="Answer">Head and body, cut to size, secrets masked; or why there is none.</param>
public sealed record SendAnswered(string ActionId, string SendId, SendOutcome Outcome, int? Status, int Milliseconds, Prose? Answer) : IncidentEvent
{
    /// <inheritdoc cref="ActionConfirmed.Watch"/>
    public EffectWatch? Watch { get; init; }
}
