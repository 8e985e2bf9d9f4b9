using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>Incidents under the Hafnium runbook: from a page at once to a ticket on the next business day.</summary>
public sealed class HafniumStory
{
    [Theory]
    [InlineData("SEV1", 15)]
    [InlineData("SEV2", 30)]
    [InlineData("SEV3", 240)]
    public async Task The_first_answer_is_due_within(string severity, int minutes)
    {
        await using var story = await StartAsync();
        var incident = await story.DeclareAsync(new DeclareIncident("Slow", "hafnium", severity) { ByAlert = true }, Actor.System);
        Assert.Equal(TimeSpan.FromMinutes(minutes), incident.DueIn(DeadlineKind.AcknowledgeDue));
        await story.AdvanceAsync(TimeSpan.FromMinutes(minutes));
        Assert.Equal(TimeSpan.FromMinutes(minutes), (await story.ReadAsync()).PassedAfter(DeadlineKind.AcknowledgeDue));
    }

    [Fact]
    public async Task What_no_user_sees_waits_for_the_next_business_day()
    {
        await using var story = await StartAsync();
        await story.AdvanceAsync(TimeSpan.FromDays(4) + TimeSpan.FromHours(15));   // Friday, 6 March, 19:00 in Berlin; Monday is a holiday there
        var incident = await story.DeclareAsync(new DeclareIncident("A typo in a log line", "hafnium", "SEV4") { ByAlert = true }, Actor.System);
        story.Inbox.ExpectNothing();

        var due = DeadlineSchedule.For(incident).Single(deadline => deadline.Kind == DeadlineKind.AcknowledgeDue).DueAt;
        Assert.Equal(DateTimeOffset.Parse("2026-03-10T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture), due);
        await story.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Null((await story.ReadAsync()).PassedAfter(DeadlineKind.AcknowledgeDue));
        await story.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.NotNull((await story.ReadAsync()).PassedAfter(DeadlineKind.AcknowledgeDue));
    }

    [Fact]
    public async Task From_the_declaration_to_the_postmortem()
    {
        await using var story = await StartAsync();
        var witness = story.Watch();
        var incident = await story.DeclareAsync(new DeclareIncident("Consumers lag", "hafnium", "SEV1") { TakeCommand = true }, story.Maya);
        Assert.Equal("jonas@example.com", story.Inbox.Expect("On-Call Engineer").To);
        Assert.Null(incident.DueIn(DeadlineKind.StatusUpdateDue));   // it asks for no cadence

        foreach (var phase in incident.Runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Declared))
        {
            await story.TickAllAsync(story.Maya, phase.Id);
        }

        var kafka = incident.Runbook.Procedures.Single(procedure => procedure.Title == "Kafka/Redpanda");
        Assert.Contains("Consumer lag", kafka.Symptoms);
        await story.RunAsync(story.Jonas, incident.ActionWith("rpk group describe"), "rpk group describe billing");

        await story.DoAsync(story.Maya, new Mitigate());
        incident = await story.DoAsync(story.Maya, new Resolve("More consumers."));
        Assert.Equal(TimeSpan.FromHours(48), incident.DueIn(DeadlineKind.PostmortemDue));
        await story.DoAsync(story.Maya, new SaveSection("root-cause", 0, "One partition held half of the messages."));
        await story.AdvanceAsync(TimeSpan.FromHours(48));
        Assert.Single(await story.HeadlinesAsync(TimelineKind.Deadline), headline => headline.Contains("postmortem", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("One partition held half of the messages.", await story.PdfTextAsync(), StringComparison.Ordinal);
        Assert.InRange(await witness.CompareAsync(), 4, int.MaxValue);
    }

    private static Task<Scenario> StartAsync() => LibraryStories.StartAsync("hafnium", story => [("On-Call Engineer", story.Jonas), ("Engineering Manager", story.Tomasz)], "Europe/Berlin", new DateOnly(2026, 3, 9));
}
