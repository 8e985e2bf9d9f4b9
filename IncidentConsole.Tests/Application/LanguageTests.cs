using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Application;

/// <summary>What leaves the console speaks the runbook's language and no other; the screen is English.</summary>
public sealed class LanguageTests
{
    public static TheoryData<Type> EventTypes => [.. EverySample.EventTypes];

    public static TheoryData<TemplateKind> Kinds => [.. Enum.GetValues<TemplateKind>()];

    [Theory]
    [MemberData(nameof(EventTypes))]
    public void Every_event_has_german_words(Type type)
    {
        var stream = type == typeof(IncidentDeclared) ? new Stream() : Stream.Declared();
        var events = stream.Add(1, EverySample.Of(type)).Events;
        var german = TimelineView.From(events, Stream.Runbooks, "de").Entries[^1];
        Assert.NotEqual(TimelineView.From(events, Stream.Runbooks).Entries[^1].Headline, german.Headline);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_german_template_is_german_from_end_to_end(TemplateKind kind)
    {
        var text = Message.Of(GermanNight.Incident(30), kind, GermanNight.Start.AddMinutes(31), GermanNight.Berlin, new Dictionary<string, string>
        {
            ["cause"] = "eine neue Fassung",
            ["plan"] = "Wir gehen zurück",
            ["postmortem_due"] = "23. Nov.",
        });
        Assert.Empty(GermanNight.EnglishIn(WithoutPlaceholders(text)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_english_template_has_nothing_german(TemplateKind kind) =>
        Assert.Empty(GermanNight.GermanIn(WithoutPlaceholders(Message.Of(Stream.Declared().Incident, kind, Stream.At(5), GermanNight.Berlin))));

    [Fact]
    public void A_german_update_names_status_time_and_length_in_german()
    {
        var incident = GermanNight.Incident(30);
        var update = UpdateDraft.For(incident, UpdateOccasion.Mitigated, GermanNight.Start.AddMinutes(30), GermanNight.Berlin, said: new Dictionary<string, string> { ["plan"] = "Der Dienst läuft auf dem alten Stand" });
        Assert.Contains("bis 03:23 MEZ · 02:23 UTC", update.Text, StringComparison.Ordinal);
        Assert.Empty(GermanNight.EnglishIn(update.Text));
        var facts = IncidentFacts.Of(incident, GermanNight.Start.AddDays(3), GermanNight.Berlin);
        Assert.Equal(("Unter Beobachtung", "3 Tage", "21. Nov., 02:43 MEZ · 01:43 UTC"), (facts["status"], facts["duration"], facts["started"]));
    }

    [Fact]
    public void A_german_brief_is_german()
    {
        var timeline = TimelineView.From(GermanNight.Events, GermanNight.Runbooks, "de").Entries;
        var brief = HandOverDraft.For(GermanNight.Incident(15), timeline.Where(entry => entry.OccurredAt <= GermanNight.Start.AddMinutes(15)), GermanNight.Start.AddMinutes(15), GermanNight.Berlin);
        Assert.Equal(
            """
            Vorfall: INC-7 Suche antwortet nicht
            Schweregrad: SEV1
            Status: Ursache bekannt
            Lage: Ursache bekannt, 15 min seit der Erkennung. Jede fünfte Suche schlägt fehl (rund 10 000 Betroffene). Zuletzt öffentlich gemeldet: „Wir untersuchen eine Störung“.
            Erledigt:
            - 02:44 Ole Brandt alarmiert (Modul-Team)
            - 02:47 Schweregrad auf SEV1 erhöht
            - 02:48 Meldung 1 veröffentlicht: Wird untersucht
            - 02:51 Entscheidung: Zurück auf 2.13.6
            - 02:52 Begonnen: Letzten guten Stand ausrollen: helm rollback indexd
            - 02:54 Ausgeführt: Letzten guten Stand ausrollen, 2 min (Vorgabe 5 min): 8 von 10 Pods laufen
            Als Nächstes:
            - Öffentliche Meldung bis 02:58 MEZ · 01:58 UTC
            - Kanal geöffnet
            Kontakt: Jana Voß
            """,
            brief.Replace('\u202f', ' '));
        Assert.Empty(GermanNight.EnglishIn(HandOverBrief.Draft(GermanNight.Incident(15), GermanNight.Start.AddMinutes(15))));
    }

    [Fact]
    public void The_papers_timeline_is_german_and_that_of_an_english_runbook_is_not()
    {
        var paper = PostmortemDocumentBuilder.Build(GermanNight.Incident(), GermanNight.Events, GermanNight.Runbooks, [], [], "Europe/Berlin", GermanNight.Start.AddHours(2));
        Assert.All(paper.Timeline, row => Assert.Empty(GermanNight.EnglishIn(row.Text)));
        Assert.Contains(paper.Timeline, row => row.Text == "Vorfall behoben: Zurück auf 2.13.6, Fehler bei 0,02 %");

        var stream = Stream.Declared().Add(3, new SeverityChanged(2, 1)).Add(20, new IncidentMitigated()).Add(48, new IncidentResolved(new("Rolled back")));
        Assert.All(
            PostmortemDocumentBuilder.Build(stream.Incident, stream.Events, Stream.Runbooks, [], [], "Europe/Berlin", Stream.At(60)).Timeline,
            row => Assert.Empty(GermanNight.GermanIn(row.Text)));
    }

    [Fact]
    public void A_redacted_text_says_so_in_the_papers_language()
    {
        var incident = GermanNight.Incident() with { Title = Prose.Redacted, Impact = Prose.Redacted };
        var paper = PostmortemDocumentBuilder.Build(incident, GermanNight.Events, GermanNight.Runbooks, [], [], "UTC", GermanNight.Start.AddHours(2));
        Assert.Equal(("[entfernt]", "[entfernt]"), (paper.Title, paper.Impact));
    }

    private static string WithoutPlaceholders(Message message) =>
        System.Text.RegularExpressions.Regex.Replace($"{message.Subject}\n{message.Body}", @"\{\{.*?\}\}", "");
}
