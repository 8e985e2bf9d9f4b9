using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>An action is run, and the figures say whether it helped: at their moments, over a restart, and not at all where nobody measures.</summary>
public sealed class WhatHelped
{
    private static CancellationToken End => Scenario.End;

    [Fact]
    public async Task The_timeline_says_it_helped_although_the_console_was_killed_in_between()
    {
        await using var story = await BrokenAsync();
        await RestartPodAsync(story);
        await Shop.SeeAsync(story, 2.0, minutes: 2);
        var first = Assert.Single((await EffectAsync(story)).Measured);
        Assert.Equal((1, EffectVerdict.Helped, 6.8, 2.0), (first.Minutes, first.Verdict, first.Readings[0].Before, first.Readings[0].After));

        await Shop.SeeAsync(story, 0.4, minutes: 2.5);
        await story.RestartAsync(away: TimeSpan.FromMinutes(3));   // five minutes after the action nobody is there
        await story.AdvanceAsync(TimeSpan.FromMinutes(2));
        var second = (await EffectAsync(story)).Measured[1];
        Assert.Equal((5, EffectVerdict.Helped, 0.4), (second.Minutes, second.Verdict, second.Readings[0].After));

        await Shop.SeeAsync(story, 9.9, minutes: 10);
        var effect = await EffectAsync(story);
        Assert.Equal((15, EffectVerdict.Worse), (effect.Measured[2].Minutes, effect.Latest!.Verdict));
        Assert.Empty(effect.Owed);
        var events = await story.EventsAsync();
        Assert.Equal(effect.DoneAt.AddMinutes(5), events.Single(recorded => recorded.Event is ActionEffectMeasured { Minutes: 5 }).OccurredAt);

        var line = Assert.Single(TimelineView.From(events, story.Get<ICatalog>().Runbook).InOrderOfEvents(), entry => !entry.Effects.IsEmpty);
        Assert.Equal(("Worse after it: Restart a pod", 3), (line.Headline, line.Body!.Split('\n').Length));
    }

    [Fact]
    public async Task What_was_not_read_while_the_console_was_down_is_not_guessed()
    {
        await using var story = await BrokenAsync();
        await RestartPodAsync(story);
        await story.RestartAsync(away: TimeSpan.FromMinutes(3));
        Assert.Empty((await EffectAsync(story)).Measured);   // the sources may still tell what they remember
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        var measured = Assert.Single((await EffectAsync(story)).Measured);
        Assert.Equal((1, EffectVerdict.CannotTell, null), (measured.Minutes, measured.Verdict, measured.Readings[0].After));
    }

    [Fact]
    public async Task What_a_source_remembers_of_that_time_counts()
    {
        await using var story = await BrokenAsync();
        await RestartPodAsync(story);
        var moment = (await EffectAsync(story)).DoneAt.AddMinutes(1);
        await story.RestartAsync(away: TimeSpan.FromMinutes(4));
        await story.Get<ISampleStore>().AddAsync([new(Shop.Service, Shop.Errors.Id, "", new(moment.AddSeconds(-10), 0.4))], End);
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((EffectVerdict.Helped, 0.4), ((await EffectAsync(story)).Measured[0].Verdict, (await EffectAsync(story)).Measured[0].Readings[0].After));
    }

    [Fact]
    public async Task A_service_without_signals_is_told_nothing()
    {
        await using var story = await Scenario.StartAsync();
        await story.DeclareAsync(new DeclareIncident("Errors", "api", "SEV-3") { TakeCommand = true }, story.Maya);
        await RestartPodAsync(story);
        await story.AdvanceAsync(TimeSpan.FromMinutes(20));
        Assert.DoesNotContain(await story.EventsAsync(), recorded => recorded.Event is ActionEffectMeasured);
        Assert.DoesNotContain(DeadlineSchedule.For(await story.ReadAsync()), deadline => deadline.Kind == DeadlineKind.ActionEffectDue);
    }

    [Fact]
    public async Task An_action_that_only_looks_is_not_measured()
    {
        await using var story = await BrokenAsync();
        await story.DoAsync(story.Maya, new StartAction(null, "logs"));
        await story.DoAsync(story.Maya, new ConfirmAction("logs"));
        Assert.Empty((await story.ReadAsync()).Effects);
    }

    [Fact]
    public async Task The_board_goes_on_saying_what_people_owe()
    {
        await using var story = await BrokenAsync();
        var before = (await story.Get<IIncidentQueries>().FindAsync(story.Id, Viewer.System, End))!.NextDueKind;
        await RestartPodAsync(story);
        Assert.Equal(before, (await story.Get<IIncidentQueries>().FindAsync(story.Id, Viewer.System, End))!.NextDueKind);
    }

    private static async Task<Scenario> BrokenAsync()
    {
        var story = await Shop.StartAsync(BreachResponse.Nothing);
        await story.DeclareAsync(new DeclareIncident("Shop is slow", Shop.Service, "SEV-2") { TakeCommand = true }, story.Maya);
        await Shop.SeeAsync(story, 6.8, minutes: 3);
        return story;
    }

    private static async Task RestartPodAsync(Scenario story)
    {
        await story.DoAsync(story.Maya, new StartAction(null, "restart", "kubectl delete pod api-7") { Reason = "It hangs", Confirmation = (await story.ReadAsync()).Service });
        await story.DoAsync(story.Maya, new ConfirmAction("restart"));
    }

    private static async Task<ActionEffect> EffectAsync(Scenario story) => (await story.ReadAsync()).Effects["restart"];
}
