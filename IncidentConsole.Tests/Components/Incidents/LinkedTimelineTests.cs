using Bunit;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>What is not in the incident's own log and belongs on its screen all the same: breaches of its service, and due times the console fails to meet.</summary>
public sealed class LinkedTimelineTests : IncidentWorld
{
    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_breach_of_the_service_is_an_entry_that_nobody_edits()
    {
        await SaysAsync(new BreachBegan("error-rate", 2, 5, 6.84));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await DeclareAsync();
        var page = Command(Maya);
        var breach = Entry(page, "error-rate over the limit of SEV-2: 6.84, limit 5");
        Assert.Empty(breach.QuerySelectorAll("button.pin"));
        Assert.NotEmpty(Entry(page, "Incident declared").QuerySelectorAll("button.pin"));
    }

    [Fact]
    public async Task A_new_one_comes_with_the_next_look_at_the_clock_and_once()
    {
        await DeclareAsync();
        await SaysAsync(new BreachBegan("error-rate", 2, 5, 6));
        Clock.Advance(NextLook);
        var page = Command(Maya);
        Entry(page, "error-rate over the limit");

        await SaysAsync(new SignalWentStale("error-rate", null), new SignalCameBack("error-rate"), new BreachEnded("error-rate", 0.5));
        Clock.Advance(NextLook);
        Entry(page, "error-rate within its limits again: 0.5");
        Clock.Advance(NextLook);
        Entry(page, "error-rate is read again");
        Assert.Single(page.FindAll(".tl > [data-kind]"), entry => entry.TextContent.Contains("over the limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_comes_after_the_resolution_is_not_of_this_incident()
    {
        await DeclareAsync();
        await SendAsync(Maya, new Resolve("Rolled back"));
        Clock.Advance(TimeSpan.FromMinutes(5));
        await SaysAsync(new BreachBegan("error-rate", 2, 5, 6));
        var page = Command(Maya);
        Entry(page, "Incident resolved");
        Assert.DoesNotContain("over the limit", page.Find("#timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_due_time_the_console_cannot_meet_is_for_a_person_to_do()
    {
        await DeclareAsync();
        Deadlines.Failing.Add(new DueDeadline(StreamId.Of(Id), new Deadline(DeadlineKind.EscalationStepDue, "page-on-call-engineer", Clock.GetUtcNow()), 3, "The disk is full."));
        var page = Command(Maya);
        page.WaitForAssertion(() => Assert.Contains("Call On-call engineer yourself: the console cannot", page.Find(".next .do").TextContent, StringComparison.Ordinal));
        Assert.Contains("The console failed 3 times and tries again. The disk is full.", page.Find(".next .note").TextContent, StringComparison.Ordinal);

        Deadlines.Failing.Clear();
        Clock.Advance(NextLook);
        page.WaitForAssertion(() => Assert.DoesNotContain("yourself", page.Find(".next .do").TextContent, StringComparison.Ordinal));
    }
}
