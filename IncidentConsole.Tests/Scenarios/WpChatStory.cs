using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Incidents under the wp-chat runbook: four levels called by hand, seconds for each action, ticks to the end.</summary>
public sealed class WpChatStory
{
    [Fact]
    public async Task Nobody_is_called_until_somebody_calls_and_then_one_level_after_the_other()
    {
        await using var story = await StartAsync();
        await story.DeclareAsync(new DeclareIncident("Answers fail", "wp-chat", "Critical") { TakeCommand = true }, story.Maya);
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        story.Inbox.ExpectNothing();

        foreach (var target in new[] { "On-call Engineer", "Senior Engineer", "Engineering Manager", "CTO" })
        {
            await story.DoAsync(story.Maya, new Escalate());
            story.Inbox.Expect(target);
            story.Inbox.ExpectNothing();
        }

        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new Escalate()));
    }

    [Fact]
    public async Task An_action_has_its_seconds_and_a_placeholder_is_filled_before_it_runs()
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Somebody floods us", "wp-chat", "High") { TakeCommand = true }, story.Maya);
        var attack = incident.Runbook.Procedures.Single(procedure => procedure.Title.Contains("Rate Limit", StringComparison.Ordinal));
        Assert.Equal([30, 60, 120], attack.Actions.Select(action => (int)action.Budget!.Value.TotalSeconds));
        var block = attack.Actions[2];

        var refused = Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new StartAction(attack.Id, block.Id, block.Command!.Text) { Reason = "One address floods us", Confirmation = "203.0.113.9" }));
        Assert.Contains("<ATTACKER_IP>", refused.Refusal.Message, StringComparison.Ordinal);
        incident = await story.DoAsync(story.Maya, new StartAction(attack.Id, block.Id, "iptables -A INPUT -s 203.0.113.9 -j DROP") { Reason = "One address floods us", Confirmation = block.IsDestructive ? "203.0.113.9" : null });
        Assert.Equal(TimeSpan.FromSeconds(120), incident.DueIn(DeadlineKind.ActionBudgetEnds, block.Id));

        await story.AdvanceAsync(TimeSpan.FromSeconds(119));
        Assert.Null((await story.ReadAsync()).PassedAfter(DeadlineKind.ActionBudgetEnds));
        await story.AdvanceAsync(TimeSpan.FromSeconds(1));
        incident = await story.ReadAsync();
        Assert.Equal(TimeSpan.FromSeconds(120), incident.PassedAfter(DeadlineKind.ActionBudgetEnds));
        var running = DoNext.All(incident, DeadlineSchedule.For(incident), story.Clock.GetUtcNow(), new(story.Maya.Id, AccessRole.Commander)).Single(duty => duty.Kind == DutyKind.RunningAction);
        Assert.Equal("It takes longer than the runbook gives it.", running.Detail);
        await story.DoAsync(story.Maya, new ConfirmAction(block.Id, "The traffic falls."));
    }

    [Fact]
    public async Task Five_ticks_resolve_it_and_five_and_five_follow()
    {
        await using var story = await StartAsync();
        var witness = story.Watch();
        var incident = await story.DeclareAsync(new DeclareIncident("Index damaged", "wp-chat", "Critical") { TakeCommand = true }, story.Maya);
        Assert.Null(incident.DueIn(DeadlineKind.AcknowledgeDue));
        Assert.Null(incident.DueIn(DeadlineKind.StatusUpdateDue));   // it asks for no cadence
        var criteria = incident.Runbook.ResolveCriteria;
        Assert.Equal((5, "Incident marked as resolved"), (criteria.Length, criteria[^1].Text));
        foreach (var criterion in criteria)
        {
            await story.DoAsync(story.Maya, new ConfirmCriterion(criterion.Id));
        }

        var phases = incident.Runbook.Checklist;
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("Restored the index from its backup."));
        await story.TickAllAsync(story.Jonas, phases[0].Id);
        incident = await story.TickAllAsync(story.Jonas, phases[1].Id);
        Assert.All(phases.SelectMany(phase => phase.Items), item => Assert.Equal(ChecklistItemState.Ticked, incident.ItemState(item.Id)));

        await story.DoAsync(story.Maya, new SaveSection("root-cause", 0, "The disk was full while the index was written."));
        var paper = await story.PdfTextAsync();
        Assert.Contains("Critical", paper, StringComparison.Ordinal);
        Assert.Contains("The disk was full while the index was written.", paper, StringComparison.Ordinal);
        Assert.InRange(await witness.CompareAsync(), 5, int.MaxValue);
    }

    private static Task<Scenario> StartAsync() => LibraryStories.StartAsync("wp-chat", story =>
        [("On-call Engineer", story.Jonas), ("Senior Engineer", story.Tomasz), ("Engineering Manager", story.Aisha), ("CTO", story.Maya)]);
}
