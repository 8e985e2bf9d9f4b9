using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What can happen to an incident. Free text is <see cref="Prose"/>, only ever as a direct property of an event.</summary>
public abstract record IncidentEvent : DomainEvent;

/// <param name="Service">As it was said; see <paramref name="ServiceIsKnown"/>.</param>
/// <param name="Owner">Owner team when declared.</param>
/// <param name="ByAlert">True: starts in Triage and nobody has acknowledged. False: a person declared, and that is the acknowledgement.</param>
public sealed record IncidentDeclared(
    int Number,
    Prose Title,
    Prose? Summary,
    string Service,
    bool ServiceIsKnown,
    string? OwnerTeam,
    RunbookKey Runbook,
    int Severity,
    bool ByAlert,
    DateTimeOffset DetectedAt,
    DateTimeOffset? ImpactStartedAt,
    Visibility Visibility,
    bool IsDrill) : IncidentEvent
{
    /// <summary>The business days it runs under; null where no level of the runbook asks for them.</summary>
    public BusinessCalendar? Calendar { get; init; }

    /// <summary>True: the console proposes it, nobody is called and nothing is due until a person acknowledges it. Null for all others.</summary>
    public bool? IsProposal { get; init; }

    /// <summary>What the drill plays; null for a real incident, and for a drill that only borrows the screens.</summary>
    public DrillPlay? Drill { get; init; }
}

/// <summary>A person took it (out of Triage, or answering the escalation step that called them).</summary>
public sealed record IncidentAcknowledged : IncidentEvent;

/// <summary>The person called by an escalation step answered.</summary>
public sealed record EscalationAnswered(string StepId) : IncidentEvent;

public sealed record SeverityChanged(int From, int To) : IncidentEvent;

/// <summary>The severity was judged by the runbook's questions; the answers stay beside the choice.</summary>
/// <param name="Rank">The level that was chosen after it.</param>
/// <param name="Answers">One question with its answer a line.</param>
public sealed record SeverityAssessed(int Rank, Prose Answers) : IncidentEvent;

public sealed record SeverityChangeUndone(int OfVersion, int BackTo) : IncidentEvent;

public sealed record StatusChanged(IncidentStatus From, IncidentStatus To) : IncidentEvent;

public sealed record StatusChangeUndone(int OfVersion, IncidentStatus BackTo) : IncidentEvent;

/// <param name="PersonId">Account id.</param>
public sealed record RoleAssigned(IncidentRole Role, string PersonId, string PersonName) : IncidentEvent;

public sealed record RoleReleased(IncidentRole Role, string PersonId, string PersonName) : IncidentEvent;

/// <summary>Command was taken, not given: there was no commander, or the commander did not answer.</summary>
public sealed record CommandTaken(string PersonId, string PersonName, string? FromPersonId) : IncidentEvent;

/// <summary>First step of a hand-over; the old commander keeps command until the receiver accepts.</summary>
/// <param name="Brief">Current state, done, next, contact.</param>
public sealed record HandOverProposed(string ToPersonId, string ToPersonName, Prose Brief) : IncidentEvent;

public sealed record HandOverAccepted(string FromPersonId, string ToPersonId, string ToPersonName) : IncidentEvent;

public sealed record HandOverCancelled(string ToPersonId) : IncidentEvent;

/// <param name="Target">Whom the runbook's step calls.</param>
/// <param name="Called">The people bound to the step when it ran; empty means the step reaches nobody.</param>
/// <param name="DueAt">When the ladder asked for it, so that a late call says so; null when called by hand.</param>
public sealed record StepEscalated(string StepId, string Target, EscalationCause Cause, ImmutableArray<CalledPerson> Called, DateTimeOffset? DueAt = null) : IncidentEvent;

public sealed record CalledPerson(string PersonId, string Name);

public enum EscalationCause
{
    ByHand,
    AtOnce,
    NoAcknowledgement,
    Elapsed,
    Attribute,
}

public sealed record EscalationStepHeld(string StepId, DateTimeOffset Until) : IncidentEvent;

public sealed record ChecklistItemTicked(string ItemId) : IncidentEvent;

public sealed record ChecklistItemUnticked(string ItemId) : IncidentEvent;

public sealed record ChecklistItemNotApplicable(string ItemId) : IncidentEvent;

/// <summary>A tick, untick or not-applicable taken back within ten seconds.</summary>
public sealed record ChecklistChangeUndone(int OfVersion, string ItemId, Checklists.ChecklistItemState BackTo) : IncidentEvent;

/// <param name="Command">As run, with its placeholders filled; null for a step without one.</param>
public sealed record ActionStarted(string ProcedureId, string ActionId, Prose? Command) : IncidentEvent;

public sealed record ActionConfirmed(string ActionId, Prose? Result) : IncidentEvent
{
    /// <summary>What its effect is measured by; null where there is nothing to measure.</summary>
    public EffectWatch? Watch { get; init; }
}

public sealed record ActionSkipped(string ActionId) : IncidentEvent;

public sealed record NoteAdded(NoteKind Kind, Prose Text) : IncidentEvent;

/// <summary>The text of an earlier entry was corrected; both stay in the log.</summary>
/// <param name="OfVersion">Version of the corrected event in this stream.</param>
public sealed record EntryCorrected(int OfVersion, Prose Text) : IncidentEvent;

/// <summary>The texts of an earlier entry, and of its corrections, were deleted everywhere.</summary>
public sealed record EntryRedacted(int OfVersion) : IncidentEvent;

public enum AttachmentKind
{
    Link,
    Image,
}

/// <param name="Target">URL of a link, or id of a stored image.</param>
public sealed record AttachmentAdded(int ToVersion, AttachmentKind Kind, string Target, Prose? Caption) : IncidentEvent;

/// <summary>A public update was written. It goes out at <paramref name="GoesOutAt"/> unless withdrawn before.</summary>
/// <param name="Number">1-based within the incident.</param>
/// <param name="Title">Public title; null keeps the last one.</param>
/// <param name="NextUpdateAt">The promise; null when none is made (resolved).</param>
public sealed record UpdatePosted(
    int Number,
    PublicStatus PublicStatus,
    Prose? Title,
    Prose Text,
    ImmutableArray<ComponentChange> Components,
    DateTimeOffset? NextUpdateAt,
    DateTimeOffset GoesOutAt) : IncidentEvent;

/// <summary>The e-mail to stakeholders that goes with an update, as the person who published it saw it.</summary>
public sealed record UpdateMailWritten(int Number, Prose Subject, Prose Body) : IncidentEvent;

public sealed record UpdateWithdrawn(int Number) : IncidentEvent;

/// <summary>The update is public from now on.</summary>
public sealed record UpdateWentOut(int Number) : IncidentEvent;

public sealed record IncidentMitigated : IncidentEvent;

public sealed record IncidentResolved(Prose Notes) : IncidentEvent;

public sealed record IncidentReopened : IncidentEvent;

public sealed record IncidentClosed : IncidentEvent;

/// <summary>A false positive.</summary>
public sealed record IncidentDeclined : IncidentEvent;

public sealed record IncidentMerged(IncidentId Into, int IntoNumber) : IncidentEvent;

public sealed record TitleChanged(Prose Title) : IncidentEvent;

public sealed record SummaryChanged(Prose Summary) : IncidentEvent;

/// <summary>Another service, and with it its runbook: severity, clocks, ladder and checklist are planned anew.</summary>
public sealed record ServiceChanged(string Service, bool ServiceIsKnown, string? OwnerTeam, RunbookKey Runbook, int Severity) : IncidentEvent
{
    /// <inheritdoc cref="IncidentDeclared.Calendar"/>
    public BusinessCalendar? Calendar { get; init; }
}

public sealed record ImpactChanged(Prose Impact, int? AffectedUsers) : IncidentEvent;

/// <param name="At">UTC.</param>
public sealed record MilestoneSet(Milestone Milestone, DateTimeOffset At) : IncidentEvent;

/// <summary>The incident has, or no longer has, an attribute that a runbook's escalation names ("data-breach").</summary>
public sealed record AttributeSet(string Attribute, bool IsPresent) : IncidentEvent;

/// <summary>Which modules break, all of them: their owner teams are whom "the module's owner" in the ladder means.</summary>
public sealed record AffectedModulesSet(ImmutableArray<AffectedModule> Modules) : IncidentEvent;

/// <param name="Team">Owner team as the runbook names it.</param>
public sealed record AffectedModule(string Module, string Team);

/// <summary>Where people talk about the incident from now on.</summary>
public sealed record ChannelOpened(Prose Name) : IncidentEvent;

/// <summary>A person says that a resolution criterion of the runbook is met.</summary>
public sealed record CriterionConfirmed(string CriterionId) : IncidentEvent;

public sealed record CriterionTakenBack(string CriterionId) : IncidentEvent;

public sealed record ResponderJoined(string PersonId, string PersonName) : IncidentEvent;

public sealed record ResponderLeft(string PersonId, string PersonName) : IncidentEvent;

/// <param name="AlertId">Row of the alert; identity by the sender's rules.</param>
public sealed record AlertJoined(string AlertId, Prose Name, int? Severity, DateTimeOffset StartedAt) : IncidentEvent;

public sealed record AlertCleared(string AlertId, DateTimeOffset EndedAt) : IncidentEvent;

/// <summary>So many alerts belong to the incident by now; told when the number is of another order, or when none fires any more.</summary>
public sealed record AlertsCounted(int Total, int Firing) : IncidentEvent;

/// <summary>A person moved an alert to another incident.</summary>
public sealed record AlertReleased(string AlertId, Prose Name, int ToNumber) : IncidentEvent;

/// <summary>A due time passed without its duty done, or a wait ended; lateness is RecordedAt - DueAt.</summary>
/// <param name="Subject">What of that kind: a phase id, an action id, an update number; empty when there is only one.</param>
public sealed record DeadlinePassed(DeadlineKind Kind, string Subject, DateTimeOffset DueAt) : IncidentEvent;
