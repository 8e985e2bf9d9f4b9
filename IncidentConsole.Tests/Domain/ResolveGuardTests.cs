using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

[Covers<Resolve>]
public sealed class ResolveGuardTests
{
    private static readonly Signal Errors = new("errors", "api", "Error rate", "%", new ProbeSource(new("http://a/"), ProbeMeasure.Ready), GoodDirection.Low, 1, [], null, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
    private static readonly Runbook Runbook = TestRunbooks.Standard with
    {
        Checklist = [],
        ResolveCriteria = [new("green", "Errors stay under 0.1 %", new("Error rate", Comparison.Below, 0.1, "%"), TimeSpan.FromMinutes(30)), new("smoke", "The smoke test passes")],
    };

    [Fact]
    public void While_a_line_is_red_nobody_declares_victory_without_a_reason() => Story.Commanded(runbook: Runbook)
        .Proved(Red(6.8))
        .When(new Resolve("rolled back"))
        .ThenRefused(RefusalKind.Conflict, "Errors stay under 0.1 % (it is 6.8\u00a0%)", "give a reason")
        .When(new Resolve("rolled back") { Override = "The exporter is broken, the logs are clean" })
        .Then(
            new GuardOverridden([new(GuardPointKind.LineIsRed, "green", 6.8, "%"), new(GuardPointKind.NobodyLooked, "smoke")], new Prose("The exporter is broken, the logs are clean")),
            new IncidentResolved(new Prose("rolled back")))
        .ThenIncident(incident => Assert.Equal(("Ada", "The exporter is broken, the logs are clean"), (incident.Override?.By.Name, incident.Override?.Why.Text)))
        .When(new Reopen { Reason = "Came back" })
        .ThenIncident(incident => Assert.Null(incident.Override));

    [Fact]
    public void A_line_beyond_its_limit_is_no_victory_where_the_runbook_has_no_criterion_for_it()
    {
        var limited = Errors with { Thresholds = [new(2, 5)] };
        var red = SignalVerdict.Of(limited, new Sample(Story.Start, 12.64), Story.Start);
        Story.Commanded(runbook: Runbook with { ResolveCriteria = [] })
            .Proved(Assert.Single(LiveCriterion.Of(Runbook with { ResolveCriteria = [] }, [red], _ => [], Story.Start)))
            .When(new Resolve("scaled out")).ThenRefused(RefusalKind.Conflict, "Error rate is still beyond a limit (it is 12.6\u00a0%)", "give a reason")
            .When(new Resolve("scaled out") { Override = "The line lags" })
            .Then(new GuardOverridden([new(GuardPointKind.LineIsOver, "Error rate", 12.6, "%")], new Prose("The line lags")), new IncidentResolved(new Prose("scaled out")));

        // What a criterion speaks of is said once, and a line within its limits not at all.
        Assert.Equal("green", Assert.Single(LiveCriterion.Of(Runbook, [red], _ => [], Story.Start)).CriterionId);
        Assert.Empty(LiveCriterion.Of(Runbook with { ResolveCriteria = [] }, [SignalVerdict.Of(limited, new Sample(Story.Start, 0.2), Story.Start)], _ => [], Story.Start));
    }

    /// <summary>A probe has no limit of its own; "/ready 503 for 5 min" stands in the level of the runbook.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_line_beyond_a_limit_of_the_runbooks_levels_is_not_green_either(double value, bool holds)
    {
        var ready = new Signal("ready", "api", "/ready", "", new ProbeSource(new("http://a/")), GoodDirection.High, 0, [], 1, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        var runbook = Runbook with { Severities = ReadyAtFirstLevel(Runbook.Severities), ResolveCriteria = [new("stable", "Metrics stable", null, TimeSpan.FromMinutes(30))] };
        var verdict = SignalVerdict.Of(ready, new Sample(Story.Start, value), Story.Start);
        var live = Assert.Single(LiveCriterion.Of(runbook, [verdict], _ => [new SampleSeries("", [new Sample(Story.Start.AddSeconds(-30), 1), new Sample(Story.Start, value)])], Story.Start));
        Assert.Equal((holds, holds ? Story.Start.AddSeconds(-30) : null), (live.Holds, live.Since));
        Assert.Equal(!holds, LiveCriterion.Of(runbook with { ResolveCriteria = [] }, [verdict], _ => [], Story.Start).Any());
        var refused = Story.Commanded(runbook: runbook).Proved(live).When(new Resolve("restarted"));
        if (!holds)
        {
            refused.ThenRefused(RefusalKind.Conflict, "/ready is still beyond a limit (it is 0)", "give a reason");   // "metrics stable" alone would not say which
        }
    }

    internal static IncidentConsole.Domain.Severities.SeverityScheme ReadyAtFirstLevel(IncidentConsole.Domain.Severities.SeverityScheme levels) =>
        new([levels[1] with { Thresholds = [new("/ready 503", Comparison.Above, 0, "", For: TimeSpan.FromMinutes(5))] }, .. levels.Levels.Skip(1)]);

    [Fact]
    public void Green_is_not_enough_until_it_was_green_for_as_long_as_the_runbook_asks() => Story.Commanded(runbook: Runbook)
        .Proved(Green(since: Story.Start))
        .After(29 * 60)
        .When(new Resolve("rolled back")).ThenRefused(RefusalKind.Conflict, "it holds only since 03:00 UTC")
        .After(60)
        .When(new Resolve("rolled back")).Then(new IncidentResolved(new Prose("rolled back")));

    [Fact]
    public void Missing_is_not_green() => Story.Commanded(runbook: Runbook)
        .Proved(new LiveCriterion("green", null, Errors, null, Why: "No fresh value."))
        .When(new Resolve("rolled back")).ThenRefused(RefusalKind.Conflict, "its signal has no fresh value");

    [Fact]
    public void Where_no_signal_can_say_it_people_are_asked_and_not_held_up() => Story.Commanded(runbook: Runbook)
        .Proved(new LiveCriterion("green", null, Why: "This service has no signal"))
        .When(new Resolve("rolled back")).Then(new IncidentResolved(new Prose("rolled back")));

    [Fact]
    public void The_reason_of_who_is_in_command_is_the_override() => Story.Commanded(runbook: Runbook)
        .Proved(Red(6.8))
        .When(new Resolve("rolled back") { Reason = "Known noise" })
        .Then(new GuardOverridden([new(GuardPointKind.LineIsRed, "green", 6.8, "%"), new(GuardPointKind.NobodyLooked, "smoke")], new Prose("Known noise")), new IncidentResolved(new Prose("rolled back")));

    [Fact]
    public void The_reason_for_acting_in_anothers_command_overrides_no_proof() => Story.Commanded(runbook: Runbook)
        .Proved(Red(6.8))
        .When(new Resolve("rolled back") { Reason = "Ada sleeps" }, Someone.Cy).ThenRefused(RefusalKind.Conflict, "it is 6.8")
        .When(new Resolve("rolled back") { Reason = "Ada sleeps", Override = "Known noise" }, Someone.Cy).ThenAccepted();

    [Fact]
    public void Open_alerts_and_checks_are_listed_the_hardest_proof_first()
    {
        var item = new ChecklistItem("look", "Look at the dashboards", IsRequired: true);
        var runbook = Runbook with { Checklist = [new ChecklistPhase("first", "First", ChecklistAnchor.Declared, TimeSpan.Zero, TimeSpan.FromMinutes(5), [item])] };
        var incident = Story.Commanded(runbook: runbook).Given(new AlertJoined("a1", new Prose("HighErrorRate"), 1, Story.Start), new AlertJoined("a2", new Prose("Over"), 1, Story.Start), new AlertCleared("a2", Story.Start)).Incident;
        var points = ResolveGuard.Points(incident, new Dictionary<string, LiveCriterion> { ["green"] = Red(6.8) }, Story.Start);
        Assert.Equal([(GuardPointKind.LineIsRed, true), (GuardPointKind.AlertFires, false), (GuardPointKind.NobodyLooked, false), (GuardPointKind.CheckIsOpen, false)], points.Select(point => (point.Kind, point.Blocks)));
    }

    [Fact]
    public void The_words_of_every_point_name_their_subject_in_both_languages()
    {
        var incident = Story.Commanded(runbook: Runbook).Incident;
        Assert.All(Enum.GetValues<GuardPointKind>(), kind =>
        {
            var point = new GuardPoint(kind, kind == GuardPointKind.NotDocumented ? "Rollback" : "nothing-known", 6.8, "%", Story.Start);
            Assert.All(["en", "de"], language => Assert.Contains(kind == GuardPointKind.NotDocumented ? "ollback" : "nothing-known", GuardWords.Of(point, incident, language), StringComparison.Ordinal));
            Assert.NotEqual(GuardWords.Of(point, incident), GuardWords.Of(point, incident, "de"));
        });
    }

    private static LiveCriterion Red(double value) => new("green", false, Errors, new Sample(Story.Start, value));

    private static LiveCriterion Green(DateTimeOffset since) => new("green", true, Errors, new Sample(Story.Start, 0.02), since);
}
