using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

[Covers<JoinAlert>]
[Covers<ClearAlert>]
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
}
