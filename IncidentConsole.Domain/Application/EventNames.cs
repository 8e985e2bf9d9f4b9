using System.Collections.Frozen;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application;

/// <summary>
/// The stored name and version of every event type. A name never changes once stored; a new shape gets a new version,
/// and the old one an upcaster beside the new record.
/// </summary>
public static class EventNames
{
    private static readonly FrozenDictionary<Type, string> ByType = new Dictionary<Type, string>
    {
        [typeof(IncidentDeclared)] = "incident.declared.v1",
        [typeof(IncidentAcknowledged)] = "incident.acknowledged.v1",
        [typeof(EscalationAnswered)] = "incident.escalation-answered.v1",
        [typeof(SeverityChanged)] = "incident.severity-changed.v1",
        [typeof(SeverityAssessed)] = "incident.severity-assessed.v1",
        [typeof(SeverityChangeUndone)] = "incident.severity-change-undone.v1",
        [typeof(StatusChanged)] = "incident.status-changed.v1",
        [typeof(StatusChangeUndone)] = "incident.status-change-undone.v1",
        [typeof(RoleAssigned)] = "incident.role-assigned.v1",
        [typeof(RoleReleased)] = "incident.role-released.v1",
        [typeof(CommandTaken)] = "incident.command-taken.v1",
        [typeof(HandOverProposed)] = "incident.hand-over-proposed.v1",
        [typeof(HandOverAccepted)] = "incident.hand-over-accepted.v1",
        [typeof(HandOverCancelled)] = "incident.hand-over-cancelled.v1",
        [typeof(StepEscalated)] = "incident.step-escalated.v1",
        [typeof(EscalationStepHeld)] = "incident.escalation-step-held.v1",
        [typeof(ChecklistItemTicked)] = "incident.checklist-item-ticked.v1",
        [typeof(ChecklistItemUnticked)] = "incident.checklist-item-unticked.v1",
        [typeof(ChecklistItemNotApplicable)] = "incident.checklist-item-not-applicable.v1",
        [typeof(ChecklistChangeUndone)] = "incident.checklist-change-undone.v1",
        [typeof(ActionStarted)] = "incident.action-started.v1",
        [typeof(ActionConfirmed)] = "incident.action-confirmed.v1",
        [typeof(ActionEffectMeasured)] = "incident.action-effect-measured.v1",
        [typeof(ActionSkipped)] = "incident.action-skipped.v1",
        [typeof(SendAttempted)] = "incident.send-attempted.v1",
        [typeof(SendAnswered)] = "incident.send-answered.v1",
        [typeof(VerificationRecorded)] = "incident.verification-recorded.v1",
        [typeof(LimitTakenBack)] = "incident.limit-taken-back.v1",
        [typeof(MeasureDocumented)] = "incident.measure-documented.v1",
        [typeof(MetricsBreached)] = "incident.metrics-breached.v1",
        [typeof(SeverityAdvised)] = "incident.severity-advised.v1",
        [typeof(SeverityAdviceDeclined)] = "incident.severity-advice-declined.v1",
        [typeof(SeverityAdviceEnded)] = "incident.severity-advice-ended.v1",
        [typeof(GuardOverridden)] = "incident.guard-overridden.v1",
        [typeof(DocumentationWaived)] = "incident.documentation-waived.v1",
        [typeof(NoteAdded)] = "incident.note-added.v1",
        [typeof(EntryCorrected)] = "incident.entry-corrected.v1",
        [typeof(EntryRedacted)] = "incident.entry-redacted.v1",
        [typeof(AttachmentAdded)] = "incident.attachment-added.v1",
        [typeof(UpdatePosted)] = "incident.update-posted.v1",
        [typeof(UpdateMailWritten)] = "incident.update-mail-written.v1",
        [typeof(UpdateWithdrawn)] = "incident.update-withdrawn.v1",
        [typeof(UpdateWentOut)] = "incident.update-went-out.v1",
        [typeof(IncidentMitigated)] = "incident.mitigated.v1",
        [typeof(IncidentResolved)] = "incident.resolved.v1",
        [typeof(IncidentReopened)] = "incident.reopened.v1",
        [typeof(IncidentClosed)] = "incident.closed.v1",
        [typeof(IncidentDeclined)] = "incident.declined.v1",
        [typeof(IncidentMerged)] = "incident.merged.v1",
        [typeof(TitleChanged)] = "incident.title-changed.v1",
        [typeof(SummaryChanged)] = "incident.summary-changed.v1",
        [typeof(ServiceChanged)] = "incident.service-changed.v1",
        [typeof(ImpactChanged)] = "incident.impact-changed.v1",
        [typeof(MilestoneSet)] = "incident.milestone-set.v1",
        [typeof(AttributeSet)] = "incident.attribute-set.v1",
        [typeof(AffectedModulesSet)] = "incident.affected-modules-set.v1",
        [typeof(ResponderJoined)] = "incident.responder-joined.v1",
        [typeof(ResponderLeft)] = "incident.responder-left.v1",
        [typeof(AlertJoined)] = "incident.alert-joined.v1",
        [typeof(AlertCleared)] = "incident.alert-cleared.v1",
        [typeof(AlertsCounted)] = "incident.alerts-counted.v1",
        [typeof(AlertReleased)] = "incident.alert-released.v1",
        [typeof(DeadlinePassed)] = "incident.deadline-passed.v1",
        [typeof(DrillPaused)] = "incident.drill-paused.v1",
        [typeof(DrillContinued)] = "incident.drill-continued.v1",
        [typeof(DrillStopped)] = "incident.drill-stopped.v1",
        [typeof(DrillLinePlayed)] = "incident.drill-line-played.v1",
        [typeof(PostmortemSectionSaved)] = "postmortem.section-saved.v1",
        [typeof(PostmortemPublished)] = "postmortem.published.v1",
        [typeof(TimelineEntryKept)] = "postmortem.timeline-entry-kept.v1",
        [typeof(ActionItemAdded)] = "postmortem.action-item-added.v1",
        [typeof(ActionItemChanged)] = "postmortem.action-item-changed.v1",
        [typeof(ChannelOpened)] = "incident.channel-opened.v1",
        [typeof(CriterionConfirmed)] = "incident.criterion-confirmed.v1",
        [typeof(CriterionTakenBack)] = "incident.criterion-taken-back.v1",
        [typeof(PostmortemCostSet)] = "postmortem.cost-set.v1",
        [typeof(PostmortemLinkAdded)] = "postmortem.link-added.v1",
        [typeof(PostmortemLinkRemoved)] = "postmortem.link-removed.v1",
        [typeof(PostmortemReviewAsked)] = "postmortem.review-asked.v1",
        [typeof(PostmortemReviewed)] = "postmortem.reviewed.v1",
        [typeof(BreachBegan)] = "service.breach-began.v1",
        [typeof(BreachEnded)] = "service.breach-ended.v1",
        [typeof(SignalWentStale)] = "service.signal-went-stale.v1",
        [typeof(SignalCameBack)] = "service.signal-came-back.v1",
    }.ToFrozenDictionary();

    /// <summary>Every event type that can be stored.</summary>
    public static IReadOnlyCollection<Type> Types => ByType.Keys;

    /// <exception cref="KeyNotFoundException">The type has no name yet: add it here and to the store's JSON context.</exception>
    public static string Of(Type type) => ByType[type];

    public static string Of(DomainEvent happened) => ByType[happened.GetType()];
}
