using System.Text.RegularExpressions;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Application;

/// <summary>An incident under a German runbook in which people write German, and what gives another language away.</summary>
internal static partial class GermanNight
{
    public static readonly RunbookKey Key = new("german");
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 1, 43, 0, TimeSpan.Zero);
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly Actor Jana = new(ActorKind.Person, "jana", "Jana Voß");
    private static readonly Actor Console = Actor.System with { Name = "Konsole" };

    public static Runbook Runbook { get; } = new()
    {
        Slug = "nacht",
        Title = "Runbook: Störungen",
        Language = "de",
        Severities = new([new(1, "SEV1", "SEV1", "Vollständiger Ausfall"), new(2, "SEV2", "SEV2", "Teil-Ausfall"), new(3, "SEV3", "SEV3", "Leichte Störung")]),
        Escalation = new([new("call-owner", "Modul-Team", EscalationAct.Page, EscalationTrigger.AtOnce, TimeSpan.Zero, [1, 2])]),
        Checklist = [new("erste", "Erstmaßnahmen", ChecklistAnchor.Declared, null, null, [new("pruefen", "Gesundheit prüfen"), new("kanal", "Kanal geöffnet")])],
        Procedures = [new("rollback", "Rollback") { Actions = [new("ausrollen", "Letzten guten Stand ausrollen") { Budget = TimeSpan.FromMinutes(5) }] }],
        Communication = new() { Cadences = [new([1], TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10)), new([2], TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30))] },
        Postmortem = new(
            [
                new("summary", "Kurzfassung", PostmortemSectionKind.Facts),
                new("impact", "Auswirkung", PostmortemSectionKind.Text),
                new("root-cause", "Ursache", PostmortemSectionKind.Text),
                new("erkennung", "Erkennung", PostmortemSectionKind.Detection),
                new("zeiten", "Reaktionszeiten", PostmortemSectionKind.ResponseTimes),
                new("timeline", "Zeitleiste", PostmortemSectionKind.Timeline),
                new("massnahmen", "Maßnahmen", PostmortemSectionKind.ActionItems),
            ],
            TimeSpan.FromHours(48)),
    };

    public static Runbook Runbooks(RunbookKey key) => Runbook;

    public static List<RecordedEvent> Events { get; } = Record(
        (0, new IncidentDeclared(7, new("Suche antwortet nicht"), null, "indexd", true, "Search", Key, 2, false, Start, null, default, false)),
        (0, new RoleAssigned(IncidentRole.Commander, "jana", "Jana Voß")),
        (1, new RoleAssigned(IncidentRole.Scribe, "ole", "Ole Brandt")),
        (1, new StepEscalated("call-owner", "Modul-Team", EscalationCause.AtOnce, [new("ole", "Ole Brandt")])),
        (2, new EscalationAnswered("call-owner")),
        (3, new ImpactChanged(new("Jede fünfte Suche schlägt fehl"), 10_000)),
        (4, new SeverityChanged(2, 1)),
        (5, new UpdatePosted(1, PublicStatus.Investigating, new("Störung der Suche"), new("Wir untersuchen eine Störung."), [new("suche", ComponentState.PartialOutage)], Start.AddMinutes(15), Start.AddMinutes(5))),
        (5, new UpdateWentOut(1)),
        (8, new NoteAdded(NoteKind.Decision, new("Zurück auf 2.13.6"))),
        (9, new ActionStarted("rollback", "ausrollen", new("helm rollback indexd"))),
        (11, new ActionConfirmed("ausrollen", new("8 von 10 Pods laufen"))),
        (12, new ChecklistItemTicked("pruefen")),
        (13, new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified)),
        (20, new IncidentMitigated()),
        (48, new IncidentResolved(new("Zurück auf 2.13.6, Fehler bei 0,02 %"))),
        (60, new ActionItemAdded("a", new("Alarm auf das Alter des Index"), ActionItemKind.Detect, "ole", "Ole Brandt", new(2026, 11, 27), null)),
        (61, new PostmortemCostSet(new("etwa 4 000 €"), 42)),
        (62, new PostmortemLinkAdded("https://example.com/browse/OPS-813", new("Index früher prüfen"))),
        (63, new PostmortemReviewAsked("ole", "Ole Brandt")),
        (64, new PostmortemReviewed()));

    public static Incident Incident(double untilMinute = 1000) =>
        IncidentConsole.Domain.Incidents.Incident.Fold(new("german-night"), Events.Where(recorded => recorded.OccurredAt <= Start.AddMinutes(untilMinute)), Runbooks);

    /// <summary>Words that only an English text has.</summary>
    public static IEnumerable<string> EnglishIn(string text) => English().Matches(text).Select(match => match.Value).Distinct();

    /// <summary>Words and letters that only a German text has.</summary>
    public static IEnumerable<string> GermanIn(string text) => German().Matches(text).Select(match => match.Value).Distinct();

    private static List<RecordedEvent> Record(params (double Minute, IncidentEvent Event)[] happened) =>
    [
        .. happened.Select((one, index) => new RecordedEvent(
            index + 1, StreamId.Of(new("german-night")), index + 1, one.Event, one.Event is UpdateWentOut or StepEscalated ? Console : Jana, null, "console",
            Start.AddMinutes(one.Minute), Start.AddMinutes(one.Minute), "test")),
    ];

    [GeneratedRegex(@"\b(the|and|is|are|of|to|by|since|until|with|not|none|for|from|declared|investigating|identified|mitigat\w+|monitoring|resolved|acknowledged|detected|severity|impact|summary|update[sd]?|published|written|users?|days?|called|paged|done|next|owner|due|length|open|draft|page|times?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"[äöüßÄÖÜ„]|\b(und|der|die|das|den|wird|werden|nicht|noch|von|bis|seit|mit|für|nach|Behoben|Vorfall|Störung|Schweregrad|Meldung|Dauer|Tage|Seite)\b")]
    private static partial Regex German();
}
