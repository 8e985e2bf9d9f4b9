using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What the levels of a team's runbook drive: the jump of a breach, owners of modules, business days that stay as they were.</summary>
public sealed class Levels
{
    [Fact]
    public async Task A_data_breach_goes_straight_to_the_cto()
    {
        await using var story = await WithAsync(LadderRunbooks.Kaizen);
        await story.DeclareAsync(new DeclareIncident("Tokens in a public bucket", "shop", "P1") { TakeCommand = true }, story.Maya);
        story.Inbox.Expect("On-call engineer");
        await story.AdvanceAsync(TimeSpan.FromMinutes(10));

        await story.DoAsync(story.Maya, new SetAttribute("data-breach") { Reason = "The bucket held customer data" });
        story.Inbox.Expect("CTO");
        story.Inbox.ExpectNothing();   // the manager and the VP keep their times
        Assert.Contains((await story.TimelineAsync()).Entries, entry => entry is { Headline: "Marked: data breach", Reason: "The bucket held customer data" });
        Assert.Contains(await story.EventsAsync(), recorded => recorded.Event is StepEscalated { StepId: "cto", Cause: EscalationCause.Attribute });

        await story.RestartAsync(TimeSpan.FromMinutes(20));
        story.Inbox.Expect("Engineering manager");
        await story.AdvanceAsync(TimeSpan.FromHours(3));
        story.Inbox.Expect("VP Engineering");
        story.Inbox.ExpectNothing();   // the CTO is called once
        Assert.Empty((await story.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_module_named_later_calls_its_owner()
    {
        await using var story = await WithAsync(LadderRunbooks.Hauski);
        await story.DeclareAsync(new DeclareIncident("Suche liefert nichts", "shop", "SEV2") { TakeCommand = true }, story.Maya);
        Assert.True((await story.ReadAsync()).Ladder["owner"].ReachedNobody);
        story.Inbox.ExpectNothing();

        await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        var incident = await story.DoAsync(story.Jonas, new SetModules(["indexd"]));

        Assert.Equal("Tomasz Lis", Assert.Single(incident.Ladder["owner"].Called).Name);
        story.Inbox.Expect("Modul-Owner: Search/Index Team");
        Assert.Contains((await story.TimelineAsync()).Entries, entry => entry.Headline == "Affected: indexd (Search/Index Team)");
    }

    [Fact]
    public async Task A_business_day_stays_where_it_was_when_the_settings_move()
    {
        await using var story = await WithAsync(LadderRunbooks.Hauski, service => service with { TimeZone = "Pacific/Auckland", Holidays = [new DateOnly(2026, 3, 3)] });
        await story.DeclareAsync(new DeclareIncident("Einzelne 5xx", "shop", "SEV3") { ByAlert = true }, Actor.System);
        var due = new DateTimeOffset(2026, 3, 3, 20, 0, 0, TimeSpan.Zero);   // Wednesday 09:00 in Auckland, Tuesday is a holiday there
        Assert.Equal(due, DueAt(await story.ReadAsync()));

        await SaveAsync(story, service => service with { TimeZone = "Europe/Berlin" }, isNew: false);
        await story.DoAsync(story.Jonas, new AddNote(NoteKind.Note, "Still ugly"));
        Assert.Equal(due, DueAt(await story.ReadAsync()));
        Assert.Empty((await story.VerifyAsync()).Findings);

        await story.RestartAsync(due - story.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.Contains(await story.EventsAsync(), recorded => recorded.Event is DeadlinePassed { Kind: DeadlineKind.AcknowledgeDue } passed && passed.DueAt == due);
        Assert.Empty((await story.VerifyAsync()).Findings);
    }

    private static DateTimeOffset DueAt(Incident incident) => DeadlineSchedule.For(incident).Single(deadline => deadline.Kind == DeadlineKind.AcknowledgeDue).DueAt;

    private static async Task<Scenario> WithAsync(Runbook runbook, Func<Service, Service>? change = null)
    {
        var story = await Scenario.StartAsync();
        await story.Get<ICatalogEditor>().PublishRunbookAsync(new RunbookEdition(runbook, null, "For the scenarios"), Actor.System, Scenario.End);
        await SaveAsync(story, service => (change ?? (same => same))(service with { RunbookSlug = runbook.Slug }), isNew: true);
        return story;
    }

    private static async Task SaveAsync(Scenario story, Func<Service, Service> change, bool isNew)
    {
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty
            .Add("On-call engineer", [story.Jonas.Id]).Add("Engineering manager", [story.Tomasz.Id]).Add("VP Engineering", [story.Maya.Id]).Add("CTO", [story.Aisha.Id])
            .Add("Search/Index Team", [story.Tomasz.Id]);
        var service = new Service("shop", "Shop", LadderRunbooks.Hauski.Slug, null, people);
        Assert.True(await story.Get<ICatalogEditor>().SaveServiceAsync(change(service), null, isNew, Actor.System, Scenario.End));
    }
}
