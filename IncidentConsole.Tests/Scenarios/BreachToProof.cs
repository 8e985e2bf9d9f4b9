using System.Collections.Immutable;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What the metrics do by themselves: a breach is detected, its severity advised, and the end of it proved before anybody says so.</summary>
public sealed class BreachToProof
{
    private const string Service = "shop";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private static readonly Signal Errors = new("error-rate", Service, "Error rate", "%", new ProbeSource(new("http://shop.invalid/ready"), ProbeMeasure.Ready), GoodDirection.Low, 1, [new(1, 20)], null, Step, TimeSpan.FromSeconds(90));

    private static readonly Runbook Runbook = TestRunbooks.Standard with
    {
        Slug = "shop-runbook",
        Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level.Rank switch
        {
            1 => level with { Thresholds = [new("Error rate", Comparison.Above, 20, "%", For: TimeSpan.FromMinutes(5))] },
            2 => level with { Thresholds = [new("Error rate", Comparison.Above, 5, "%", For: TimeSpan.FromMinutes(5))] },
            _ => level,
        })]),
        ResolveCriteria = [new("green", "All lines are green for 30 minutes", null, TimeSpan.FromMinutes(30))],
    };

    private static CancellationToken End => Scenario.End;

    [Fact]
    public async Task From_the_breach_to_the_proof_with_a_restart_in_between()
    {
        await using var story = await StartAsync(BreachResponse.Opens);
        await SeeAsync(story, 0.02, minutes: 10);
        await SeeAsync(story, 6.8, minutes: 4.5);
        Assert.Null(await OpenAsync(story));   // beyond the limit, and not yet for five minutes

        await SeeAsync(story, 6.8, minutes: 1);
        var opened = await AdoptAsync(story);
        Assert.Equal((IncidentStatus.Triage, 2, "Shop: Error rate is 6.8\u00a0%, over 5\u00a0% for 5 min"), (opened.Status, opened.Severity, opened.Title.Text));
        var seen = Assert.IsType<MetricsBreached>((await story.EventsAsync())[1].Event);
        Assert.Equal((5.0, 6.8), (seen.Evidence[0].Limit, seen.Evidence[0].Value));
        Assert.Contains(0.02, Assert.Single(seen.Charts).Points);
        Assert.Contains(6.8, seen.Charts[0].Points);

        await story.DoAsync(story.Maya, new Acknowledge());
        await story.DoAsync(story.Maya, new TakeCommand());
        await SeeAsync(story, 25, minutes: 5.5);
        var advised = (await story.ReadAsync()).Advice!;
        Assert.Equal((1, 25.0), (advised.Rank, advised.Evidence[0].Value));
        Assert.Single(await story.EventsAsync(), recorded => recorded.Event is SeverityAdvised);
        await story.DoAsync(story.Maya, new ChangeSeverity("SEV-1"));
        Assert.Null((await story.ReadAsync()).Advice);

        await SeeAsync(story, 0.02, minutes: 20);
        await story.RestartAsync(away: TimeSpan.FromSeconds(20));
        await SeeAsync(story, 0.02, minutes: 9);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await SeeAsync(story, 0.02, minutes: 1.5);
        await story.DoAsync(story.Maya, new Resolve("A lock was held"));
        Assert.Null((await story.ReadAsync()).Override);
        Assert.Null(await OpenAsync(story));
    }

    [Fact]
    public async Task A_breach_and_a_silence_both_start_the_window_again()
    {
        await using var story = await StartAsync(BreachResponse.Nothing);
        await SeeAsync(story, 0.02, minutes: 29);
        await story.DeclareAsync(new DeclareIncident("Shop is slow", Service, "SEV-3") { TakeCommand = true }, story.Maya);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await SeeAsync(story, 25, minutes: 0.5);
        Assert.Contains("it is 25", await RefusedAsync(story), StringComparison.Ordinal);
        await SeeAsync(story, 0.02, minutes: 29);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);

        await SeeAsync(story, null, minutes: 5);
        Assert.Contains("its signal has no fresh value", await RefusedAsync(story), StringComparison.Ordinal);
        await SeeAsync(story, 0.02, minutes: 29);
        Assert.Contains("it holds only since", await RefusedAsync(story), StringComparison.Ordinal);
        await SeeAsync(story, 0.02, minutes: 2);
        await story.DoAsync(story.Maya, new Resolve("A lock was held"));
    }

    [Fact]
    public async Task A_proposal_calls_nobody_until_a_person_takes_it()
    {
        await using var story = await StartAsync(BreachResponse.Proposes);
        await SeeAsync(story, 25, minutes: 6);
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
        await using var story = await StartAsync(BreachResponse.Opens);
        await SeeAsync(story, 25, minutes: 0.5);
        await SeeAsync(story, 0.02, minutes: 2);
        await SeeAsync(story, 25, minutes: 1);
        Assert.Null(await OpenAsync(story));
        await SeeAsync(story, 25, minutes: 0.5);
        Assert.NotNull(await OpenAsync(story));
    }

    [Fact]
    public async Task What_people_declined_is_not_opened_again_before_it_was_green_not_even_after_a_restart()
    {
        await using var story = await StartAsync(BreachResponse.Opens);
        await SeeAsync(story, 6.8, minutes: 6);
        await AdoptAsync(story);
        await story.DoAsync(story.Maya, new Decline { Reason = "A load test" });
        await SeeAsync(story, 6.8, minutes: 3);
        Assert.Null(await OpenAsync(story));
        await story.RestartAsync();
        await SeeAsync(story, 6.8, minutes: 3);
        Assert.Null(await OpenAsync(story));

        await SeeAsync(story, 0.02, minutes: 2);
        await SeeAsync(story, 6.8, minutes: 6);
        Assert.NotNull(await OpenAsync(story));
    }

    [Fact]
    public async Task The_advice_is_taken_back_only_after_a_while_and_never_because_nothing_is_known()
    {
        await using var story = await StartAsync(BreachResponse.Nothing);
        await story.DeclareAsync(new DeclareIncident("Shop is slow", Service, "SEV-3") { TakeCommand = true }, story.Maya);
        await SeeAsync(story, 6.8, minutes: 6);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await SeeAsync(story, null, minutes: 10);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await SeeAsync(story, 0.02, minutes: 1.5);
        Assert.Equal(2, (await story.ReadAsync()).Advice?.Rank);
        await SeeAsync(story, 0.02, minutes: 1);
        Assert.Null((await story.ReadAsync()).Advice);
    }

    private static async Task<Scenario> StartAsync(BreachResponse response)
    {
        var story = await Scenario.StartAsync();
        var editor = story.Get<ICatalogEditor>();
        Assert.NotNull(await editor.PublishRunbookAsync(new RunbookEdition(Runbook, null, "For the story"), Actor.System, End));
        var people = ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("On-call manager", [story.Aisha.Id]).Add("Platform lead", [story.Tomasz.Id]);
        Assert.True(await editor.SaveServiceAsync(new Service(Service, "Shop", Runbook.Slug, null, people) { OnBreach = response }, [Errors], isNew: true, Actor.System, End));
        return story;
    }

    /// <summary>The watch reads the same value for a while, and the console looks at it each time. Null: nothing could be read.</summary>
    private static async Task SeeAsync(Scenario story, double? value, double minutes)
    {
        for (var left = TimeSpan.FromMinutes(minutes); left > TimeSpan.Zero; left -= Step)
        {
            await story.AdvanceAsync(Step);
            var now = story.Clock.GetUtcNow();
            SignalReading reading = value is { } read ? new SignalRead([new("", new Sample(now, read))], []) : new SignalNotRead("Nobody answers.");
            var news = story.Get<LiveSignals>().Keep(Errors, reading, now);
            await story.Get<ISampleStore>().AddAsync([.. news.Select(one => new SignalSample(Service, Errors.Id, one.Label, one.Sample))], End);
            await story.Get<AutoDetector>().TickAsync(End);
            await story.Get<SeverityAdvisor>().TickAsync(End);
        }
    }

    private static async Task<IncidentRow?> OpenAsync(Scenario story) => await story.Get<IIncidentQueries>().FindOpenOfServiceAsync(Service, IncidentConsole.Domain.Access.Viewer.System, End);

    private static async Task<Incident> AdoptAsync(Scenario story)
    {
        story.GoOnWith((await OpenAsync(story))!.Id);
        await story.AdvanceAsync(TimeSpan.Zero);
        return await story.ReadAsync();
    }

    private static async Task<string> RefusedAsync(Scenario story) =>
        Assert.IsType<Outcome.Refused>(await story.SendAsync(story.Maya, new Resolve("A lock was held"))).Refusal.Message;
}
