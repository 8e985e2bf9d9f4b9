using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What is said to the public: ten seconds to think again, then out, once.</summary>
public sealed class PublicWord
{
    private static readonly PostUpdate Update = new(PublicStatus.Investigating, "Some checks fail.", "Permission checks fail");

    [Fact]
    public async Task An_update_withdrawn_within_ten_seconds_never_goes_out()
    {
        await using var story = await CommandedAsync();
        await story.DoAsync(story.Maya, Update);
        await story.AdvanceAsync(TimeSpan.FromSeconds(9.9));
        await story.DoAsync(story.Maya, new UndoEntry((await story.EventsAsync()).Single(recorded => recorded.Event is UpdatePosted).Version));

        await story.AdvanceAsync(TimeSpan.FromMinutes(10));
        await story.RestartAsync(away: TimeSpan.FromMinutes(1));

        Assert.Empty(await story.PublicAsync());
        Assert.DoesNotContain(await story.EventsAsync(), recorded => recorded.Event is UpdateWentOut);
        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task Otherwise_it_goes_out_once()
    {
        await using var story = await CommandedAsync();
        await story.DoAsync(story.Maya, Update);
        await story.AdvanceAsync(TimeSpan.FromSeconds(9.9));
        Assert.Empty(await story.PublicAsync());
        await story.AdvanceAsync(TimeSpan.FromSeconds(0.1));

        await story.FireAsync();
        await story.RestartAsync();
        await story.DoAsync(Actor.System, new PublishUpdate(1));

        Assert.Single(Assert.Single(await story.PublicAsync()).Updates);
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is UpdateWentOut);
        story.Inbox.Expect("sam@example.com", "Investigating");
        story.Inbox.ExpectNothing();
    }

    [Fact]
    public async Task One_that_was_due_while_the_console_was_down_goes_out_when_it_is_back_and_says_how_late()
    {
        await using var story = await CommandedAsync();
        await story.DoAsync(story.Maya, Update);
        await story.RestartAsync(away: TimeSpan.FromMinutes(7));

        Assert.Single(await story.PublicAsync());
        Assert.Equal("6 min late", (await story.TimelineAsync()).InOrderOfEvents().Single(entry => entry.Headline.Contains("Update 1 published", StringComparison.Ordinal)).Lateness);
    }

    [Fact]
    public async Task The_public_hears_nothing_that_no_update_said()
    {
        await using var story = await CommandedAsync();
        await story.DoAsync(story.Maya, new AddNote(NoteKind.Note, "secret-note"));
        await story.DoAsync(story.Maya, new ChangeImpact("secret-impact", 12));
        await story.DoAsync(story.Maya, Update with { GoesOutAtOnce = true });
        await story.DoAsync(story.Maya, new ChangeTitle("secret-title"));
        await story.DoAsync(story.Maya, new Mitigate());
        await story.DoAsync(story.Maya, new Resolve("secret-cause"));

        var told = System.Text.Json.JsonSerializer.Serialize(Assert.Single(await story.PublicAsync()));
        Assert.DoesNotContain("secret", told, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Some checks fail.", told, StringComparison.Ordinal);
        Assert.Contains("Permission checks fail", told, StringComparison.Ordinal);
    }

    /// <summary>Declared by Maya, who is in command; the on-call engineer's page is read.</summary>
    private static async Task<Scenario> CommandedAsync()
    {
        var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("secret-internal-title", "inferadb", "SEV-2") { TakeCommand = true }, story.Maya);
        story.Inbox.Expect("On-call engineer");
        return story;
    }
}
