using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Incidents under the InferaDB runbook, figure by figure: clocks, two ladders, two cadences, phases with windows, and the forms it writes.</summary>
public sealed class InferaDbStory
{
    [Theory]
    [InlineData("SEV-1", 0, 30)]
    [InlineData("SEV-2", 15, 30)]
    [InlineData("SEV-3", 60, 120)]
    [InlineData("SEV-4", 240, 120)]
    public async Task Each_level_has_its_clock_and_its_cadence(string severity, int answer, int update)
    {
        await using var story = await Scenario.StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Checks fail", "inferadb", severity) { ByAlert = true }, Actor.System);
        Assert.Equal(TimeSpan.FromMinutes(answer), incident.Level.Response.Within);
        Assert.Equal(TimeSpan.FromMinutes(Math.Max(answer, 1)), incident.DueIn(DeadlineKind.AcknowledgeDue));   // "immediate" is late after a minute
        Assert.Equal(TimeSpan.FromMinutes(update), incident.DueIn(DeadlineKind.StatusUpdateDue));
    }

    [Fact]
    public async Task The_worst_level_calls_manager_and_lead_at_once_and_the_second_after_fifteen_minutes()
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("All pods are down", "inferadb", "SEV-1") { TakeCommand = true }, story.Maya);
        story.Inbox.Expect("On-call engineer");
        story.Inbox.Expect("On-call manager");
        story.Inbox.Expect("Platform team lead");

        await using var second = await Scenario.StartAsync();
        await second.DeclareAsync(new DeclareIncident("Slow checks", "inferadb", "SEV-2") { TakeCommand = true }, second.Maya);
        second.Inbox.Expect("On-call engineer");
        await second.DoAsync(second.Jonas, new Acknowledge());
        await second.AdvanceAsync(TimeSpan.FromMinutes(14));
        second.Inbox.ExpectNothing();
        await second.AdvanceAsync(TimeSpan.FromMinutes(1));
        second.Inbox.Expect("Platform team lead");
        Assert.DoesNotContain((await second.ReadAsync()).Ladder, step => step.Key == "sev-2-open-bridge-call" && step.Value.Called.Length > 0);   // optional: by hand
    }

    [Theory]
    [InlineData("SEV-2", true)]
    [InlineData("SEV-3", false)]
    public async Task Stakeholders_are_mailed_for_the_two_worst_levels(string severity, bool mailed)
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Slow checks", "inferadb", severity) { TakeCommand = true }, story.Maya);
        await story.DoAsync(story.Maya, new PostUpdate(PublicStatus.Investigating, "Checks are slow.", "Slow checks") { GoesOutAtOnce = true });
        if (mailed)
        {
            story.Inbox.Expect("On-call engineer");
            story.Inbox.Expect("sam@example.com", "Investigating");
        }

        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task From_the_declaration_to_the_postmortem()
    {
        await using var story = await Scenario.StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Checks fail", "inferadb", "SEV-2") { TakeCommand = true }, story.Maya);
        Assert.Equal(
            ["0-5", "5-15", "15-30", "30-"],
            incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared).Select(phase => $"{phase.From?.TotalMinutes}-{phase.To?.TotalMinutes}"));
        Assert.Equal(TimeSpan.FromMinutes(5), incident.DueIn(DeadlineKind.ChecklistPhaseEnds));

        await story.DoAsync(story.Maya, new ChangeImpact("Permission checks fail for some tenants", 12));
        var draft = story.Draft(await story.ReadAsync());
        Assert.Equal("We are looking into a problem with inferadb: Checks fail. Permission checks fail for some tenants. We will write again by 03:30 UTC.", draft.Text);
        var mail = Message.Of(await story.ReadAsync(), TemplateKind.StakeholderEmail, story.Clock.GetUtcNow(), TimeZoneInfo.Utc, new Dictionary<string, string> { ["summary"] = "A release." });
        Assert.StartsWith("Issue: Checks fail\nImpact: Permission checks fail for some tenants\nStatus: Investigating", mail.Body, StringComparison.Ordinal);

        await story.RunAsync(story.Jonas, incident.ActionWith("helm rollback inferadb"), reason: "It began with the release");
        foreach (var phase in incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared))
        {
            await story.TickAllAsync(story.Jonas, phase.Id);
        }

        await story.AdvanceAsync(TimeSpan.FromMinutes(10));
        incident = await story.DoAsync(story.Maya, new Mitigate());
        var handOver = HandOverDraft.For(incident, (await story.TimelineAsync()).Entries, story.Clock.GetUtcNow(), TimeZoneInfo.Utc);
        Assert.All(["Incident: INC-1 Checks fail", "Severity: SEV-2", "Current state:", "Actions taken:", "Next steps:", "Contact: Maya Okafor"], words => Assert.Contains(words, handOver, StringComparison.Ordinal));

        await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        incident = await story.DoAsync(story.Maya, new Resolve("Rolled back."));
        Assert.Equal(TimeSpan.FromHours(48) + TimeSpan.FromMinutes(15), incident.DueIn(DeadlineKind.PostmortemDue));
        await story.DoAsync(story.Maya, new SaveSection("root-cause", 0, "Key lookups became too frequent."));
        var paper = await story.PdfTextAsync();
        Assert.All(
            ["SEV-2 High", "Root cause", "Key lookups became too frequent.", "Detection", "Response", "Acknowledged after", "Mitigated after", "Resolved after", "What went well", "What went wrong", "Action items"],
            words => Assert.Contains(words, paper, StringComparison.OrdinalIgnoreCase));
    }
}
