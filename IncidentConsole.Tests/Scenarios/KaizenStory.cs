using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Incidents under the Kaizen runbook: a ladder by elapsed time, a data breach, a word every 15 minutes.</summary>
public sealed class KaizenStory
{
    [Theory]
    [InlineData("P0", 15)]
    [InlineData("P1", 60)]
    [InlineData("P2", 240)]
    [InlineData("P3", 1440)]
    public async Task The_first_answer_is_due_within(string severity, int minutes)
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Slow", "kaizen", severity) { ByAlert = true }, Actor.System);
        Assert.Equal(TimeSpan.FromMinutes(minutes), incident.DueIn(DeadlineKind.AcknowledgeDue));
        Assert.Equal(TimeSpan.FromMinutes(15), incident.DueIn(DeadlineKind.StatusUpdateDue));
    }

    [Fact]
    public async Task The_ladder_climbs_by_elapsed_time_whatever_was_acknowledged()
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Every request fails", "kaizen", "P0") { ByAlert = true }, Actor.System);
        Assert.Equal("jonas@example.com", story.Inbox.Expect("On-call engineer").To);
        Assert.Equal(TimeSpan.FromMinutes(15), incident.DueIn(DeadlineKind.AcknowledgeDue));

        await story.AdvanceAsync(TimeSpan.FromMinutes(2));
        await story.DoAsync(story.Maya, new Acknowledge());
        await story.DoAsync(story.Jonas, new Acknowledge());
        await story.AdvanceAsync(TimeSpan.FromMinutes(27));
        story.Inbox.ExpectNothing();
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("tomasz@example.com", story.Inbox.Expect("Engineering manager").To);
        await story.AdvanceAsync(TimeSpan.FromMinutes(30));
        story.Inbox.Expect("VP Engineering");
        await story.AdvanceAsync(TimeSpan.FromMinutes(59));
        story.Inbox.ExpectNothing();
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        story.Inbox.Expect("CTO");
    }

    [Fact]
    public async Task A_data_breach_calls_the_CTO_at_once_and_only_once()
    {
        await using var story = await StartAsync();
        await story.DeclareAsync(new DeclareIncident("Tokens in the logs", "kaizen", "P1") { TakeCommand = true }, story.Maya);
        story.Inbox.Expect("On-call engineer");

        await story.AdvanceAsync(TimeSpan.FromMinutes(4));
        var breach = (await story.ReadAsync()).Runbook.Escalation.Steps.Select(step => step.Attribute).OfType<string>().Distinct().Single();
        await story.DoAsync(story.Maya, new SetAttribute(breach) { Reason = "Tokens of customers stand in the logs" });

        Assert.Equal("aisha@example.com", story.Inbox.Expect("CTO").To);
        story.Inbox.ExpectNothing();
        await story.AdvanceAsync(TimeSpan.FromHours(3));
        story.Inbox.Expect("Engineering manager");
        story.Inbox.Expect("VP Engineering");
        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task From_the_declaration_to_the_postmortem()
    {
        await using var story = await StartAsync();
        var witness = story.Watch();
        var incident = await story.DeclareAsync(new DeclareIncident("One request in four fails", "kaizen", "P1") { TakeCommand = true }, story.Maya);
        story.Inbox.Expect("On-call engineer");
        Assert.Equal(TimeSpan.FromMinutes(15), incident.DueIn(DeadlineKind.StatusUpdateDue));
        Assert.Equal("#incident-YYYYMMDD-description", incident.Runbook.Communication.ChannelPattern);

        await story.DoAsync(story.Maya, new ChangeImpact("One request in four fails", null));
        var draft = story.Draft(await story.ReadAsync());
        Assert.Equal("We are investigating a problem with kaizen: One request in four fails.\nWe will write again every 15 min.", draft.Text);
        await story.DoAsync(story.Maya, new PostUpdate(draft.Status, draft.Text, "Requests fail") { GoesOutAtOnce = true });
        story.Inbox.Expect("sam@example.com", "[P1] Production incident - Kaizen AI");

        incident = await story.DoAsync(story.Maya, new ChangeStatus(IncidentStatus.Identified));
        Assert.Equal(["cause", "plan", "eta"], story.Draft(incident).Missing.Select(missing => missing.Name));
        draft = story.Draft(incident, ("cause", "a bad index"), ("plan", "We rebuild it"), ("eta", "04:00"));
        Assert.Equal("We have identified the cause as a bad index.\nWe rebuild it. ETA: 04:00", draft.Text);

        var mail = Message.Of(incident, TemplateKind.StakeholderEmail, story.Clock.GetUtcNow(), TimeZoneInfo.Utc, new Dictionary<string, string> { ["eta"] = "04:00", ["summary"] = "A bad index." });
        Assert.Equal("[P1] Production incident - Kaizen AI", mail.Subject);
        Assert.Contains("Severity: P1 High", mail.Body, StringComparison.Ordinal);
        Assert.Empty(mail.Missing);

        Assert.Equal([("Detection", (double?)0, 5.0)], incident.Runbook.Checklist.Where(phase => phase.To is not null).Select(phase => (phase.Title, phase.From?.TotalMinutes, phase.To!.Value.TotalMinutes)));
        foreach (var phase in incident.Runbook.Checklist)
        {
            await story.TickAllAsync(story.Maya, phase.Id);
        }

        await story.RunAsync(story.Jonas, incident.ActionWith("kubectl rollout undo deployment/kaizen -n kaizen"), reason: "It began with the rollout");
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("Rolled back."));
        draft = story.Draft(await story.ReadAsync());
        Assert.Equal((PublicStatus.Resolved, true), (draft.Status, draft.Text.EndsWith("A post-mortem will be published within 48 hours.", StringComparison.Ordinal)));

        incident = await story.ReadAsync();
        Assert.Equal(TimeSpan.FromHours(48), incident.DueIn(DeadlineKind.PostmortemDue));
        await story.DoAsync(story.Maya, new SaveSection("lessons-learned", 0, "Indexes are rebuilt by hand."));
        var paper = await story.PdfTextAsync();
        Assert.Contains("P1 High", paper, StringComparison.Ordinal);
        Assert.Contains("Lessons Learned Indexes are rebuilt by hand.", paper, StringComparison.Ordinal);
        Assert.InRange(await witness.CompareAsync(), 5, int.MaxValue);
    }

    [Fact]
    public async Task Only_the_two_worst_levels_are_mailed_to_stakeholders_and_climb()
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("A report is slow", "kaizen", "P2") { TakeCommand = true }, story.Maya);
        Assert.Equal(TimeSpan.FromHours(4), incident.Level.Response.Within);
        await story.DoAsync(story.Maya, new PostUpdate(PublicStatus.Investigating, "Reports are slow.", "Slow reports") { GoesOutAtOnce = true });
        await story.AdvanceAsync(TimeSpan.FromHours(3));

        story.Inbox.ExpectNothing();
        Assert.DoesNotContain(await story.HeadlinesAsync(TimelineKind.Escalation), headline => headline.Contains("Aisha", StringComparison.Ordinal));
    }

    private static Task<Scenario> StartAsync() => LibraryStories.StartAsync("kaizen", story =>
        [("On-call engineer", story.Jonas), ("Engineering manager", story.Tomasz), ("VP Engineering", story.Maya), ("CTO", story.Aisha)]);
}
