using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Incidents under the hausKI runbook, which is German: what leaves the console is German too, and the interface stays English.</summary>
public sealed class HauskiStory
{
    [Theory]
    [InlineData("SEV1", 10)]
    [InlineData("SEV2", 30)]
    [InlineData("SEV3", 60)]
    public async Task A_word_is_due_every(string severity, int minutes)
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Suche langsam", "hauski", severity) { TakeCommand = true }, story.Maya);
        Assert.Equal(TimeSpan.FromMinutes(minutes), incident.DueIn(DeadlineKind.StatusUpdateDue));
        Assert.Null(incident.DueIn(DeadlineKind.AcknowledgeDue));   // it names no time to answer
    }

    [Theory]
    [InlineData("SEV2", "zur Kenntnis")]
    [InlineData("SEV3", null)]
    public async Task Milder_levels_tell_fewer_people(string severity, string? told)
    {
        await using var story = await StartAsync();
        await story.DeclareAsync(new DeclareIncident("Suche langsam", "hauski", severity) { TakeCommand = true }, story.Maya);
        if (told is not null)
        {
            story.Inbox.Expect("maya@example.com", told);
            await story.DoAsync(story.Maya, new SetModules(["policy"]));
            Assert.Contains((await story.ReadAsync()).Ladder.Values, step => step.ReachedNobody);   // nobody is bound to the Governance Team, and that is said
        }

        await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task Von_der_Meldung_bis_zum_Postmortem()
    {
        await using var story = await StartAsync();
        var witness = story.Watch();
        var incident = await story.DeclareAsync(new DeclareIncident("Suche antwortet nicht", "hauski", "SEV1") { TakeCommand = true }, story.Maya);
        Assert.Equal("tomasz@example.com", story.Inbox.Expect("Platform/SRE").To);
        story.Inbox.Expect("IC");

        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        await story.DoAsync(story.Maya, new SetModules(["indexd"]));
        Assert.Equal("jonas@example.com", story.Inbox.Expect("Modul-Owner: Search/Index Team").To);

        await story.DoAsync(story.Maya, new ChangeImpact("Die Suche findet nichts", 1200));
        var draft = story.Draft(await story.ReadAsync());
        Assert.Equal("Wir untersuchen eine Störung bei hauski. Die Suche findet nichts. Die nächste Nachricht kommt bis 03:11 UTC.", draft.Text);
        await story.DoAsync(story.Maya, new PostUpdate(draft.Status, draft.Text) { GoesOutAtOnce = true });
        Assert.Equal("Störung", Assert.Single(await story.PublicAsync()).Title);
        story.Inbox.Expect("sam@example.com", "Wird untersucht");

        await LimitIsRaisedWithAReasonAsync(story, incident);
        foreach (var phase in incident.Runbook.Checklist)
        {
            await story.TickAllAsync(story.Maya, phase.Id);
        }

        await story.AdvanceAsync(TimeSpan.FromMinutes(9));
        await story.DoAsync(story.Maya, new Mitigate());
        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new Resolve("Letztes gutes Release ausgerollt.")));   // hausKI wants both written down first
        await story.DoAsync(story.Maya, new DocumentMeasures("Safe Mode", "Release von gestern"));
        incident = await story.DoAsync(story.Maya, new Resolve("Letztes gutes Release ausgerollt."));
        Assert.Equal(TimeSpan.FromMinutes(30), Assert.Single(incident.Runbook.ResolveCriteria, criterion => criterion.StableFor > TimeSpan.Zero).StableFor);
        draft = story.Draft(incident);
        Assert.Equal("Die Störung bei hauski ist behoben. Sie dauerte 10 min. Wir bitten um Entschuldigung.", draft.Text);
        var handOver = HandOverDraft.For(incident, (await story.TimelineAsync()).Entries, story.Clock.GetUtcNow(), TimeZoneInfo.Utc);
        Assert.StartsWith("Incident: INC-1 Suche antwortet nicht\nSchweregrad: SEV1", handOver, StringComparison.Ordinal);

        Assert.Equal(TimeSpan.FromHours(48) + TimeSpan.FromMinutes(10), incident.DueIn(DeadlineKind.PostmortemDue));
        await TheGermanPaperAsync(story);
        Assert.InRange(await witness.CompareAsync(), 5, int.MaxValue);
    }

    private static async Task LimitIsRaisedWithAReasonAsync(Scenario story, Incident incident)
    {
        var limit = Assert.Single(incident.Runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.RaisesLimit);
        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new StartAction(null, limit.Id)));
        var raised = await story.RunAsync(story.Maya, limit, reason: "Sonst lehnt die Policy alles ab");
        Assert.Equal(limit.Id, Assert.Single(raised.RaisedLimits).ActionId);
        Assert.Empty((await story.DoAsync(story.Maya, new TakeLimitBack(limit.Id))).RaisedLimits);
    }

    private static async Task TheGermanPaperAsync(Scenario story)
    {
        await story.DoAsync(story.Maya, new AddActionItem("eins", "Alarm auf leere Antworten", ActionItemKind.Detect, "jonas@example.com", new DateOnly(2026, 3, 9)));
        var paper = await story.PaperAsync("Europe/Berlin");
        Assert.Equal(DocumentLanguage.German, paper.Language);
        var text = await story.PdfTextAsync("Europe/Berlin");
        Assert.All(
            ["2. März 2026", "04:00 bis 04:10", "INC-1", "Behoben", "Maßnahmen", "Noch nicht geschrieben.", "Seite 1 von"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    private static Task<Scenario> StartAsync() => LibraryStories.StartAsync("hauski", story => [("IC", story.Maya), ("Platform/SRE", story.Tomasz), ("Search/Index Team", story.Jonas)]);
}
