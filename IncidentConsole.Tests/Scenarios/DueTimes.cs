using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What is due happens: in time, late after the console was away, once, and not any more when somebody has it.</summary>
public sealed class DueTimes
{
    [Fact]
    public async Task A_ladder_missed_while_the_console_was_down_runs_step_after_step_and_says_how_late()
    {
        await using var story = await AlertedAsync("SEV-2");
        await story.AdvanceAsync(TimeSpan.FromMinutes(2));
        story.Inbox.ExpectNothing();   // the engineer is called after five minutes without an answer

        await story.RestartAsync(away: TimeSpan.FromMinutes(40));

        story.Inbox.Expect("On-call engineer");
        story.Inbox.ExpectNothing();   // the lead gets the ten minutes the engineer has to answer
        var late = (await story.TimelineAsync()).Entries.Where(entry => entry.Lateness is not null).Select(entry => (entry.Headline, entry.Lateness)).ToList();
        Assert.Contains(("Paged Jonas Weber (On-call engineer)", "37 min late"), late);
        Assert.Contains(late, entry => entry.Headline.Contains("acknowledge", StringComparison.OrdinalIgnoreCase) && entry.Lateness == "27 min late");

        await story.AdvanceAsync(TimeSpan.FromMinutes(9));
        story.Inbox.ExpectNothing();
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        story.Inbox.Expect("Platform lead");
        Assert.Null((await story.TimelineAsync()).Entries.Last(entry => entry.Kind == TimelineKind.Escalation).Lateness);
    }

    [Fact]
    public async Task Nothing_fires_twice()
    {
        await using var story = await AlertedAsync("SEV-2");
        await story.RestartAsync(away: TimeSpan.FromMinutes(5));
        story.Inbox.Expect("On-call engineer");
        var before = await story.EventsAsync();

        Assert.Equal(0, await story.FireAsync());
        await story.RestartAsync();
        var step = Assert.Single(before, recorded => recorded.Event is StepEscalated);
        await story.DoAsync(Actor.System, new PassDeadline(DeadlineKind.EscalationStepDue, "page-engineer", ((StepEscalated)step.Event).DueAt!.Value));   // another node read the row before it was gone

        Assert.Equal(before.Select(recorded => recorded.Position), (await story.EventsAsync()).Select(recorded => recorded.Position));
        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task Two_wake_ups_at_the_same_moment_call_once()
    {
        await using var story = await AlertedAsync("SEV-2");
        story.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(story.FireAsync(), story.FireAsync(), story.FireAsync());
        story.Inbox.Expect("On-call engineer");
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is StepEscalated);
    }

    [Fact]
    public async Task Acknowledging_ends_the_ladder_and_takes_back_what_has_not_left()
    {
        await using var story = await AlertedAsync("SEV-1");
        story.Inbox.Expect("On-call manager");
        story.Inbox.Expect("Platform lead");
        story.Inbox.IsDown = true;   // the mail server goes: the VP's page and the second call of the manager wait
        await story.DoAsync(story.Jonas, new Escalate("page-manager"));

        await story.AdvanceAsync(TimeSpan.FromSeconds(30));
        await story.DoAsync(story.Maya, new Acknowledge());
        story.Inbox.IsDown = false;
        await story.AdvanceAsync(TimeSpan.FromMinutes(90));

        story.Inbox.ExpectNothing();
        Assert.DoesNotContain(await story.EventsAsync(), recorded => recorded.Event is StepEscalated { StepId: "page-vp" });
        var pages = (await story.DeliveriesAsync()).Where(delivery => delivery.Message.Kind is OutboxKind.Page or OutboxKind.Notice && delivery.State != DeliveryState.Sent).ToList();
        Assert.Equal(4, pages.Count);   // one e-mail and three banners
        Assert.All(pages, page => Assert.Equal(DeliveryState.Cancelled, page.State));
    }

    [Fact]
    public async Task A_step_bound_to_nobody_says_so_in_the_timeline_and_in_what_to_do_next()
    {
        await using var story = await AlertedAsync("SEV-1");
        story.Inbox.Expect("On-call manager");
        story.Inbox.Expect("Platform lead");

        await story.AdvanceAsync(TimeSpan.FromMinutes(15));

        story.Inbox.ExpectNothing();
        Assert.Contains((await story.TimelineAsync()).Entries, entry => entry.Headline == "Nobody reached: no person is bound to VP");
        var incident = await story.ReadAsync();
        var duty = Assert.Single(DoNext.All(incident, DeadlineSchedule.For(incident), story.Clock.GetUtcNow(), new Viewer(story.Maya.Id, AccessRole.Commander)), duty => duty.Kind == DutyKind.ReachSomebody);
        Assert.Equal(("Call VP yourself: the console reached nobody", "No person is bound to VP for api."), (duty.Text, duty.Detail));
    }

    [Fact]
    public async Task A_drill_reaches_nobody()
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Game day", "inferadb", "SEV-1") { IsDrill = true, TakeCommand = true }, story.Maya);
        await story.DoAsync(story.Maya, new PostUpdate(IncidentConsole.Domain.Communications.PublicStatus.Investigating, "We practise.", "Practice"));
        await story.DoAsync(story.Maya, new ProposeHandOver("tomasz@example.com"));
        await story.AdvanceAsync(TimeSpan.FromHours(3));

        story.Inbox.ExpectNothing();
        Assert.Empty(await story.PublicAsync());
        Assert.Contains(await story.EventsAsync(), recorded => recorded.Event is StepEscalated { Called.Length: > 0 });
        Assert.All(await story.DeliveriesAsync(), delivery => Assert.Equal(OutboxChannel.Console, delivery.Message.Channel));
    }

    /// <summary>Opened by an alert under the test runbook: nobody has it yet.</summary>
    private static async Task<Scenario> AlertedAsync(string severity)
    {
        var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Errors everywhere", "api", severity) { ByAlert = true }, Actor.System);
        return story;
    }
}
