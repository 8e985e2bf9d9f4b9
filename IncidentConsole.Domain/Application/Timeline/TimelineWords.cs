using System.Diagnostics;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>What an entry says. Only <paramref name="Body"/> may hold free text.</summary>
internal sealed record TimelineLine(TimelineKind Kind, string Headline, string? Body = null, bool IsKey = false, DateTimeOffset? Moment = null, bool IsNote = false);

/// <summary>The wording of every event, in one place: short, past or present fact first, no blame.</summary>
internal static class TimelineWords
{
    public static TimelineLine Of(RecordedEvent recorded, TimelineContext context) => recorded.Event switch
    {
        IncidentDeclared e => new(TimelineKind.Declared, Declared(e, recorded, context), DeclaredBody(e), IsKey: true),
        IncidentAcknowledged => new(TimelineKind.Acknowledged, "Acknowledged" + After(recorded, context), IsKey: true),
        EscalationAnswered e => new(TimelineKind.Acknowledged, $"{context.Target(e.StepId)} answered", IsKey: true),
        SeverityChanged e => new(TimelineKind.Severity, $"Severity {(e.To < e.From ? "raised" : "lowered")} to {context.Severity(e.To)}", IsKey: true),
        MetricsBreached e => new(TimelineKind.Breach, "The metrics are beyond the limits of the runbook", string.Join('\n', e.Evidence.Select(evidence => EvidenceWords.InFull(evidence, recorded.OccurredAt, context.Language))), IsKey: true),
        SeverityAdvised e => new(TimelineKind.Severity, $"The metrics say {context.Severity(e.Rank)}", string.Join('\n', e.Evidence.Select(evidence => EvidenceWords.InFull(evidence, recorded.OccurredAt, context.Language))), IsKey: true),
        SeverityAdviceDeclined e => new(TimelineKind.Severity, $"Severity kept although the metrics say {context.Severity(e.Rank)}", IsKey: true),
        SeverityAdviceEnded e => new(TimelineKind.Severity, $"The metrics no longer say {context.Severity(e.Rank)}"),
        SeverityAssessed e => new(TimelineKind.Severity, $"Judged as {context.Severity(e.Rank)} by the runbook's questions", e.Answers.Shown),
        SeverityChangeUndone e => new(TimelineKind.Undo, $"Severity taken back to {context.Severity(e.BackTo)}"),
        StatusChanged e => new(TimelineKind.Status, $"{e.From} → {e.To}", IsKey: true),
        StatusChangeUndone e => new(TimelineKind.Undo, $"Status taken back to {e.BackTo}"),
        RoleAssigned e => new(TimelineKind.Role, $"{e.PersonName} is {Labels.Of(e.Role)}", IsKey: e.Role == IncidentRole.Commander),
        RoleReleased e => new(TimelineKind.Role, $"{e.PersonName} is no longer {Labels.Of(e.Role)}"),
        CommandTaken e => new(TimelineKind.HandOver, $"{e.PersonName} took command", IsKey: true),
        HandOverProposed e => new(TimelineKind.HandOver, $"Hand-over to {e.ToPersonName} proposed", e.Brief.Shown),
        HandOverAccepted e => new(TimelineKind.HandOver, $"{e.ToPersonName} accepted command", IsKey: true),
        HandOverCancelled => new(TimelineKind.HandOver, context.HandOverTo is { } to ? $"Hand-over to {to} cancelled" : "Hand-over cancelled"),
        StepEscalated e => new(TimelineKind.Escalation, Escalated(e, context), Cause(e.Cause), IsKey: true),
        EscalationStepHeld e => new(TimelineKind.Escalation, $"Escalation to {context.Target(e.StepId)} held for {Elapsed.Words(e.Until - recorded.OccurredAt)}", Moment: e.Until),
        AttributeSet e => new(TimelineKind.Change, e.IsPresent ? $"Marked: {Labels.OfAttribute(e.Attribute)}" : $"No longer marked: {Labels.OfAttribute(e.Attribute)}", IsKey: e.IsPresent),
        ChecklistItemTicked e => new(TimelineKind.Checklist, $"Done: {context.Item(e.ItemId)}"),
        ChecklistItemUnticked e => new(TimelineKind.Checklist, $"Open again: {context.Item(e.ItemId)}"),
        ChecklistItemNotApplicable e => new(TimelineKind.Checklist, $"Not applicable: {context.Item(e.ItemId)}"),
        ChecklistChangeUndone e => new(TimelineKind.Undo, $"Taken back: {context.Item(e.ItemId)}"),
        ActionStarted e => new(TimelineKind.Action, $"Started: {context.Action(e.ActionId)}", e.Command?.Shown, IsKey: true),
        ActionConfirmed e => new(TimelineKind.Action, $"Ran: {context.Action(e.ActionId)}{Took(e, recorded, context)}", e.Result?.Shown, IsKey: true),
        ActionEffectMeasured e => new(TimelineKind.Action, EffectWords.Headline(e.Verdict, context.Action(e.ActionId), "en"), EffectWords.Line(e, context.Action, "en"), IsKey: e.Verdict != EffectVerdict.CannotTell),
        ActionSkipped e => new(TimelineKind.Action, $"Skipped: {context.Action(e.ActionId)}"),
        SendAttempted e => new(TimelineKind.Action, $"Sent: {context.Action(e.ActionId)}", e.Request.Shown, IsKey: true),
        SendAnswered e => new(TimelineKind.Action, SendWords.Answered(e, context), e.Answer?.Shown),
        VerificationRecorded e => new(TimelineKind.Action, $"Check {(e.Worked ? "holds" : "does not hold")}: {context.Verification(e.ProcedureId, e.VerificationId)}", e.Result?.Shown, IsKey: true),
        LimitTakenBack e => new(TimelineKind.Action, $"Limit taken back: {context.Action(e.ActionId)}", e.Result?.Shown, IsKey: true),
        MeasureDocumented e => new(TimelineKind.Change, $"{e.Kind} documented", e.Text.Shown, IsKey: true),
        GuardOverridden e => new(TimelineKind.Change, "Resolved before it was proved", GuardPoints(e, context), IsKey: true),
        DocumentationWaived e => new(TimelineKind.Change, "Resolved without the documentation the runbook asks for", e.Why.Shown, IsKey: true),
        NoteAdded e => new(e.Kind switch { NoteKind.Note => TimelineKind.Note, NoteKind.Decision => TimelineKind.Decision, NoteKind.Action => TimelineKind.Action }, $"{e.Kind}", e.Text.Shown, IsKey: e.Kind != NoteKind.Note, IsNote: true),
        EntryCorrected e => new(TimelineKind.Correction, "Entry corrected", e.Text.Shown),
        EntryRedacted => new(TimelineKind.Redaction, "Text of an entry deleted"),
        AttachmentAdded e => new(TimelineKind.Attachment, e.Kind switch { AttachmentKind.Link => "Link attached", AttachmentKind.Image => "Image attached" }, e.Caption?.Shown),
        UpdatePosted e => new(TimelineKind.Update, $"Update {e.Number} written: {e.PublicStatus}", e.Text.Shown, Moment: e.GoesOutAt),
        UpdateMailWritten e => new(TimelineKind.Update, $"E-mail of update {e.Number} written", e.Body.Shown),
        UpdateWithdrawn e => new(TimelineKind.Undo, $"Update {e.Number} withdrawn before it went out"),
        UpdateWentOut e => new(TimelineKind.Update, $"Update {e.Number} published"),
        IncidentMitigated => new(TimelineKind.Mitigated, "Impact mitigated", IsKey: true),
        IncidentResolved e => new(TimelineKind.Resolved, "Incident resolved", e.Notes.Shown, IsKey: true),
        IncidentReopened => new(TimelineKind.Reopened, "Incident reopened", IsKey: true),
        IncidentClosed => new(TimelineKind.Closed, "Incident closed"),
        IncidentDeclined => new(TimelineKind.Declined, "Declined as a false positive", IsKey: true),
        IncidentMerged e => new(TimelineKind.Merged, $"Marked as a duplicate of INC-{e.IntoNumber}", IsKey: true),
        TitleChanged e => new(TimelineKind.Change, "Title changed", e.Title.Shown),
        SummaryChanged e => new(TimelineKind.Change, "Summary changed", e.Summary.Shown),
        ServiceChanged e => new(TimelineKind.Change, $"Service changed to {e.Service}, planned anew at {context.After(recorded).Severity(e.Severity)}", e.ServiceIsKnown ? null : UnknownService, IsKey: true),
        ImpactChanged e => new(TimelineKind.Change, e.AffectedUsers is { } users ? $"Impact changed, about {Labels.Number(users)} users" : "Impact changed", e.Impact.Shown, IsKey: true),
        MilestoneSet e => new(TimelineKind.Change, $"Time of \"{Labels.Of(e.Milestone)}\" set", Moment: e.At),
        AffectedModulesSet e => new(TimelineKind.Change, e.Modules.IsDefaultOrEmpty ? "No module is named any more" : $"Affected: {string.Join(", ", e.Modules.Select(module => $"{module.Module} ({module.Team})"))}"),
        ResponderJoined e => new(TimelineKind.Responder, $"{e.PersonName} joined"),
        ResponderLeft e => new(TimelineKind.Responder, $"{e.PersonName} left"),
        AlertJoined e => new(TimelineKind.Alert, e.Severity is { } rank ? $"Alert fires, {context.Severity(rank)}" : "Alert fires", e.Name.Shown, IsKey: true, Moment: e.StartedAt),
        AlertsCounted e => new(TimelineKind.Alert, AlertWords.Sentence(e.Total, e.Firing), IsKey: true),
        AlertReleased e => new(TimelineKind.Alert, $"Alert moved to INC-{e.ToNumber}", e.Name.Shown),
        AlertCleared e => new(TimelineKind.Alert, "Alert no longer fires", Moment: e.EndedAt),
        PostmortemSectionSaved e => new(TimelineKind.Postmortem, $"Postmortem: \"{context.Section(e.SectionId)}\" saved, revision {e.Revision}"),
        PostmortemPublished => new(TimelineKind.Postmortem, "Postmortem published"),
        TimelineEntryKept e => new(TimelineKind.Postmortem, e.IsKept ? "Postmortem: entry kept" : "Postmortem: entry left out"),
        ActionItemAdded e => new(TimelineKind.Postmortem, $"Action item added{Owner(e.OwnerName)}", e.What.Shown),
        ActionItemChanged e => new(TimelineKind.Postmortem, $"Action item {Labels.Of(e.State)}{Owner(e.OwnerName)}", e.What.Shown),
        ChannelOpened e => new(TimelineKind.Change, "Channel opened", e.Name.Shown),
        CriterionConfirmed e => new(TimelineKind.Checklist, $"Met: {context.Criterion(e.CriterionId)}"),
        CriterionTakenBack e => new(TimelineKind.Checklist, $"Not met after all: {context.Criterion(e.CriterionId)}"),
        PostmortemCostSet e => new(TimelineKind.Postmortem, e.DowntimeMinutes is { } minutes ? $"Postmortem: downtime {Elapsed.Words(TimeSpan.FromMinutes(minutes))}, revenue impact" : "Postmortem: revenue impact", e.Revenue?.Shown),
        PostmortemLinkAdded e => new(TimelineKind.Postmortem, "Postmortem: ticket or pull request added", e.Title?.Shown),
        PostmortemLinkRemoved => new(TimelineKind.Postmortem, "Postmortem: ticket or pull request removed"),
        PostmortemReviewAsked e => new(TimelineKind.Postmortem, $"{e.PersonName} is asked to review the postmortem"),
        PostmortemReviewed => new(TimelineKind.Postmortem, "Postmortem reviewed"),
        DrillPaused => new(TimelineKind.Change, "Drill paused: metrics and simulated people hold still"),
        DrillContinued => new(TimelineKind.Change, "Drill goes on"),
        DrillStopped => new(TimelineKind.Closed, "Drill ended before the incident was resolved", IsKey: true),
        DrillLinePlayed => new(TimelineKind.Change, "The script went on"),
        DeadlinePassed e => new(TimelineKind.Deadline, Passed(e, context), Moment: e.DueAt),
        _ => throw new UnreachableException($"The timeline has no words for {recorded.Event.GetType().Name}"),
    };

    private static string GuardPoints(GuardOverridden e, TimelineContext context) =>
        string.Join('\n', [e.Why.Shown, .. e.Points.Where(point => point.Blocks).Select(point => GuardWords.Of(point, context.Guarded(point), context.Language))]);

    private const string UnknownService = "The console does not know this service: the standard runbook applies.";

    private static string Declared(IncidentDeclared e, RecordedEvent recorded, TimelineContext context)
    {
        var severity = context.Runbooks(e.Runbook).Severities[e.Severity].Title;
        return e switch
        {
            { IsDrill: true } => $"Drill declared at {severity}",
            { IsProposal: true } => $"The console proposes an incident at {severity}",
            { } when Incident.IsOwnDetection(recorded) => $"The console's own detection opened the incident at {severity}",
            { ByAlert: true } => $"Incident opened by an alert at {severity}",
            _ => $"Incident declared at {severity}",
        };
    }

    private static string DeclaredBody(IncidentDeclared e) => string.Join('\n', new[] { e.Title.Shown, e.Summary?.Shown, e.ServiceIsKnown ? null : UnknownService }.OfType<string>());

    private static string After(RecordedEvent recorded, TimelineContext context) =>
        context.DetectedAt is { } detected && recorded.OccurredAt > detected ? $", {Elapsed.Words(recorded.OccurredAt - detected)} after detection" : "";

    private static string Escalated(StepEscalated e, TimelineContext context)
    {
        var step = context.Runbook?.Escalation.Find(e.StepId);
        var names = string.Join(", ", e.Called.Select(person => person.Name));
        if (e.Called.IsEmpty && (step is null || step.CallsPeople))
        {
            return $"Nobody reached: no person is bound to {e.Target}";
        }

        return (step?.Act ?? EscalationAct.Page) switch
        {
            EscalationAct.OpenBridge => $"To open now: {e.Target}",
            EscalationAct.PostToChannel => $"To post in now: {e.Target}",
            EscalationAct.Page => $"Paged {names} ({e.Target})",
            EscalationAct.Notify => $"Notified {names} ({e.Target})",
            EscalationAct.RequestResponders => $"Asked {names} to join ({e.Target})",
        };
    }

    private static string? Cause(EscalationCause cause) => cause switch
    {
        EscalationCause.ByHand => null,
        EscalationCause.AtOnce => "The runbook calls at once at this severity.",
        EscalationCause.NoAcknowledgement => "Nobody acknowledged in time.",
        EscalationCause.Elapsed => "Not resolved in the time the runbook gives.",
        EscalationCause.Attribute => "The runbook calls for what the incident is marked as.",
    };

    private static string Took(ActionConfirmed e, RecordedEvent recorded, TimelineContext context)
    {
        if (!context.ActionStarts.TryGetValue(e.ActionId, out var started))
        {
            return "";
        }

        var took = $", {Elapsed.Words(recorded.OccurredAt - started)}";
        return context.Runbook?.FindAction(e.ActionId)?.Budget is { } budget ? $"{took} (budget {Elapsed.Words(budget)})" : took;
    }

    private static string Owner(string? name) => name is null ? "" : $", {name}";

    private static string Passed(DeadlinePassed e, TimelineContext context) => e.Kind switch
    {
        DeadlineKind.AcknowledgeDue => "Nobody acknowledged in time",
        DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => $"Escalation to {context.Target(e.Subject)} is due",
        DeadlineKind.StatusUpdateDue => "The public update is due and not written",
        DeadlineKind.UpdateGoesOut => $"Update {e.Subject} is due to go out",
        DeadlineKind.ChecklistPhaseEnds => $"Checklist: {context.Phase(e.Subject)} is over its time",
        DeadlineKind.ActionBudgetEnds => $"Over its time budget: {context.Action(e.Subject)}",
        DeadlineKind.HandOverUnanswered => context.HandOverTo is { } to ? $"{to} has not answered the hand-over" : "The hand-over is not answered",
        DeadlineKind.StabilityWindowEnds => "Stable for as long as the runbook asks",
        DeadlineKind.PostmortemDue => "The postmortem is due and not published",
        DeadlineKind.ActionItemDue => "An action item is due and not done",
        DeadlineKind.ActionEffectDue => "The effect of an action is due to be measured",
    };
}
