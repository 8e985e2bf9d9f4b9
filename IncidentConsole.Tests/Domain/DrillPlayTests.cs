using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>What a drill makes up: its figures, its people, its report.</summary>
public sealed class DrillPlayTests
{
    private static readonly Runbook Runbook = TestRunbooks.Standard with
    {
        Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level.Rank switch
        {
            1 => level with { Thresholds = [new("Error rate", Comparison.Above, 20, "%", For: TimeSpan.FromMinutes(5))] },
            2 => level with { Thresholds = [new("Error rate", Comparison.Above, 5, "%", For: TimeSpan.FromMinutes(5))] },
            _ => level,
        })]),
        ResolveCriteria = [new("low", "Errors under 1 %", new("Error rate", Comparison.Below, 1, "%"))],
    };

    [Fact]
    public void The_figures_are_calm_then_beyond_the_limit_of_the_severity_and_calm_again_after_the_key_action()
    {
        var story = Started();
        var signal = Assert.Single(DrillFigures.Signals(story.Incident, []));
        Assert.Equal(("error-rate", "Error rate", "%", GoodDirection.Low), (signal.Id, signal.Title, signal.Unit, signal.Good));
        Assert.Equal([(1, 20.0), (2, 5.0)], signal.Thresholds.Select(threshold => (threshold.Rank, threshold.Value)));

        double At(double minutes) => DrillFigures.At(story.Incident, signal, Story.Start.AddMinutes(minutes));
        Assert.InRange(At(-10), 0, 0.99);
        Assert.All(Enumerable.Range(-5, 60), minute => Assert.InRange(At(minute), 5.01, 19.99));

        story.After(600).Given(new ActionStarted("errors", "restart", null), new ActionConfirmed("restart", null));
        Assert.InRange(At(10), 5.01, 19.99);
        Assert.InRange(At(14), 0, 0.99);
        Assert.InRange(At(9), 5.01, 19.99);   // what was stays as it was
    }

    [Fact]
    public void Where_the_runbook_has_no_limits_a_figure_is_made_up_that_breaks_and_comes_back()
    {
        var bare = TestRunbooks.Standard with { Severities = new([.. TestRunbooks.Standard.Severities.Levels.Select(level => level with { Thresholds = [] })]), ResolveCriteria = [] };
        bare = bare with { Procedures = [.. bare.Procedures.Select(procedure => procedure with { Thresholds = [] })] };
        var story = Story.Undeclared(bare).GivenBy(Someone.Ada, Story.Declaration(2, byAlert: true, isDrill: true) with { Drill = new DrillPlay(DrillSource.Procedure, 7, 1) { ProcedureId = "errors", KeyAction = "restart" } });
        var signal = Assert.Single(DrillFigures.Signals(story.Incident, []));
        Assert.Equal("Error rate, made up", signal.Title);
        Assert.InRange(DrillFigures.At(story.Incident, signal, Story.Start.AddMinutes(3)), 5.01, 19.99);
        story.After(600).Given(new ActionStarted("errors", "restart", null), new ActionConfirmed("restart", null));
        Assert.InRange(DrillFigures.At(story.Incident, signal, Story.Start.AddMinutes(14)), 0, 0.9);
    }

    [Fact]
    public void Who_waits_for_news_gives_up_after_two_hours() =>
        Assert.Equal(
            [.. Enumerable.Range(1, 12).Select(at => $"news:{at}")],
            Enumerable.Range(1, 400).SelectMany(minute => DrillScript.Due(Started().Incident, [], Story.Start.AddMinutes(minute))).Where(line => line.Id.StartsWith("news", StringComparison.Ordinal)).Select(line => line.Id).Distinct());

    [Fact]
    public void Calm_means_that_the_target_of_the_service_is_met()
    {
        var pods = new Signal("pods", "api", "Pods ready", "", new PushedSource(), GoodDirection.High, 0, [new Threshold(1, 1)], 10, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        var story = Started();
        var signal = DrillFigures.Signals(story.Incident, [pods]).Single(one => one.Id == "pods");
        Assert.InRange(DrillFigures.At(story.Incident, signal, Story.Start.AddMinutes(5)), 9, 11);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_one_others()
    {
        var (one, same, other) = (Started(7).Incident, Started(7).Incident, Started(8).Incident);
        var signal = DrillFigures.Signals(one, [])[0];
        double[] Line(Incident drill) => [.. Enumerable.Range(0, 60).Select(second => DrillFigures.At(drill, signal, Story.Start.AddSeconds(5 * second)))];
        Assert.Equal(Line(one), Line(same));
        Assert.NotEqual(Line(one), Line(other));
    }

    [Fact]
    public void Signals_of_the_service_keep_their_names_and_are_never_read_from_their_source()
    {
        var own = new Signal("errors", "api", "Error rate", "%", new ProbeSource(new("http://a/"), ProbeMeasure.LatencyMilliseconds), GoodDirection.Low, 2, [], null, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        var signal = Assert.Single(DrillFigures.Signals(Started().Incident, [own]));
        Assert.Equal(("errors", "drill:incident-7", 2), (signal.Id, signal.Service, signal.Thresholds.Count));
    }

    [Fact]
    public void The_people_speak_in_their_time_once_and_not_during_a_break()
    {
        var story = Started();
        Assert.Empty(DrillScript.Due(story.Incident, [], story.Now));
        story.After(160);
        var line = Assert.Single(DrillScript.Due(story.Incident, [], story.Now));
        Assert.Equal(("finding:0", "Simulated: On-call engineer"), (line.Id, line.By.Name));
        Assert.Empty(DrillScript.Due(story.Given(new DrillLinePlayed("finding:0")).Incident, [], story.Now));

        story.After(600);
        Assert.Contains(DrillScript.Due(story.Incident, [], story.Now), due => due.Id == "news:1" && due.By.Name == "Simulated: Customer desk");
        Assert.Empty(DrillScript.Due(Started().After(160).Given(new DrillPaused()).Incident, [], Story.Start.AddHours(1)));
    }

    [Fact]
    public void Who_was_told_does_not_ask() =>
        Assert.DoesNotContain(DrillScript.Due(Started().After(500).When(new PostUpdate(IncidentConsole.Domain.Communications.PublicStatus.Investigating, "We look")).Incident, [], Story.Start.AddSeconds(620)), line => line.Id == "news:1");

    [Fact]
    public void A_called_step_is_answered_after_a_while()
    {
        var answered = Enumerable.Range(1, 40).Count(seed =>
        {
            var story = Started(seed).Given(new StepEscalated("page-engineer", "On-call engineer", EscalationCause.AtOnce, [Story.Called("simulated:on-call-engineer")]));
            Assert.DoesNotContain(DrillScript.Due(story.Incident, [], Story.Start.AddSeconds(39)), line => line.Act is SimulatedAnswer);
            return DrillScript.Due(story.Incident, [], Story.Start.AddSeconds(141)).Any(line => line.Act is SimulatedAnswer { StepId: "page-engineer" });
        });
        Assert.InRange(answered, 20, 39);   // now and then nobody answers, so that the ladder is practised
    }

    [Fact]
    public void Of_a_past_incident_the_others_speak_and_the_commander_is_silent()
    {
        var past = Story.Declared().GivenBy(Someone.Cy, Someone.Cy.As(IncidentRole.Commander)).After(120).GivenBy(Someone.Bo, new NoteAdded(NoteKind.Note, new Prose("The disk is full")))
            .GivenBy(Someone.Cy, new NoteAdded(NoteKind.Decision, new Prose("We delete logs"))).GivenBy(Someone.Bo, new NoteAdded(NoteKind.Note, Prose.Redacted));
        var play = new DrillPlay(DrillSource.PastIncident, 1, 2) { IncidentId = "other", IncidentNumber = 3, PastFrom = Story.Start };
        var drill = Story.Undeclared(Runbook).GivenBy(Someone.Ada, Story.Declaration(2, byAlert: true, isDrill: true) with { Drill = play });

        var events = past.Log;
        Assert.Empty(DrillScript.Due(drill.Incident, events, Story.Start.AddSeconds(59)));
        var line = Assert.Single(DrillScript.Due(drill.Incident, events, Story.Start.AddSeconds(60)));   // twice as fast as life
        Assert.Equal(("Simulated: Bo", new SimulatedNote(NoteKind.Note, "The disk is full")), (line.By.Name, line.Act));
    }

    [Fact]
    public void The_report_weighs_what_was_done_against_what_the_runbook_asks()
    {
        var story = Started().After(16 * 60).When(new Acknowledge())                                            // 15 min are given
            .When(new TickItem("dig"))                                                                          // in its window
            .When(new TickItem("look"))                                                                         // 11 min after its window
            .After(10 * 60).When(new PostUpdate(IncidentConsole.Domain.Communications.PublicStatus.Investigating, "We look", null, default, 20) { GoesOutAtOnce = true })   // 4 min before it is due
            .When(new StartAction("errors", "logs")).After(6 * 60).When(new ConfirmAction("logs"))              // 5 min are given
            .After(20 * 60).When(new StopDrill());                                                             // the promised update never came

        var report = DrillReport.Of(story.Incident, story.Log, _ => Runbook, story.Now);
        Assert.True(report.IsOver);
        Assert.Equal([("Detected", DrillMark.NoClock), ("Acknowledged", DrillMark.Late), ("Mitigated", DrillMark.Missing), ("Resolved", DrillMark.Missing)], report.Times.Select(item => (item.What, item.Mark)));
        Assert.Equal("After 16 min, 1 min late.", report.Times[1].Said);
        Assert.Equal([DrillMark.InTime, DrillMark.Missing], report.Updates.Select(item => item.Mark));
        Assert.Equal("Written 4 min before it was due.", report.Updates[0].Said);
        Assert.Equal([("Look at the dashboard", DrillMark.Late), ("Fetch coffee", DrillMark.NoClock), ("Dig deeper", DrillMark.InTime)], report.Checks.Select(item => (item.What, item.Mark)));
        Assert.Equal([("Read the logs", DrillMark.Late), ("Restart a pod", DrillMark.Missing), ("Raise the limit", DrillMark.Missing)], report.Steps.Select(item => (item.What, item.Mark)));
        Assert.Equal((new DrillTally(1, 2), new DrillTally(1, 2), "High error rate", null), (report.UpdatesKept, report.ChecksKept, report.Played, report.LedBy));
    }

    [Fact]
    public void A_check_without_a_window_is_missed_but_counts_in_no_window()
    {
        var timeless = Runbook with { Checklist = [.. Runbook.Checklist.Select(phase => phase with { From = null, To = null })] };
        var story = Started(7, timeless).When(new TickItem("dig")).After(60).When(new StopDrill());
        var report = DrillReport.Of(story.Incident, story.Log, _ => timeless, story.Now);
        Assert.Contains(report.Checks, item => item.Mark == DrillMark.Missing);
        Assert.Equal(new DrillTally(0, 0), report.ChecksKept);
    }

    [Fact]
    public void While_it_runs_nothing_is_missing_that_may_still_come()
    {
        var story = Started().After(60);
        var report = DrillReport.Of(story.Incident, story.Log, _ => Runbook, story.Now);
        Assert.False(report.IsOver);
        Assert.DoesNotContain(report.Times.Concat(report.Updates).Concat(report.Checks).Concat(report.Steps), item => item.Mark == DrillMark.Missing);
        Assert.Equal("Due in 29 min.", Assert.Single(report.Updates).Said);
    }

    [Fact]
    public void A_call_says_whether_it_went_out_in_time_and_whether_somebody_answered_in_one_sentence()
    {
        var (due, called) = (Story.Start, System.Collections.Immutable.ImmutableArray.Create(new CalledPerson("jonas", "Jonas")));
        var story = Started()
            .Given(new StepEscalated("one", "On-call", EscalationCause.NoAcknowledgement, called, due), new StepEscalated("two", "Lead", EscalationCause.NoAcknowledgement, called, due.AddMinutes(-5)), new StepEscalated("three", "Manager", EscalationCause.ByHand, called), new StepEscalated("four", "Nobody", EscalationCause.NoAcknowledgement, []))
            .After(25).Given(new EscalationAnswered("three"));
        Assert.Equal(["Called in time; no answer yet.", "Called 5 min late; no answer yet.", "Called by hand; answered after 25 s.", "Reached nobody: no person is bound to it."], Calls());
        story.When(new StopDrill());
        Assert.Equal("Called in time; nobody answered.", Calls()[0]);

        List<string> Calls() => [.. DrillReport.Of(story.Incident, story.Log, _ => Runbook, story.Now).Calls.Select(item => item.Said)];
    }

    [Fact]
    public void Drills_are_compared_with_those_that_play_the_same()
    {
        Assert.True(DrillReport.PlaysTheSame(Started(1).Incident, Started(2).Incident));
        Assert.False(DrillReport.PlaysTheSame(Started().Incident, Story.Declared(isDrill: true).Incident));
        Assert.False(DrillReport.PlaysTheSame(Started().Incident, Story.Declared().Incident));
    }

    private static Story Started(int seed = 7, Runbook? runbook = null) => Story.Undeclared(runbook ?? Runbook)
        .GivenBy(Someone.Ada, Story.Declaration(2, byAlert: true, isDrill: true) with { Drill = new DrillPlay(DrillSource.Procedure, seed, 1) { ProcedureId = "errors", KeyAction = "restart" } });
}
