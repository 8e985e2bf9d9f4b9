using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>"Next business day", everywhere on earth and on the days that are none.</summary>
public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2026-03-06T22:00:00Z", "UTC", "2026-03-09T09:00:00Z")]                    // Friday night -> Monday
    [InlineData("2026-03-06T22:00:00Z", "Pacific/Kiritimati", "2026-03-08T19:00:00Z")]     // already Saturday at +14 -> Monday 09:00 there
    [InlineData("2026-03-05T09:59:59Z", "Pacific/Kiritimati", "2026-03-05T19:00:00Z")]     // Thursday 23:59:59 there -> Friday
    [InlineData("2026-03-05T10:00:00Z", "Pacific/Kiritimati", "2026-03-08T19:00:00Z")]     // Friday 00:00 there -> Monday
    [InlineData("2026-03-09T05:00:00Z", "Etc/GMT+12", "2026-03-09T21:00:00Z")]             // still Sunday at -12 -> Monday 09:00 there
    [InlineData("2026-03-27T12:00:00Z", "Europe/Berlin", "2026-03-30T07:00:00Z")]          // summer time begins in between
    [InlineData("2026-10-23T12:00:00Z", "Europe/Berlin", "2026-10-26T08:00:00Z")]          // and ends
    [InlineData("2026-03-06T12:00:00Z", "America/New_York", "2026-03-09T13:00:00Z")]       // there it begins three weeks earlier
    [InlineData("2026-10-02T00:00:00Z", "Australia/Lord_Howe", "2026-10-04T22:00:00Z")]    // by half an hour
    [InlineData("2026-03-06T22:00:00Z", "Atlantis/Centre", "2026-03-09T09:00:00Z")]        // a zone nobody knows counts as UTC
    public void The_next_business_day_is_one_of_its_zone(string from, string zone, string due) =>
        Assert.Equal(At(due), new BusinessCalendar(zone, []).NextBusinessDay(At(from)));

    [Theory]
    [InlineData("2026-12-23T12:00:00Z", "2026-12-28T08:00:00Z")]   // 24th to 26th are none, then a weekend
    [InlineData("2026-12-30T12:00:00Z", "2026-12-31T08:00:00Z")]
    [InlineData("2026-12-31T12:00:00Z", "2027-01-04T08:00:00Z")]
    public void Holidays_are_passed_over(string from, string due) =>
        Assert.Equal(At(due), Berlin("2026-12-24", "2026-12-25", "2026-12-26", "2027-01-01").NextBusinessDay(At(from)));

    [Fact]
    public void People_read_it_on_the_clocks_of_its_zone() =>
        Assert.Equal(new DateTime(2026, 12, 28, 9, 0, 0), Berlin("2026-12-24", "2026-12-25").LocalNextBusinessDay(At("2026-12-23T12:00:00Z")));

    [Fact]
    public void An_incident_keeps_the_days_ahead_and_no_old_ones() =>
        Assert.Equal(Berlin("2026-03-07", "2026-03-09"), Berlin("2026-01-01", "2026-03-06", "2026-03-07", "2026-03-09").From(At("2026-03-06T23:30:00Z")));

    [Fact]
    public void An_incident_runs_under_the_calendar_it_was_declared_with()
    {
        var declared = Story.Declaration(4, byAlert: true, isDrill: false) with { Calendar = Berlin("2026-03-03") };
        var story = Story.Undeclared().GivenBy(Someone.Bot, declared);
        var due = Story.Start.AddHours(53);   // Monday 03:00 UTC, Tuesday is a holiday: Wednesday 09:00 in Berlin
        Assert.Equal([("", 53 * 60)], story.Due(DeadlineKind.AcknowledgeDue));

        story.After(53 * 3600).When(new PassDeadline(DeadlineKind.AcknowledgeDue, "", due.AddHours(1)), Someone.System).ThenNothing()
            .When(new PassDeadline(DeadlineKind.AcknowledgeDue, "", due), Someone.System).Then(new DeadlinePassed(DeadlineKind.AcknowledgeDue, "", due));
    }

    [Fact]
    public void It_is_kept_only_where_the_runbook_asks_for_business_days()
    {
        var calendar = Berlin("2026-03-03");
        Assert.Equal(calendar, Declared(TestRunbooks.Standard, calendar).Calendar);
        Assert.Null(Declared(TestRunbooks.TwoLevels, calendar).Calendar);
    }

    [Fact]
    public void Another_service_brings_its_own()
    {
        var story = Story.Commanded(severity: 4).Given(new ServiceChanged("shop", true, null, TestRunbooks.Key, 4) { Calendar = Berlin() });
        Assert.Equal(Berlin(), story.Incident.Calendar);
    }

    private static IncidentDeclared Declared(Runbook runbook, BusinessCalendar calendar)
    {
        var service = new ServiceFacts("api", true, null, TestRunbooks.Key, runbook, ImmutableDictionary<string, ImmutableArray<CalledPerson>>.Empty) { Calendar = calendar };
        var situation = new Situation { Now = Story.Start, Actor = Someone.Bo.Actor, Role = Someone.Bo.Role, Service = service, NextNumber = 7 };
        var accepted = Assert.IsType<Decision.Accepted>(new DeclareIncident("x", "api", null).Decide(Incident.Undeclared(Story.Id), situation));
        return Assert.IsType<IncidentDeclared>(accepted.Events[0].Event);
    }

    private static BusinessCalendar Berlin(params string[] holidays) => new("Europe/Berlin", [.. holidays.Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture))]);

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
