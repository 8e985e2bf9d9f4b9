using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Domain;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Application.Duties;

public sealed class TruthDutiesTests
{
    private static readonly Signal Errors = new("errors", "api", "Error rate", "%", new ProbeSource(new("http://a/"), ProbeMeasure.Ready), GoodDirection.Low, 1, [new(2, 5)], null, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));

    [Fact]
    public void An_incident_in_which_everything_is_green_is_asked_whether_it_is_over()
    {
        Assert.Equal(["green"], Subjects(Story.Commanded().After(10 * 60), 0.1));
        Assert.Empty(Subjects(Story.Commanded().After(9 * 60), 0.1));   // the metrics may lag
        Assert.Empty(Subjects(Story.Commanded().After(10 * 60).Given(new IncidentMitigated()), 0.1));   // that is what Resolve asks
        Assert.Equal(["green"], Subjects(Story.Commanded(isDrill: true).After(10 * 60), 0.1));   // a drill is judged by its own figures
    }

    [Fact]
    public void An_alert_that_fires_on_when_all_is_said_to_be_over_is_asked_about_and_shown()
    {
        var fires = Story.Commanded().Given(new AlertJoined("a1", new Prose("HighErrorRate"), null, Story.Commanded().Now));
        Assert.Empty(Subjects(fires, null));
        var over = fires.Given(new IncidentResolved(new Prose("Restarted")));
        var duty = DoNext.All(over.Incident, DeadlineSchedule.For(over.Incident), over.Now, new Viewer("ada", AccessRole.Stakeholder)).Single(duty => duty.Kind == DutyKind.Truth);
        Assert.Equal(($"Look again: {over.Incident.Label} is resolved, and an alert still fires", DutyAction.OpenAlerts), (duty.Text, duty.Primary));
        Assert.Empty(Subjects(over.Given(new AlertCleared("a1", over.Now)), null));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Green_is_by_the_limits_of_the_runbooks_levels_too(double value, bool green)
    {
        var ready = new Signal("ready", "api", "/ready", "", new ProbeSource(new("http://a/")), GoodDirection.High, 0, [], 1, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        var story = Story.Commanded(runbook: TestRunbooks.Standard with { Severities = ResolveGuardTests.ReadyAtFirstLevel(TestRunbooks.Standard.Severities) }).After(10 * 60);
        var metrics = MetricVerdict.Of([SignalVerdict.Of(ready, new Sample(story.Now, value), story.Now)]);
        Assert.Equal(green, DoNext.All(story.Incident, DeadlineSchedule.For(story.Incident), story.Now, new Viewer("ada", AccessRole.Commander), metrics: metrics).Any(duty => duty.Subject == "green"));
    }

    [Fact]
    public void Missing_is_not_green() => Assert.Empty(Subjects(Story.Commanded().After(10 * 60), null));

    [Fact]
    public void Red_metrics_that_the_public_knows_nothing_of_are_asked_about_where_no_cadence_asks()
    {
        var quiet = TestRunbooks.Standard with { Communication = TestRunbooks.Standard.Communication with { Cadences = [] } };
        Assert.Equal(["public"], Subjects(Story.Commanded(runbook: quiet).After(60), 6.8));
        Assert.Empty(Subjects(Story.Commanded().After(60), 6.8));   // there the first update is a duty with a due time
    }

    private static string[] Subjects(Story story, double? value)
    {
        var metrics = MetricVerdict.Of([SignalVerdict.Of(Errors, value is null ? null : new Sample(story.Now, value), story.Now)]);
        return [.. DoNext.All(story.Incident, DeadlineSchedule.For(story.Incident), story.Now, new Viewer("ada", AccessRole.Commander), metrics: metrics).Where(duty => duty.Kind == DutyKind.Truth).Select(duty => duty.Subject)];
    }
}
