using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What the metrics do by themselves: a breach is detected, its severity advised, and the end of it proved before anybody says so.</summary>
public sealed class BreachToProof
{
    private static CancellationToken End => Scenario.End;

    [Fact]
    public async Task From_the_breach_to_the_proof_with_a_restart_in_between()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Opens);
        var witness = story.Watch();
        await Shop.SeeAsync(story, 0.02, minutes: 10);
        await Shop.SeeAsync(story, 6.8, minutes: 4.5);
        Assert.Null(await OpenAsync(story));   // beyond the limit, and not yet for five minutes

        await Shop.SeeAsync(story, 6.8, minutes: 1);
        var opened = await AdoptAsync(story);
        Assert.Equal((IncidentStatus.Triage, 2, "Shop: Error rate is 6.8\u00a0%, over 5\u00a0%"), (opened.Status, opened.Severity, opened.Title.Text));
        var seen = Assert.IsType<MetricsBreached>((await story.EventsAsync())[1].Event);
        Assert.Equal((5.0, 6.8), (seen.Evidence[0].Limit, seen.Evidence[0].Value));
        Assert.Contains(0.02, Assert.Single(seen.Charts).Points);
        Assert.Contains(6.8, seen.Charts[0].Points);
        Assert.True(opened.ByDetection);
        Assert.Equal(["The console's own detection opened the incident at SEV-2 High", "The metrics are beyond the limits of the runbook", "Error rate is 6.8\u00a0%, over 5\u00a0% for 5 min"], await BeginAsync(story, opened, "en"));
        Assert.Equal(["Die eigene Erkennung der Konsole hat den Vorfall mit SEV-2 High eröffnet", "Die Messwerte liegen jenseits der Grenzen des Runbooks", "Error rate: 6,8\u00a0%, Grenze 5\u00a0% seit 5 min"], await BeginAsync(story, opened, "de"));

        await story.DoAsync(story.Maya, new Acknowledge());
        await story.DoAsync(story.Maya, new TakeCommand());
        await Shop.SeeAsync(story, 25, minutes: 5.5);
        var advised = (await story.ReadAsync()).Advice!;
        Assert.Equal((1, 25.0), (advised.Rank, advised.Evidence[0].Value));
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is SeverityAdvised);
        await story.DoAsync(story.Maya, new ChangeSeverity("SEV-1"));
        Assert.Null((await story.ReadAsync()).Advice);

        await Shop.SeeAsync(story, 0.02, minutes: 20);
        await story.RestartAsync(away: TimeSpan.FromSeconds(20));
        await Shop.SeeAsync(story, 0.02, minutes: 9);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await Shop.SeeAsync(story, 0.02, minutes: 1.5);
        await story.DoAsync(story.Maya, new Resolve("A lock was held"));
        Assert.Null((await story.ReadAsync()).Override);
        Assert.Null(await OpenAsync(story));
        Assert.InRange(await witness.CompareAsync(), 4, int.MaxValue);
    }

    [Fact]
    public async Task A_breach_and_a_silence_both_start_the_window_again()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Nothing);
        await Shop.SeeAsync(story, 0.02, minutes: 29);
        await story.DeclareAsync(new DeclareIncident("Shop is slow", Shop.Service, "SEV-3") { TakeCommand = true }, story.Maya);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await Shop.SeeAsync(story, 25, minutes: 0.5);
        Assert.Contains("it is 25", await RefusedAsync(story), StringComparison.Ordinal);
        await Shop.SeeAsync(story, 0.02, minutes: 29);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await Shop.SeeAsync(story, null, minutes: 5);
        Assert.Contains("its signal has no fresh value", await RefusedAsync(story), StringComparison.Ordinal);
        await Shop.SeeAsync(story, 0.02, minutes: 29);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);
        await Shop.SeeAsync(story, 0.02, minutes: 2);
        await story.DoAsync(story.Maya, new Resolve("A lock was held"));
    }

    [Fact]
    public async Task A_proposal_calls_nobody_until_a_person_takes_it()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Proposes);
        await Shop.SeeAsync(story, 25, minutes: 6);
        var proposed = await AdoptAsync(story);
        Assert.True(proposed.IsProposal);
        await story.AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Empty((await story.ReadAsync()).Ladder);
        story.Inbox.ExpectNothing();

        await story.DoAsync(story.Maya, new Acknowledge());
        Assert.NotEmpty((await story.ReadAsync()).Ladder);
        Assert.Contains(await story.EventsAsync(), recorded => recorded.Event is StepEscalated { Cause: EscalationCause.AtOnce });
    }

    [Fact]
    public async Task One_value_beyond_a_limit_that_asks_for_no_time_opens_nothing()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Opens);
        await Shop.SeeAsync(story, 25, minutes: 0.5);
        await Shop.SeeAsync(story, 0.02, minutes: 2);
        await Shop.SeeAsync(story, 25, minutes: 1);
        Assert.Null(await OpenAsync(story));
        await Shop.SeeAsync(story, 25, minutes: 0.5);
        Assert.NotNull(await OpenAsync(story));
    }

    [Fact]
    public async Task What_people_declined_is_not_opened_again_before_it_was_green_not_even_after_a_restart()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Opens);
        await Shop.SeeAsync(story, 6.8, minutes: 6);
        await AdoptAsync(story);
        await story.DoAsync(story.Maya, new Decline { Reason = "A load test" });
        await Shop.SeeAsync(story, 6.8, minutes: 3);
        Assert.Null(await OpenAsync(story));
        await story.RestartAsync();
        await Shop.SeeAsync(story, 6.8, minutes: 3);
        Assert.Null(await OpenAsync(story));

        await Shop.SeeAsync(story, 0.02, minutes: 2);
        await Shop.SeeAsync(story, 6.8, minutes: 6);
        Assert.NotNull(await OpenAsync(story));
    }

    [Fact]
    public async Task The_advice_is_taken_back_only_after_a_while_and_never_because_nothing_is_known()
    {
        await using var story = await Shop.StartAsync(BreachResponse.Nothing);
        await story.DeclareAsync(new DeclareIncident("Shop is slow", Shop.Service, "SEV-3") { TakeCommand = true }, story.Maya);
        await Shop.SeeAsync(story, 6.8, minutes: 6);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await Shop.SeeAsync(story, null, minutes: 10);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await Shop.SeeAsync(story, 0.02, minutes: 1.5);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await Shop.SeeAsync(story, 0.02, minutes: 1);
        Assert.Null((await story.ReadAsync()).Advice);
    }

    /// <summary>How the timeline begins: who opened it, and on what it saw.</summary>
    private static async Task<string[]> BeginAsync(Scenario story, Incident opened, string language)
    {
        var entries = TimelineView.From(await story.EventsAsync(), _ => opened.Runbook, language).Entries;
        return [entries[0].Headline, entries[1].Headline, entries[1].Body ?? ""];
    }

    private static async Task<IncidentRow?> OpenAsync(Scenario story) => await story.Get<IIncidentQueries>().FindOpenOfServiceAsync(Shop.Service, IncidentConsole.Domain.Access.Viewer.System, End);

    private static async Task<Incident> AdoptAsync(Scenario story)
    {
        story.GoOnWith((await OpenAsync(story))!.Id);
        await story.AdvanceAsync(TimeSpan.Zero);
        return await story.ReadAsync();
    }

    private static async Task<string> RefusedAsync(Scenario story) =>
        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new Resolve("A lock was held"))).Refusal.Message;
}
