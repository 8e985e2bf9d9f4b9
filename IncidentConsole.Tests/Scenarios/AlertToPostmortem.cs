using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>One incident under the InferaDB runbook, from its first alert to the published postmortem.</summary>
public sealed class AlertToPostmortem
{
    private static readonly string[] FirstPhase = ["acknowledge-alert", "post-in-incidents", "determine-severity", "begin-investigation"];

    [Fact]
    public async Task An_incident_from_the_alert_to_the_postmortem()
    {
        await using var story = await Scenario.StartAsync();
        var witness = story.Watch();
        var (maya, jonas, tomasz) = (story.Maya, story.Jonas, story.Tomasz);
        var fired = story.Clock.GetUtcNow();

        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        var incident = await story.AlertAsync(Alert(fired), "inferadb");
        Assert.Equal((IncidentStatus.Triage, "SEV-2", "INC-1"), (incident.Status, incident.Level.Label, incident.Label));
        Assert.Equal("jonas@example.com", story.Inbox.Expect("On-call engineer").To);

        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        await story.DoAsync(maya, new Acknowledge());
        await story.DoAsync(maya, new TakeCommand());
        foreach (var item in FirstPhase)
        {
            await story.DoAsync(maya, new TickItem(item));
        }

        await story.DoAsync(jonas, new StartAction("high-error-rate", "errors-by-metric"));
        await story.AdvanceAsync(TimeSpan.FromSeconds(20));
        await story.DoAsync(jonas, new ConfirmAction("errors-by-metric", "Nearly all are JWKS timeouts."));
        story.Inbox.ExpectNothing();

        await story.DoAsync(maya, new ChangeSeverity("SEV-1") { Reason = "Sign-in fails for everybody" });
        Assert.Equal("aisha@example.com", story.Inbox.Expect("On-call manager").To);
        Assert.Equal("tomasz@example.com", story.Inbox.Expect("Platform team lead").To);

        await story.DoAsync(maya, new PostUpdate(PublicStatus.Investigating, "Some checks fail. We are looking into it.", "Permission checks fail", [new("permission-checks", ComponentState.MajorOutage)]));
        Assert.Empty(await story.PublicAsync());
        await story.AdvanceAsync(PostUpdate.TimeToWithdraw);
        Assert.Equal(("Permission checks fail", PublicStatus.Investigating), Assert.Single(await story.PublicAsync()) is var seen ? (seen.Title, seen.Status) : default);
        story.Inbox.Expect("sam@example.com", "Investigating");

        await story.DoAsync(maya, new ProposeHandOver("tomasz@example.com"));
        Assert.Contains("Until you accept, Maya Okafor keeps it.", story.Inbox.Expect("tomasz@example.com", "command is offered to you").Text, StringComparison.Ordinal);
        Assert.Equal(maya.Id, (await story.ReadAsync()).Commander!.PersonId);
        Assert.Equal(tomasz.Id, (await story.DoAsync(tomasz, new AcceptHandOver())).Commander!.PersonId);

        await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        await story.DoAsync(tomasz, new Mitigate());
        Assert.Equal(PublicStatus.Investigating, Assert.Single(await story.PublicAsync()).Status);   // nothing is published by itself
        await story.DoAsync(tomasz, new PostUpdate(PublicStatus.Monitoring, "It works again. We keep watching.") { GoesOutAtOnce = true });
        story.Inbox.Expect("sam@example.com", "Monitoring");
        await story.AdvanceAsync(TimeSpan.FromMinutes(5));
        incident = await story.DoAsync(tomasz, new Resolve("Rolled back to 2.13.6."));
        await story.DoAsync(tomasz, new PostUpdate(PublicStatus.Resolved, "It is over.") { GoesOutAtOnce = true });
        story.Inbox.Expect("sam@example.com", "Resolved");
        Assert.Equal((PublicStatus.Resolved, 3), Assert.Single(await story.PublicAsync()) is var told ? (told.Status, told.Updates.Count) : default);
        Assert.Equal(fired, incident.Milestones.Detected);
        Assert.Equal(TimeSpan.FromSeconds(80), incident.Milestones.TimeToAcknowledge);

        await story.DoAsync(tomasz, new SaveSection("impact", 0, "One check in ten failed."));
        await story.DoAsync(tomasz, new SaveSection("root-cause", 0, "Key lookups became too frequent."));
        await story.DoAsync(tomasz, new AddActionItem("one", "Alert on the age of signing keys", ActionItemKind.Detect, "jonas@example.com", new DateOnly(2026, 3, 9)));
        await story.DoAsync(tomasz, new AddActionItem("two", "Cache the keys", ActionItemKind.Prevent));
        await story.DoAsync(tomasz, new PublishPostmortem { Reason = "The rest is discussed on Friday" });

        var paper = (await story.Get<PostmortemReader>().DocumentAsync(1, Viewer.System, "UTC", Scenario.End))!;
        Assert.Equal(("INC-1", "Tomasz Lis", false, true), (paper.Number, paper.Commander, paper.IsOpen, paper.DetectedByAlert));
        Assert.Equal("One check in ten failed.", paper.Impact);
        Assert.Equal(2, paper.ActionItems.Count);
        Assert.Equal(3, paper.Updates.Count);
        await NothingIsMissingAfterARestart(story);
        Assert.InRange(await witness.CompareAsync(), 15, int.MaxValue);
    }

    [Fact]
    public async Task A_postmortem_that_is_not_published_is_late_after_48_hours_and_says_so_once()
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Errors", "inferadb", "SEV-4") { TakeCommand = true }, story.Maya);
        await story.DoAsync(story.Maya, new Resolve("A typo."));

        await story.AdvanceAsync(TimeSpan.FromHours(47));
        Assert.DoesNotContain((await story.TimelineAsync()).Entries, IsPostmortemDue);
        await story.AdvanceAsync(TimeSpan.FromHours(100));
        Assert.Single((await story.TimelineAsync()).Entries, IsPostmortemDue);

        static bool IsPostmortemDue(TimelineEntry entry) => entry.Kind == TimelineKind.Deadline && entry.Headline.Contains("postmortem", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task NothingIsMissingAfterARestart(Scenario story)
    {
        var before = (await story.TimelineAsync()).Entries.Select(entry => (entry.Version, entry.Headline, entry.Text)).ToList();
        await story.RestartAsync();
        Assert.Equal(before, (await story.TimelineAsync()).Entries.Select(entry => (entry.Version, entry.Headline, entry.Text)));
        Assert.Empty((await story.VerifyAsync()).Findings);
        story.Inbox.ExpectNothing();
    }

    private static AlertDelivery Alert(DateTimeOffset startsAt) => new("group", "console", [new AlertNotice(
        new("f1", startsAt), AlertStatus.Firing, null,
        new Dictionary<string, string> { ["alertname"] = "HighErrorRate", ["service"] = "inferadb", ["severity"] = "SEV-2" },
        new Dictionary<string, string> { ["summary"] = "Error rate is 6.8 %" }, null)], 0, null);
}
