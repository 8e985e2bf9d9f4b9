using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;
using static IncidentConsole.Tests.StatusPage.PublicWorld;

namespace IncidentConsole.Tests.StatusPage;

public sealed class ComponentHistoryTests
{
    [Fact]
    public void The_worst_word_of_the_open_incidents_counts()
    {
        var slow = Incident(1, Update(0, PublicStatus.Investigating, ("checks", ComponentState.DegradedPerformance)));
        var down = Incident(2, Update(10, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage)), Update(20, PublicStatus.Resolved));

        var history = ComponentHistory.Of("checks", [slow, down]);

        Assert.Equal(
            [ComponentState.Operational, ComponentState.DegradedPerformance, ComponentState.MajorOutage, ComponentState.DegradedPerformance],
            history.Select(entry => entry.State));
        Assert.Equal(At(20), history[^1].From);
    }

    [Fact]
    public void Resolving_takes_back_what_the_incident_said_save_what_the_last_update_still_says()
    {
        var incident = Incident(
            1,
            Update(0, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage), ("export", ComponentState.PartialOutage)),
            Update(30, PublicStatus.Resolved, ("export", ComponentState.DegradedPerformance)));

        Assert.Equal(ComponentState.Operational, ComponentHistory.Of("checks", [incident])[^1].State);
        Assert.Equal(ComponentState.DegradedPerformance, ComponentHistory.Of("export", [incident])[^1].State);
    }

    [Fact]
    public void A_day_shows_its_worst_state_in_the_zone_of_the_page()
    {
        // 23:30 UTC on the 18th is the 19th in Berlin.
        var incident = Incident(1, Update(-(2 * 24 * 60) - 150, PublicStatus.Investigating, ("checks", ComponentState.PartialOutage)), Update(-(2 * 24 * 60) - 140, PublicStatus.Resolved));
        var history = ComponentHistory.Of("checks", [incident]);

        var utc = ComponentHistory.Days(history, 5, At(0), TimeZoneInfo.Utc);
        var berlin = ComponentHistory.Days(history, 5, At(0), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.Equal(new DateOnly(2026, 11, 21), utc[^1].Day);
        Assert.Equal(new DateOnly(2026, 11, 18), utc.Single(day => day.Worst == ComponentState.PartialOutage).Day);
        Assert.Equal(new DateOnly(2026, 11, 19), berlin.Single(day => day.Worst == ComponentState.PartialOutage).Day);
    }

    [Fact]
    public void A_trouble_that_lasts_colours_each_of_its_days()
    {
        var incident = Incident(1, Update(-2 * 24 * 60, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage)));

        var days = ComponentHistory.Days(ComponentHistory.Of("checks", [incident]), 4, At(0), TimeZoneInfo.Utc);

        Assert.Equal([ComponentState.Operational, ComponentState.MajorOutage, ComponentState.MajorOutage, ComponentState.MajorOutage], days.Select(day => day.Worst));
    }

    [Fact]
    public void Only_down_and_partly_down_count_against_the_time_up()
    {
        var incident = Incident(
            1,
            Update(0, PublicStatus.Investigating, ("checks", ComponentState.DegradedPerformance)),
            Update(10, PublicStatus.Identified, ("checks", ComponentState.PartialOutage)),
            Update(40, PublicStatus.Resolved));

        Assert.Equal(0.5, ComponentHistory.Up(ComponentHistory.Of("checks", [incident]), At(0), At(60)), 6);
    }

    [Fact]
    public void A_snapshot_parts_what_is_open_from_what_is_past()
    {
        var snapshot = PublicSnapshot.Of(
            [("checks", "Permission checks", null)],
            [Incident(1, Update(0, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage))), Incident(2, Update(5, PublicStatus.Investigating), Update(9, PublicStatus.Resolved))],
            At(60),
            TimeZoneInfo.Utc);

        Assert.Equal(1, Assert.Single(snapshot.Open).Number);
        Assert.Equal(2, Assert.Single(snapshot.Past).Number);
        Assert.Equal(ComponentState.MajorOutage, snapshot.Worst);
        Assert.Equal(PublicSnapshot.Days, snapshot.Components[0].Days.Count);
    }
}
