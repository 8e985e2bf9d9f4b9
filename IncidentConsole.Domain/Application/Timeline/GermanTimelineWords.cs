using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>
/// The wording of every event in German, for texts that leave the console under a German runbook (the paper, a brief). The timeline on screen stays English.
/// </summary>
internal static class GermanTimelineWords
{
    private const string UnknownService = "Die Konsole kennt diesen Dienst nicht: es gilt das Standard-Runbook.";

    private static readonly IncidentWords Words = IncidentWords.Of("de");

    /// <summary>The line in German; an event without German words keeps the English ones.</summary>
    public static TimelineLine Of(RecordedEvent recorded, TimelineContext context, TimelineLine english) =>
        english with { Headline = Headline(recorded, context) ?? english.Headline, Body = Body(recorded.Event, context) ?? english.Body };

    public static string Written(int number) => $"Meldung {number} geschrieben";

    public static string Published(int number) => $"Meldung {number} veröffentlicht";

    private static string Sent(SendAnswered e)
    {
        var took = e.Milliseconds < 2_000 ? $"{e.Milliseconds} ms" : $"{e.Milliseconds / 1_000} s";
        return e.Outcome switch
        {
            SendOutcome.Succeeded or SendOutcome.Rejected => $"Antwort {e.Status} nach {took}",
            SendOutcome.TimedOut => $"Keine Antwort nach {took}, Wirkung unbekannt",
            SendOutcome.NotReached => "Nicht erreicht, nichts ausgeführt",
            SendOutcome.BrokenOff => $"Nach {took} abgebrochen, Wirkung unbekannt",
        };
    }

    private static string? Headline(RecordedEvent recorded, TimelineContext context) => recorded.Event switch
    {
        IncidentDeclared e => Declared(e, recorded, context),
        IncidentAcknowledged => "Bestätigt" + (context.DetectedAt is { } detected && recorded.OccurredAt > detected ? $", {Length(recorded.OccurredAt - detected)} nach der Erkennung" : ""),
        EscalationAnswered e => $"{context.Target(e.StepId)} hat bestätigt",
        SeverityChanged e => $"Schweregrad auf {context.Severity(e.To)} {(e.To < e.From ? "erhöht" : "gesenkt")}",
        SeverityAssessed e => $"Nach den Fragen des Runbooks als {context.Severity(e.Rank)} eingestuft",
        MetricsBreached => "Die Messwerte liegen jenseits der Grenzen des Runbooks",
        SeverityAdvised e => $"Die Messwerte sprechen für {context.Severity(e.Rank)}",
        SeverityAdviceDeclined e => $"Schweregrad beibehalten, obwohl die Messwerte für {context.Severity(e.Rank)} sprechen",
        SeverityAdviceEnded e => $"Die Messwerte sprechen nicht mehr für {context.Severity(e.Rank)}",
        SeverityChangeUndone e => $"Schweregrad zurückgenommen auf {context.Severity(e.BackTo)}",
        StatusChanged e => $"{Words.Status(e.From)} → {Words.Status(e.To)}",
        StatusChangeUndone e => $"Status zurückgenommen auf „{Words.Status(e.BackTo)}“",
        RoleAssigned e => $"{e.PersonName} übernimmt die Rolle {Words.Role(e.Role)}",
        RoleReleased e => $"{e.PersonName} gibt die Rolle {Words.Role(e.Role)} ab",
        CommandTaken e => $"{e.PersonName} hat die Leitung übernommen",
        HandOverProposed e => $"Übergabe an {e.ToPersonName} vorgeschlagen",
        HandOverAccepted e => $"{e.ToPersonName} hat die Leitung angenommen",
        HandOverCancelled => context.HandOverTo is { } to ? $"Übergabe an {to} abgebrochen" : "Übergabe abgebrochen",
        StepEscalated e => Escalated(e, context),
        EscalationStepHeld e => $"Eskalation an {context.Target(e.StepId)} für {Length(e.Until - recorded.OccurredAt)} ausgesetzt",
        AttributeSet e => $"{(e.IsPresent ? "Gekennzeichnet" : "Nicht mehr gekennzeichnet")}: {Labels.OfAttribute(e.Attribute)}",
        ChecklistItemTicked e => $"Erledigt: {context.Item(e.ItemId)}",
        ChecklistItemUnticked e => $"Wieder offen: {context.Item(e.ItemId)}",
        ChecklistItemNotApplicable e => $"Trifft nicht zu: {context.Item(e.ItemId)}",
        ChecklistChangeUndone e => $"Zurückgenommen: {context.Item(e.ItemId)}",
        ActionStarted e => $"Begonnen: {context.Action(e.ActionId)}",
        ActionConfirmed e => $"Ausgeführt: {context.Action(e.ActionId)}{Took(e, recorded, context)}",
        ActionEffectMeasured e => EffectWords.Headline(e.Verdict, context.Action(e.ActionId), "de"),
        ActionSkipped e => $"Übersprungen: {context.Action(e.ActionId)}",
        SendAttempted e => $"Gesendet: {context.Action(e.ActionId)}",
        SendAnswered e => $"{Sent(e)}. {context.Action(e.ActionId)}",
        VerificationRecorded e => $"Prüfung {(e.Worked ? "erfüllt" : "nicht erfüllt")}: {context.Verification(e.ProcedureId, e.VerificationId)}",
        LimitTakenBack e => $"Limit zurückgenommen: {context.Action(e.ActionId)}",
        MeasureDocumented e => e.Kind switch { MeasureKind.Workaround => "Umgehung dokumentiert", MeasureKind.Rollback => "Rollback dokumentiert" },
        GuardOverridden => "Behoben, bevor es belegt war",
        DocumentationWaived => "Behoben ohne die Dokumentation, die das Runbook verlangt",
        NoteAdded e => e.Kind switch { NoteKind.Note => "Notiz", NoteKind.Decision => "Entscheidung", NoteKind.Action => "Handlung" },
        EntryCorrected => "Eintrag berichtigt",
        EntryRedacted => "Text eines Eintrags entfernt",
        AttachmentAdded e => e.Kind switch { AttachmentKind.Link => "Link angehängt", AttachmentKind.Image => "Bild angehängt" },
        UpdatePosted e => $"{Written(e.Number)}: {Communications.PublicWords.Of(e.PublicStatus, "de")}",
        UpdateMailWritten e => $"E-Mail zu Meldung {e.Number} geschrieben",
        UpdateWithdrawn e => $"Meldung {e.Number} vor dem Versand zurückgezogen",
        UpdateWentOut e => Published(e.Number),
        IncidentMitigated => "Auswirkung eingedämmt",
        IncidentResolved => "Vorfall behoben",
        IncidentReopened => "Vorfall wieder geöffnet",
        IncidentClosed => "Vorfall abgeschlossen",
        IncidentDeclined => "Als Fehlalarm abgelehnt",
        IncidentMerged e => $"Als Doppel von INC-{e.IntoNumber} gekennzeichnet",
        TitleChanged => "Titel geändert",
        SummaryChanged => "Zusammenfassung geändert",
        ServiceChanged e => $"Dienst auf {e.Service} geändert, neu geplant mit {context.After(recorded).Severity(e.Severity)}",
        ImpactChanged e => e.AffectedUsers is { } users ? $"Auswirkung geändert, rund {Labels.Number(users)} Betroffene" : "Auswirkung geändert",
        MilestoneSet e => $"Zeitpunkt „{Of(e.Milestone)}“ gesetzt",
        AffectedModulesSet e => e.Modules.IsDefaultOrEmpty ? "Kein Modul mehr genannt" : $"Betroffen: {string.Join(", ", e.Modules.Select(module => $"{module.Module} ({module.Team})"))}",
        ResponderJoined e => $"{e.PersonName} ist dazugekommen",
        ResponderLeft e => $"{e.PersonName} ist gegangen",
        AlertJoined e => e.Severity is { } rank ? $"Alarm ausgelöst, {context.Severity(rank)}" : "Alarm ausgelöst",
        AlertCleared => "Alarm beendet",
        AlertsCounted e => e.Firing == 0 ? $"Alle {e.Total} Alarme beendet" : e.Firing == e.Total ? $"{e.Total} Alarme, alle aktiv" : $"{e.Total} Alarme, {e.Firing} davon aktiv",
        AlertReleased e => $"Alarm nach INC-{e.ToNumber} verschoben",
        PostmortemSectionSaved e => $"Postmortem: „{context.Section(e.SectionId)}“ gespeichert, Fassung {e.Revision}",
        PostmortemPublished => "Postmortem veröffentlicht",
        TimelineEntryKept e => e.IsKept ? "Postmortem: Eintrag behalten" : "Postmortem: Eintrag weggelassen",
        ActionItemAdded e => $"Maßnahme angelegt{(e.OwnerName is { } owner ? $", {owner}" : "")}",
        ActionItemChanged e => $"Maßnahme {Of(e.State)}{(e.OwnerName is { } owner ? $", {owner}" : "")}",
        ChannelOpened => "Kanal eröffnet",
        CriterionConfirmed e => $"Erfüllt: {context.Criterion(e.CriterionId)}",
        CriterionTakenBack e => $"Doch nicht erfüllt: {context.Criterion(e.CriterionId)}",
        PostmortemCostSet => "Postmortem: Ausfallzeit und Umsatzwirkung gesetzt",
        PostmortemLinkAdded => "Postmortem: Ticket oder Pull Request hinzugefügt",
        PostmortemLinkRemoved => "Postmortem: Ticket oder Pull Request entfernt",
        PostmortemReviewAsked e => $"{e.PersonName} soll das Postmortem prüfen",
        PostmortemReviewed => "Postmortem geprüft",
        DrillPaused => "Übung angehalten: Messwerte und simulierte Beteiligte stehen still",
        DrillContinued => "Übung geht weiter",
        DrillStopped => "Übung beendet, bevor der Vorfall behoben war",
        DrillLinePlayed => "Das Drehbuch ging weiter",
        DeadlinePassed e => Passed(e, context),
        _ => null,
    };

    private static string? Body(DomainEvent happened, TimelineContext context) => happened switch
    {
        ActionEffectMeasured e => EffectWords.Line(e, context.Action, "de"),
        IncidentDeclared { ServiceIsKnown: false } e => string.Join('\n', new[] { e.Title.Text ?? Words.Redacted, e.Summary?.Text, UnknownService }.OfType<string>()),
        ServiceChanged { ServiceIsKnown: false } => UnknownService,
        StepEscalated e => e.Cause switch
        {
            EscalationCause.ByHand => null,
            EscalationCause.AtOnce => "Das Runbook ruft bei diesem Schweregrad sofort.",
            EscalationCause.NoAcknowledgement => "Niemand hat rechtzeitig bestätigt.",
            EscalationCause.Elapsed => "In der Zeit, die das Runbook gibt, nicht behoben.",
            EscalationCause.Attribute => "Das Runbook ruft wegen der Kennzeichnung des Vorfalls.",
        },
        _ => null,
    };

    private static string Declared(IncidentDeclared e, RecordedEvent recorded, TimelineContext context)
    {
        var severity = context.Runbooks(e.Runbook).Severities[e.Severity].Title;
        return e switch
        {
            { IsDrill: true } => $"Übung mit {severity} begonnen",
            { IsProposal: true } => $"Die Konsole schlägt einen Vorfall mit {severity} vor",
            { } when Incident.IsOwnDetection(recorded) => $"Die eigene Erkennung der Konsole hat den Vorfall mit {severity} eröffnet",
            { ByAlert: true } => $"Vorfall durch einen Alarm mit {severity} eröffnet",
            _ => $"Vorfall mit {severity} gemeldet",
        };
    }

    private static string Escalated(StepEscalated e, TimelineContext context)
    {
        var step = context.Runbook?.Escalation.Find(e.StepId);
        var names = string.Join(", ", e.Called.Select(person => person.Name));
        if (e.Called.IsEmpty && (step is null || step.CallsPeople))
        {
            return $"Niemand erreicht: für {e.Target} ist niemand hinterlegt";
        }

        return (step?.Act ?? EscalationAct.Page) switch
        {
            EscalationAct.OpenBridge => $"Jetzt zu eröffnen: {e.Target}",
            EscalationAct.PostToChannel => $"Jetzt zu schreiben in: {e.Target}",
            EscalationAct.Page => $"{names} alarmiert ({e.Target})",
            EscalationAct.Notify => $"{names} benachrichtigt ({e.Target})",
            EscalationAct.RequestResponders => $"{names} dazugebeten ({e.Target})",
        };
    }

    private static string Took(ActionConfirmed e, RecordedEvent recorded, TimelineContext context)
    {
        if (!context.ActionStarts.TryGetValue(e.ActionId, out var started))
        {
            return "";
        }

        var took = $", {Length(recorded.OccurredAt - started)}";
        return context.Runbook?.FindAction(e.ActionId)?.Budget is { } budget ? $"{took} (Vorgabe {Length(budget)})" : took;
    }

    private static string Passed(DeadlinePassed e, TimelineContext context) => e.Kind switch
    {
        DeadlineKind.AcknowledgeDue => "Niemand hat rechtzeitig bestätigt",
        DeadlineKind.EscalationStepDue or DeadlineKind.ElapsedLadderDue => $"Eskalation an {context.Target(e.Subject)} ist fällig",
        DeadlineKind.StatusUpdateDue => "Die öffentliche Meldung ist fällig und nicht geschrieben",
        DeadlineKind.UpdateGoesOut => $"Meldung {e.Subject} ist zum Versand fällig",
        DeadlineKind.ChecklistPhaseEnds => $"Checkliste: die Zeit für „{context.Phase(e.Subject)}“ ist um",
        DeadlineKind.ActionBudgetEnds => $"Über der Zeitvorgabe: {context.Action(e.Subject)}",
        DeadlineKind.HandOverUnanswered => context.HandOverTo is { } to ? $"{to} hat die Übergabe nicht beantwortet" : "Die Übergabe ist nicht beantwortet",
        DeadlineKind.StabilityWindowEnds => "So lange stabil, wie das Runbook verlangt",
        DeadlineKind.PostmortemDue => "Das Postmortem ist fällig und nicht veröffentlicht",
        DeadlineKind.ActionItemDue => "Eine Maßnahme ist fällig und nicht erledigt",
        DeadlineKind.ActionEffectDue => "Die Wirkung einer Handlung ist zu messen",
    };

    private static string Of(Milestone milestone) => milestone switch
    {
        Milestone.ImpactStarted => "Beginn der Auswirkung",
        Milestone.Detected => "erkannt",
        Milestone.Declared => "gemeldet",
        Milestone.Acknowledged => "bestätigt",
        Milestone.Mitigated => "eingedämmt",
        Milestone.Resolved => "behoben",
    };

    private static string Of(ActionItemState state) => state switch
    {
        ActionItemState.Open => "offen",
        ActionItemState.Doing => "begonnen",
        ActionItemState.Done => "erledigt",
        ActionItemState.Dropped => "verworfen",
    };

    private static string Length(TimeSpan time) => Elapsed.Words(time, "de");
}
