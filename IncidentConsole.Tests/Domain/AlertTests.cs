using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<JoinAlert>]
[Covers<ClearAlert>]
[Covers<CountAlerts>]
[Covers<ReleaseAlert>]
public sealed class AlertTests
{
    private static readonly JoinAlert Join = new("a1", "HighErrorRate", 2, Story.Start);

    [Fact]
    public void An_alert_joins_once_and_clears_once() => Story.Triage()
        .When(Join, Someone.Bot)
        .Then(new AlertJoined("a1", new Prose("HighErrorRate"), 2, Story.Start))
        .When(Join, Someone.Bot)
        .ThenNothing()
        .When(new ClearAlert("a1", Story.Start.AddMinutes(3)), Someone.System)
        .Then(new AlertCleared("a1", Story.Start.AddMinutes(3)))
        .ThenIncident(incident => Assert.True(incident.IsOpen))
        .When(new ClearAlert("a1", Story.Start.AddMinutes(3)), Someone.Bot)
        .ThenNothing()
        .When(new ClearAlert("a2", Story.Start), Someone.Bot)
        .ThenNothing();

    [Fact]
    public void People_are_not_monitoring()
    {
        Story.Triage().When(Join, Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Write a note");
        Story.Triage().When(new ClearAlert("a1", Story.Start), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "Write a note");
    }

    [Fact]
    public void What_is_over_is_not_joined_but_still_cleared() => Story.Triage().When(Join, Someone.Bot)
        .Given(new IncidentResolved(new Prose("x")))
        .When(Join with { AlertId = "a2" }, Someone.Bot)
        .ThenRefused(RefusalKind.Conflict, "INC-7 is resolved")
        .When(new ClearAlert("a1", Story.Start), Someone.Bot)
        .ThenAccepted();

    [Fact]
    public void A_storm_is_told_when_it_is_of_another_order_or_over() => Story.Triage()
        .When(new CountAlerts(20, 20), Someone.Bot)
        .ThenNothing()   // each was told by itself
        .When(new CountAlerts(21, 21), Someone.Bot)
        .Then(new AlertsCounted(21, 21))
        .When(new CountAlerts(24, 20), Someone.Bot)
        .ThenNothing()
        .When(new CountAlerts(26, 20), Someone.Bot)
        .Then(new AlertsCounted(26, 20))
        .When(new CountAlerts(999, 900), Someone.Bot)
        .Then(new AlertsCounted(999, 900))
        .When(new CountAlerts(999, 0), Someone.System)
        .Then(new AlertsCounted(999, 0))
        .When(new CountAlerts(999, 0), Someone.System)
        .ThenNothing()
        .When(new CountAlerts(1_000, 1), Someone.System)
        .Then(new AlertsCounted(1_000, 1));

    [Fact]
    public void An_alert_that_is_another_matter_leaves_with_a_reason() => Story.Triage()
        .When(Join, Someone.Bot)
        .When(new ReleaseAlert("a1", "HighErrorRate", 12), Someone.Bo)
        .ThenRefused(RefusalKind.ReasonRequired)
        .When(new ReleaseAlert("a1", "HighErrorRate", 12) { Reason = "another cluster" }, Someone.Bo)
        .Then(new AlertReleased("a1", new Prose("HighErrorRate"), 12))
        .ThenIncident(incident => Assert.Empty(incident.Alerts));

    [Fact]
    public void Of_what_is_over_a_storm_tells_only_its_end() => Story.Triage()
        .Given(new AlertsCounted(30, 30), new IncidentDeclined())
        .When(new CountAlerts(999, 999), Someone.System)
        .ThenNothing()
        .When(new CountAlerts(999, 0), Someone.System)
        .Then(new AlertsCounted(999, 0))
        .When(new CountAlerts(999, 0), Someone.System)
        .ThenNothing();

    [Fact]
    public void It_leaves_what_is_over_too() => Story.Triage()
        .When(Join, Someone.Bot)
        .Given(new IncidentDeclined())
        .When(new ReleaseAlert("a1", "HighErrorRate", 12) { Reason = "it fires on" }, Someone.Bo)
        .Then(new AlertReleased("a1", new Prose("HighErrorRate"), 12));
}
