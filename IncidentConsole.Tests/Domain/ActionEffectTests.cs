using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>What an action did, by the figures before and after it.</summary>
public sealed class ActionEffectTests
{
    private static readonly WatchedSignal Errors = new("errors", "Error rate", "%", 1, Comparison.Above, 5, 6.8);
    private static readonly WatchedSignal Latency = new("p95", "p95", "ms", 0, Comparison.Above, 750, 400);

    [Theory]
    [InlineData(6.8, 0.4, EffectVerdict.Helped)]       // back within the limit
    [InlineData(50.0, 20.0, EffectVerdict.Helped)]         // still beyond, more than half of the way back
    [InlineData(6.8, 6.2, EffectVerdict.NoEffect)]     // less than half of the way
    [InlineData(5.1, 4.9, EffectVerdict.NoEffect)]     // across the limit by less than a twentieth of it
    [InlineData(1.0, 3.0, EffectVerdict.NoEffect)]     // within before and after
    [InlineData(1.0, 5.5, EffectVerdict.Worse)]        // crossed
    [InlineData(6.8, 9.0, EffectVerdict.Worse)]        // as far again beyond
    [InlineData(6.8, 7.3, EffectVerdict.NoEffect)]
    [InlineData(6.8, null, EffectVerdict.CannotTell)]
    [InlineData(null, 0.4, EffectVerdict.CannotTell)]
    public void A_figure_that_should_be_low(double? before, double? after, EffectVerdict verdict) => Assert.Equal(verdict, One(Errors with { Before = before }, after).Verdict);

    [Theory]
    [InlineData(96, 99.4, EffectVerdict.Helped)]
    [InlineData(96, 97.6, EffectVerdict.Helped)]
    [InlineData(96, 96.5, EffectVerdict.NoEffect)]
    [InlineData(99.5, 98.0, EffectVerdict.Worse)]
    [InlineData(98.99, 99.01, EffectVerdict.NoEffect)]   // less than a twentieth of what the limit leaves to 100
    public void A_percentage_that_should_be_high(double before, double after, EffectVerdict verdict) =>
        Assert.Equal(verdict, One(new("ok", "Success", "%", 2, Comparison.Below, 99, before), after).Verdict);

    [Fact]
    public void A_limit_of_zero_and_a_probe_of_ready_are_judged_too()
    {
        Assert.Equal(EffectVerdict.Helped, One(new("queue", "Dead letters", "", 0, Comparison.Above, 0, 3), 0).Verdict);
        Assert.Equal(EffectVerdict.NoEffect, One(new("queue", "Dead letters", "", 0, Comparison.Above, 0, 0), 0).Verdict);
        Assert.Equal(EffectVerdict.Helped, One(new("ready", "Ready", "", 0, Comparison.Below, 1, 0), 1).Verdict);
    }

    [Fact]
    public void Of_several_the_worst_counts_and_one_that_vanished_hides_no_help()
    {
        EffectVerdict Of(double? errors, double? latency) => Measured(Done(Errors, Latency), 1, ("errors", errors), ("p95", latency)).Verdict;
        Assert.Equal(EffectVerdict.Helped, Of(0.4, 410));
        Assert.Equal(EffectVerdict.Worse, Of(0.4, 900));
        Assert.Equal(EffectVerdict.CannotTell, Of(0.4, null));
        Assert.Equal(EffectVerdict.Worse, Of(null, 900));
        Assert.Equal(EffectVerdict.NoEffect, Of(6.7, 410));
        Assert.Equal(EffectVerdict.Helped, Measured(Done(Errors, Latency with { Before = null }), 1, ("errors", 0.4)).Verdict);   // was never known
        Assert.Equal(EffectVerdict.CannotTell, Measured(Done(Errors, Latency with { Before = null }), 1, ("errors", 6.7)).Verdict);
    }

    [Fact]
    public void It_is_due_after_one_five_and_fifteen_minutes_and_each_is_measured_once()
    {
        var story = Done(Errors);
        Assert.Equal([("restart:1", 3.0), ("restart:5", 7), ("restart:15", 17)], story.Due(DeadlineKind.ActionEffectDue));
        story.Figures(("errors", 2.0)).After(60).When(Due(story, 1), Someone.System)
            .Then(new ActionEffectMeasured("restart", 1, EffectVerdict.Helped, [new("errors", "Error rate", "%", 1, Comparison.Above, 5, 6.8, 2, EffectVerdict.Helped)], []))
            .When(Due(story, 1), Someone.System).ThenNothing();
        Assert.Equal([("restart:5", 7.0), ("restart:15", 17)], story.Due(DeadlineKind.ActionEffectDue));
    }

    /// <summary>A rebuild of half an hour that is confirmed as begun after two minutes shows nothing for a while, and that is no verdict.</summary>
    [Fact]
    public void An_action_with_a_time_of_its_own_is_not_judged_before_it_is_over()
    {
        var story = Start(Story.Commanded(runbook: WithBudget(TimeSpan.FromMinutes(30))).Watched(Errors));
        Assert.Equal([("restart:1", 3.0), ("restart:5", 7), ("restart:15", 17), ("restart:28", 30)], story.Due(DeadlineKind.ActionEffectDue));
        var early = Measured(story, 15, ("errors", 6.7));
        Assert.Equal((EffectVerdict.NoEffectYet, EffectVerdict.NoEffect), (early.Verdict, Measured(story, 28, ("errors", 6.7)).Verdict));
        Assert.Equal(EffectVerdict.Helped, Measured(story, 5, ("errors", 0.4)).Verdict);   // what came early came
        Assert.Equal("After 15 min: no effect yet (the step's own time is not over), Error rate 6.8\u00a0% → 6.7\u00a0% (limit 5.0\u00a0%)", EffectWords.Line(early, id => id, "en"));
        Assert.Equal("Noch ohne Wirkung: Neustart", EffectWords.Headline(early.Verdict, "Neustart", "de"));
    }

    [Fact]
    public void A_measure_that_is_late_is_of_its_own_moment() =>
        Assert.Equal(Story.Start.AddMinutes(7), Done(Errors).After(3600).When(Due(Done(Errors), 5), Someone.System).OccurredAt);

    [Fact]
    public void Another_action_in_the_same_minutes_makes_it_untellable_from_then_on()
    {
        var story = Done(Errors).Figures(("errors", 0.4)).After(60);
        story.When(Due(story, 1), Someone.System).ThenIncident(incident => Assert.Equal(EffectVerdict.Helped, incident.Effects["restart"].Latest!.Verdict));
        story.When(new StartAction(null, "logs"), Someone.Bo).When(new ConfirmAction("logs"), Someone.Bo);   // only looks
        story.After(30).When(new StartAction(null, "limit") { Reason = "x" }, Someone.Bo).ThenAccepted().After(300).When(Due(story, 5), Someone.System);
        var measured = story.Incident.Effects["restart"].Measured[^1];
        Assert.Equal((EffectVerdict.CannotTell, "limit"), (measured.Verdict, Assert.Single(measured.Others)));
        Assert.Equal(1, story.Incident.Effects["restart"].Latest!.Minutes);   // what the first minute told still stands
    }

    [Fact]
    public void Running_it_again_measures_the_new_run_alone()
    {
        var story = Done(Errors).After(120).When(new StartAction(null, "restart", "kubectl delete pod api-7") { Reason = "again", Confirmation = "api" }).ThenAccepted();
        Assert.Empty(story.Due(DeadlineKind.ActionEffectDue));
        story.After(60).When(new ConfirmAction("restart"));
        Assert.Equal([("restart:1", 6.0), ("restart:5", 10), ("restart:15", 20)], story.Due(DeadlineKind.ActionEffectDue));
    }

    [Fact]
    public void Without_signals_nothing_is_due_and_nothing_said()
    {
        var story = Done();
        Assert.Empty(story.Due(DeadlineKind.ActionEffectDue));
        Assert.Empty(story.Incident.Effects);
    }

    [Fact]
    public void It_goes_on_after_the_resolution_and_not_after_a_false_positive()
    {
        Assert.NotEmpty(Done(Errors).Given(new IncidentResolved(new Prose("x")), new IncidentClosed()).Due(DeadlineKind.ActionEffectDue));
        Assert.Empty(Done(Errors).Given(new IncidentDeclined()).Due(DeadlineKind.ActionEffectDue));
    }

    [Fact]
    public void Nobody_has_to_do_anything_for_it()
    {
        var story = Done(Errors).After(3600);
        Assert.DoesNotContain(DoNext.All(story.Incident, DeadlineSchedule.For(story.Incident), story.Now, new(Someone.Ada.Id, Someone.Ada.Role)), duty => duty.Text.Contains("effect", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("en", "After 5 min: helped, Error rate 6.8\u00a0% → 0.4\u00a0% (limit 5.0\u00a0%) · p95 400\u00a0ms → unknown (limit 750\u00a0ms)")]
    [InlineData("de", "Nach 5 min: geholfen, Error rate 6,8\u00a0% → 0,4\u00a0% (Grenze 5,0\u00a0%) · p95 400\u00a0ms → unbekannt (Grenze 750\u00a0ms)")]
    public void It_is_said_with_its_figures(string language, string words)
    {
        var measured = Measured(Done(Errors, Latency), 5, ("errors", 0.4)) with { Verdict = EffectVerdict.Helped };
        Assert.Equal(words, EffectWords.Line(measured, id => id, language));
    }

    [Fact]
    public void What_was_within_its_limit_all_along_is_left_out()
    {
        string Said(params WatchedSignal[] signals) => EffectWords.Line(Measured(Done(signals), 1, ("errors", 0.4), ("p95", 410)), id => id, "en").Replace('\u00a0', ' ');
        Assert.Equal("After 1 min: helped, Error rate 6.8 % → 0.4 % (limit 5.0 %)", Said(Latency, Errors));
        Assert.Equal("After 1 min: no effect, p95 400 ms → 410 ms (limit 750 ms)", Said(Latency));
    }

    [Fact]
    public void The_figure_that_made_the_verdict_is_said_first()
    {
        var measured = Measured(Done(Errors, Latency), 1, ("errors", 6.8), ("p95", 4600));
        Assert.Equal(EffectVerdict.Worse, measured.Verdict);
        Assert.Equal("After 1 min: worse, p95 400 ms → 4600 ms (limit 750 ms) · Error rate 6.8 % → 6.8 % (limit 5.0 %)", EffectWords.Line(measured, id => id, "en").Replace('\u00a0', ' '));
    }

    private static EffectReading One(WatchedSignal signal, double? after) => Assert.Single(Measured(Done(signal), 1, (signal.SignalId, after)).Readings);

    private static ActionEffectMeasured Measured(Story story, int minutes, params (string Signal, double? Value)[] said) => EffectRule.Judge(
        story.Incident, story.Incident.Effects["restart"], minutes, said.Where(one => one.Value is not null).ToImmutableDictionary(one => one.Signal, one => one.Value!.Value));

    /// <summary>Started at the start of the story, done two minutes later.</summary>
    private static Story Done(params WatchedSignal[] signals) => Start(Story.Commanded().Watched(signals));

    private static Runbook WithBudget(TimeSpan budget) => TestRunbooks.Standard with
    {
        Procedures = [.. TestRunbooks.Standard.Procedures.Select(procedure => procedure with { Actions = [.. procedure.Actions.Select(action => action.Id == "restart" ? action with { Budget = budget } : action)] })],
    };

    private static Story Start(Story story) => story
        .When(new StartAction(null, "restart", "kubectl delete pod api-7") { Reason = "It hangs", Confirmation = "api" }).ThenAccepted()
        .After(120).When(new ConfirmAction("restart")).ThenAccepted();

    private static PassDeadline Due(Story story, int minutes) =>
        new(DeadlineKind.ActionEffectDue, EffectRule.Subject("restart", minutes), story.Incident.Effects["restart"].DoneAt.AddMinutes(minutes));
}
