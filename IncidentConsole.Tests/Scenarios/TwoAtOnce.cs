using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Two people at the same moment, and one person twice.</summary>
public sealed class TwoAtOnce
{
    [Fact]
    public async Task Of_two_commanders_who_escalate_at_once_one_is_told_what_the_other_did()
    {
        await using var story = await DeclaredAsync();
        var seen = (await story.ReadAsync()).Version;
        story.Clock.Advance(TimeSpan.FromSeconds(4));

        var escalate = new Escalate { SeenVersion = seen };
        var outcomes = await Task.WhenAll(Task.Run(() => story.SendAsync(story.Maya, escalate)), Task.Run(() => story.SendAsync(story.Tomasz, escalate)));

        var refusal = Assert.IsType<Outcome.Refused>(Assert.Single(outcomes, outcome => outcome is Outcome.Refused)).Refusal;
        var step = Assert.Single(await story.EventsAsync(), recorded => recorded.Event is StepEscalated);
        Assert.Equal(RefusalKind.Stale, refusal.Kind);
        Assert.StartsWith($"{step.Actor.Name} escalated to step 1 (On-call engineer), ", refusal.Message, StringComparison.Ordinal);

        await story.DoAsync(story.Tomasz, escalate with { SeenVersion = (await story.ReadAsync()).Version });   // who looked again may
        story.Inbox.Expect("On-call engineer");
        story.Inbox.Expect("Platform lead");
    }

    [Fact]
    public async Task A_click_that_arrives_twice_does_its_work_once()
    {
        await using var story = await DeclaredAsync();
        var (click, note) = (SendOptions.Click("click-1"), new AddNote(NoteKind.Note, "Looks like DNS"));
        await story.DoAsync(story.Jonas, note, click);
        Assert.IsType<Outcome.Replayed>(await story.SendAsync(story.Jonas, note, click));
        await story.RestartAsync();
        Assert.IsType<Outcome.Replayed>(await story.SendAsync(story.Jonas, note, click));
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is NoteAdded);

        Assert.IsType<Outcome.Accepted>(await story.SendAsync(story.Maya, note, click));   // another person's key is another key
        var misused = Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Jonas, note, click with { Idempotency = click.Idempotency! with { RequestHash = "other" } }));
        Assert.Equal(RefusalKind.Invalid, misused.Refusal.Kind);
    }

    [Fact]
    public async Task Two_copies_of_one_click_at_the_same_moment_are_one()
    {
        await using var story = await DeclaredAsync();
        var note = new AddNote(NoteKind.Note, "Looks like DNS");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => story.SendAsync(story.Jonas, note, SendOptions.Click("click-1")))));
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is NoteAdded);
    }

    [Fact]
    public async Task Saying_the_same_again_records_nothing()
    {
        await using var story = await DeclaredAsync();
        await story.DoAsync(story.Maya, new TakeCommand());
        await story.DoAsync(story.Maya, new TickItem("look"));
        await story.DoAsync(story.Maya, new ChangeSeverity("SEV-1") { Reason = "Worse" });
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("Done"));
        var version = (await story.ReadAsync()).Version;

        foreach (var again in new IncidentIntent[] { new TakeCommand(), new ChangeSeverity("sev 1") { Reason = "Worse" }, new Resolve("Done") })
        {
            Assert.Empty(Assert.IsType<Outcome.Accepted>(await story.SendAsync(story.Maya, again)).Events);
        }

        Assert.Equal(version, (await story.ReadAsync()).Version);
    }

    /// <summary>Declared by Maya under the test runbook at SEV-2, so nobody was called yet.</summary>
    private static async Task<Scenario> DeclaredAsync()
    {
        var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Errors everywhere", "api", "SEV-2"), story.Maya);
        return story;
    }
}
