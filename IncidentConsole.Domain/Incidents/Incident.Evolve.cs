using System.Diagnostics;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

public sealed partial record Incident
{
    /// <summary>Folds a stream from its first event.</summary>
    /// <param name="runbooks">Gives the immutable runbook version an event names.</param>
    public static Incident Fold(IncidentId id, IEnumerable<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks) =>
        events.Aggregate(Undeclared(id), (incident, recorded) => incident.Evolve(recorded, runbooks));

    /// <summary>The incident after one more event. Total: an event that a rule would refuse today still folds.</summary>
    public Incident Evolve(RecordedEvent recorded, Func<RunbookKey, Runbook> runbooks)
    {
        var at = recorded.OccurredAt;
        var by = recorded.Actor;
        var next = recorded.Event switch
        {
            IncidentDeclared e => Declared(e, at, by, runbooks) with { ByDetection = IsOwnDetection(recorded) },
            IncidentAcknowledged => Confirmed(at) with { Milestones = FirstAcknowledged(at, by), Status = Status == IncidentStatus.Triage ? IncidentStatus.Investigating : Status },
            EscalationAnswered e => With(Step(e.StepId) with { AnsweredAt = at, AnsweredBy = by }) with { Milestones = FirstAcknowledged(at, by) },
            SeverityChanged e => AtSeverity(e.To, at) with { Advice = e.To <= Advice?.Rank ? null : Advice },
            SeverityAdvised e => this with { Advice = new(e.Rank, e.Evidence, at) },
            SeverityAdviceDeclined => this with { Advice = Advice is { } said ? said with { DeclinedBy = by } : null },
            SeverityAdviceEnded => this with { Advice = null },
            SeverityChangeUndone e => this with { Severity = e.BackTo, SeveritySince = Earlier?.Since ?? at, Earlier = Earlier?.Earlier },
            StatusChanged e => this with { Status = e.To },
            StatusChangeUndone e => this with { Status = e.BackTo },
            RoleAssigned e => Assign(new(e.Role, e.PersonId, e.PersonName, at)),
            RoleReleased e => this with { Roles = Roles.RemoveAll(holder => holder.Role == e.Role && holder.PersonId == e.PersonId) },
            CommandTaken e => Assign(new(IncidentRole.Commander, e.PersonId, e.PersonName, at)) with { HandOver = null },
            HandOverProposed e => this with { HandOver = new(Commander?.PersonId ?? by.Id, e.ToPersonId, e.ToPersonName, e.Brief, at, by.Id) },
            HandOverAccepted e => Assign(new(IncidentRole.Commander, e.ToPersonId, e.ToPersonName, at)) with { HandOver = null },
            HandOverCancelled => this with { HandOver = null },
            StepEscalated e => Called(e, at, by),
            EscalationStepHeld e => With(Step(e.StepId) with { HeldUntil = e.Until }),
            AttributeSet e => this with { Attributes = e.IsPresent ? Attributes.SetItem(e.Attribute, at) : Attributes.Remove(e.Attribute) },
            ChecklistItemTicked e => Mark(e.ItemId, ChecklistItemState.Ticked, recorded),
            ChecklistItemUnticked e => Mark(e.ItemId, ChecklistItemState.Open, recorded),
            ChecklistItemNotApplicable e => Mark(e.ItemId, ChecklistItemState.NotApplicable, recorded),
            ChecklistChangeUndone e => Mark(e.ItemId, e.BackTo, recorded),
            ActionStarted e => Started(e.ProcedureId, new ActionRun(e.ActionId, ActionRunState.Started, by, at, null, null), recorded.Reason),
            ActionConfirmed e => Done(Run(e.ActionId, at, by) with { State = ActionRunState.Confirmed, EndedAt = at, Result = e.Result }, e.Watch) with { Drill = Drill?.Done(e.ActionId, at) },
            ActionEffectMeasured e => Measured(e),
            ActionSkipped e => With(Run(e.ActionId, at, by) with { State = ActionRunState.Skipped, EndedAt = at, Result = recorded.Reason }),
            SendAttempted e => Started(e.ProcedureId, new ActionRun(e.ActionId, ActionRunState.Started, by, at, null, null) { Send = new(e.SendId, by, at, e.AnswerBy) }, recorded.Reason) with { SendIds = SendIds.Add(e.SendId) },
            SendAnswered e => Answered(e, at),
            VerificationRecorded e => this with { Verifications = Verifications.SetItem((e.ProcedureId, e.VerificationId), new(e.Worked, by, at, e.Result)) },
            LimitTakenBack e => this with { RaisedLimits = RaisedLimits.RemoveAll(limit => limit.ActionId == e.ActionId) },
            MeasureDocumented e => this with { Documentation = Documentation.SetItem(e.Kind, new(e.Text, by, at)) },
            GuardOverridden e => this with { Override = new(e.Points, e.Why, by, at) },
            DocumentationWaived e => this with { Override = new([.. Undocumented.Select(kind => new GuardPoint(GuardPointKind.NotDocumented, kind.ToString()))], e.Why, by, at) },
            UpdatePosted e => Posted(e, at, by),
            UpdateMailWritten e => WithUpdate(e.Number, update => update with { MailSubject = e.Subject, MailBody = e.Body }),
            UpdateWithdrawn e => WithUpdate(e.Number, update => update with { State = UpdateState.Withdrawn }),
            UpdateWentOut e => WentOut(e.Number, at),
            IncidentMitigated => this with { Drill = Drill?.Done(null, at), Status = IncidentStatus.Monitoring, Milestones = Milestones with { Mitigated = Milestones.Mitigated ?? at }, UpdateOwedSince = OwedFrom(at) },
            IncidentResolved e => this with { Status = IncidentStatus.Resolved, Milestones = Milestones with { Resolved = at, Mitigated = Milestones.Mitigated ?? at }, ResolutionNotes = e.Notes, ResolutionVersion = recorded.Version, HandOver = null, UpdateOwedSince = OwedFrom(at) },
            // What somebody saw before it came back proves nothing now.
            IncidentReopened => this with { Criteria = Criteria.Clear(), Status = IncidentStatus.Investigating, Override = null, Milestones = Milestones with { Resolved = null }, UpdateOwedSince = OwedFrom(at) },
            IncidentClosed => this with { Status = IncidentStatus.Closed },
            IncidentDeclined => this with { Status = IncidentStatus.Declined, HandOver = null, UpdateOwedSince = OwedFrom(at) },
            IncidentMerged e => this with { Status = IncidentStatus.Merged, MergedInto = e.Into, MergedIntoNumber = e.IntoNumber, HandOver = null, UpdateOwedSince = OwedFrom(at) },
            TitleChanged e => this with { Title = e.Title },
            SummaryChanged e => this with { Summary = e.Summary },
            ServiceChanged e => this with { Service = e.Service, ServiceIsKnown = e.ServiceIsKnown, OwnerTeam = e.OwnerTeam, RunbookKey = e.Runbook, Runbook = runbooks(e.Runbook), Severity = e.Severity, SeveritySince = at, Earlier = null, Calendar = e.Calendar ?? BusinessCalendar.Utc, Modules = [] },
            ImpactChanged e => this with { Impact = e.Impact, AffectedUsers = e.AffectedUsers },
            MilestoneSet e => this with { Milestones = Milestones.With(e.Milestone, e.At) },
            ResponderJoined e => this with { Responders = Responders.RemoveAll(r => r.PersonId == e.PersonId).Add(new(IncidentRole.SubjectMatterExpert, e.PersonId, e.PersonName, at)) },
            ResponderLeft e => this with { Responders = Responders.RemoveAll(r => r.PersonId == e.PersonId) },
            AlertJoined e => this with { Alerts = Alerts.SetItem(e.AlertId, new(e.AlertId, e.Name, e.Severity, e.StartedAt, null)), LastAlertAt = at },
            AlertCleared e => Alerts.TryGetValue(e.AlertId, out var alert) ? this with { Alerts = Alerts.SetItem(e.AlertId, alert with { EndedAt = e.EndedAt }) } : this,
            AlertsCounted e => this with { AlertCount = e, LastAlertAt = at },
            AlertReleased e => this with { Alerts = Alerts.Remove(e.AlertId) },
            PostmortemSectionSaved e => this with { Postmortem = Postmortem with { Sections = Postmortem.Sections.SetItem(e.SectionId, new(e.SectionId, e.Revision, e.Text, by, at)) } },
            PostmortemPublished => this with { Postmortem = Postmortem with { PublishedAt = at } },
            TimelineEntryKept e => this with { Postmortem = Postmortem with { Kept = Postmortem.Kept.SetItem(e.OfVersion, e.IsKept) } },
            ActionItemAdded e => With(new ActionItem(e.ItemId, e.What, e.Kind, e.OwnerId, e.OwnerName, e.DueOn, e.Ticket, ActionItemState.Open)),
            ActionItemChanged e => With(new ActionItem(e.ItemId, e.What, e.Kind, e.OwnerId, e.OwnerName, e.DueOn, e.Ticket, e.State)),
            ChannelOpened e => this with { Channel = e.Name },
            CriterionConfirmed e => this with { Criteria = Criteria.SetItem(e.CriterionId, new(by, at)) },
            CriterionTakenBack e => this with { Criteria = Criteria.Remove(e.CriterionId) },
            PostmortemCostSet e => this with { Postmortem = Postmortem with { Revenue = e.Revenue, DowntimeMinutes = e.DowntimeMinutes } },
            PostmortemLinkAdded e => this with { Postmortem = Postmortem with { Links = Postmortem.Links.Add(new(e.Url, e.Title)) } },
            PostmortemLinkRemoved e => this with { Postmortem = Postmortem with { Links = Postmortem.Links.RemoveAll(link => link.Url == e.Url) } },
            PostmortemReviewAsked e => this with { Postmortem = Postmortem with { Review = new(e.PersonId, e.PersonName, by, at) } },
            PostmortemReviewed => this with { Postmortem = Postmortem with { Review = Postmortem.Review is { } asked ? asked with { DoneAt = at } : null } },
            DeadlinePassed e => this with { PassedDeadlines = PassedDeadlines.Add(new Deadline(e.Kind, e.Subject, e.DueAt)) },
            EntryCorrected e => e.OfVersion == ResolutionVersion ? this with { ResolutionNotes = e.Text } : this,
            AffectedModulesSet e => this with { Modules = [.. e.Modules.Select(m => Modules.Find(known => known.Module == m.Module && known.Team == m.Team) ?? new(m.Module, m.Team, at))] },
            DrillPaused => this with { Drill = Drill?.Pause(at) },
            DrillContinued => this with { Drill = Drill?.Continue(at) },
            DrillStopped => this with { Status = IncidentStatus.Closed, HandOver = null, Drill = Drill is { } drill ? drill.Continue(at) with { StoppedAt = at } : null },
            DrillLinePlayed e => this with { Drill = Drill is { } drill ? drill with { Played = drill.Played.Add(e.Line) } : null },
            SeverityAssessed or MetricsBreached or NoteAdded or EntryRedacted or AttachmentAdded => this,
            _ => throw new UnreachableException($"Incident does not fold {recorded.Event.GetType().Name}"),
        };
        return next with
        {
            Version = recorded.Version,
            Latest = Meanwhile.ConcernOf(recorded.Event) is { } concern ? Latest.SetItem(concern, new(recorded.Version, by, at, recorded.Event)) : Latest,
        };
    }

    /// <summary>Nobody's alert declared it: the console read the metrics itself. What it saw is the next entry.</summary>
    public static bool IsOwnDetection(RecordedEvent declared) => declared is { Event: IncidentDeclared { ByAlert: true }, Actor.Kind: ActorKind.System, Source: "signal" };

    private Incident Declared(IncidentDeclared e, DateTimeOffset at, Actor by, Func<RunbookKey, Runbook> runbooks) => this with
    {
        Number = e.Number,
        Title = e.Title,
        Summary = e.Summary,
        Service = e.Service,
        ServiceIsKnown = e.ServiceIsKnown,
        OwnerTeam = e.OwnerTeam,
        RunbookKey = e.Runbook,
        Runbook = runbooks(e.Runbook),
        Severity = e.Severity,
        SeveritySince = at,
        Calendar = e.Calendar ?? BusinessCalendar.Utc,
        Status = e.ByAlert ? IncidentStatus.Triage : IncidentStatus.Investigating,
        Visibility = e.Visibility,
        IsDrill = e.IsDrill,
        Drill = e.IsDrill ? new DrillState(e.Drill ?? DrillPlay.Free, at, e.Severity) : null,
        ByAlert = e.ByAlert,
        IsProposal = e.IsProposal == true,
        DeclaredBy = by,
        Milestones = new()
        {
            ImpactStarted = e.ImpactStartedAt,
            Detected = e.DetectedAt,
            Declared = at,
            Acknowledged = !e.ByAlert && by.IsPerson ? at : null,   // an integration never counts as a human acknowledgement
        },
    };

    /// <summary>A proposal that a person takes becomes an incident there and then: what its level calls at once is called from now on.</summary>
    private Incident Confirmed(DateTimeOffset at) => IsProposal ? this with { IsProposal = false, SeveritySince = at } : this;

    /// <summary>An integration may move the incident on, but only a person acknowledges it.</summary>
    private Milestones FirstAcknowledged(DateTimeOffset at, Actor by) =>
        by.IsPerson ? Milestones with { Acknowledged = Milestones.Acknowledged ?? at } : Milestones;

    /// <summary>One holder a role, except Subject-Matter Experts, of whom there may be many.</summary>
    private Incident Assign(RoleHolder holder) => this with
    {
        Roles = Roles.RemoveAll(r => r.Role == holder.Role && (holder.Role != IncidentRole.SubjectMatterExpert || r.PersonId == holder.PersonId)).Add(holder),
    };

    private StepProgress Step(string stepId) => Ladder.TryGetValue(stepId, out var step) ? step : new StepProgress(stepId);

    private Incident With(StepProgress step) => this with { Ladder = Ladder.SetItem(step.StepId, step) };

    /// <summary>Who commands has it already: when the ladder calls them by itself, nobody waits for their answer.</summary>
    private Incident Called(StepEscalated e, DateTimeOffset at, Actor by)
    {
        var step = Step(e.StepId);
        var has = !by.IsPerson && Commander is { } commander && e.Called.Any(person => person.PersonId == commander.PersonId) ? new Actor(ActorKind.Person, commander.PersonId, commander.Name) : null;
        return With(step with { CalledAt = at, Calls = step.Calls + 1, Called = e.Called, AnsweredAt = has is null ? null : at, AnsweredBy = has, HeldUntil = null, Reach = StepReaches.Of(Runbook.Escalation.Find(e.StepId), Level, e.Cause) });
    }

    private Incident Mark(string itemId, ChecklistItemState state, RecordedEvent recorded) =>
        this with { Checklist = Checklist.SetItem(itemId, new(state, recorded.Actor, recorded.OccurredAt, recorded.Reason, ItemState(itemId), recorded.Version)) };

    private ActionRun Run(string actionId, DateTimeOffset at, Actor by) =>
        Actions.TryGetValue(actionId, out var run) ? run with { By = by } : new ActionRun(actionId, ActionRunState.Started, by, at, null, null);

    private Incident With(ActionRun run) => this with { Actions = Actions.SetItem(run.ActionId, run) };

    private Incident Posted(UpdatePosted e, DateTimeOffset at, Actor by) => this with
    {
        Updates = Updates.Add(new(e.Number, e.PublicStatus, e.Title, e.Text, e.Components, e.NextUpdateAt, at, e.GoesOutAt, by, UpdateState.Posted, DueAt: NextUpdateAt)),
    };

    /// <summary>What the public was told before the latest turn does not pay what is owed for it.</summary>
    private Incident WentOut(int number, DateTimeOffset at) => WithUpdate(number, update => update with { State = UpdateState.Out, WentOutAt = at }) with
    {
        UpdateOwedSince = Updates.Find(update => update.Number == number)?.PostedAt >= UpdateOwedSince ? null : UpdateOwedSince,
    };

    /// <summary>A turn of the incident owes the public an update, once the public knows of it; the oldest debt counts.</summary>
    private DateTimeOffset? OwedFrom(DateTimeOffset at) => IsPublic ? UpdateOwedSince ?? at : null;

    private Incident WithUpdate(int number, Func<PublicUpdate, PublicUpdate> change)
    {
        var index = Updates.FindIndex(update => update.Number == number);
        return index < 0 ? this : this with { Updates = Updates.SetItem(index, change(Updates[index])) };
    }

    private Incident With(ActionItem item)
    {
        var items = Postmortem.ActionItems;
        var index = items.FindIndex(i => i.ItemId == item.ItemId);
        return this with { Postmortem = Postmortem with { ActionItems = index < 0 ? items.Add(item) : items.SetItem(index, item) } };
    }
}
