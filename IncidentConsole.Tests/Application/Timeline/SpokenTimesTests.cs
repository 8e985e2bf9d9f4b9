using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Timeline;

/// <summary>"@14:21" in a note means a minute of the incident, or it is only text.</summary>
public sealed class SpokenTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("see @14:21", "14:21")]
    [InlineData("@4:05, then", "4:05")]
    [InlineData("ada@14:21 @24:00 @14:210 @14:21:07 14:21", null)]
    public void Only_a_clock_with_its_sign_is_a_time(string text, string? said) =>
        Assert.Equal(said, SpokenTimes.In(text).SingleOrDefault()?.Groups["said"].Value);

    [Theory]
    [InlineData("03:10", "2026-11-21T03:10:00Z")]                          // UTC, without a zone to read it in
    [InlineData("3:10", "2026-11-21T03:10:00Z")]
    [InlineData("01:50", null)]                                            // before it began
    [InlineData("04:30", null)]                                            // not yet
    [InlineData("04:10", "2026-11-21T03:10:00Z", "Europe/Berlin")]         // the reader's zone
    [InlineData("03:05", "2026-11-21T02:05:00Z", "Europe/Berlin")]         // ... comes before UTC
    [InlineData("02:30", "2026-11-21T02:30:00Z", "Europe/Berlin")]         // and UTC is understood where the zone's lies outside
    public void A_time_is_read_in_the_readers_zone_or_in_UTC_and_only_inside_the_incident(string clock, string? moment, string? zone = null) =>
        Assert.Equal(moment is null ? null : At(moment), SpokenTimes.Of(clock, At("2026-11-21T03:40:00Z"), zone is null ? null : Berlin, [], At("2026-11-21T02:00:00Z"), At("2026-11-21T04:00:00Z")));

    [Fact]
    public void A_minute_in_which_something_happened_comes_first_and_leads_to_it()
    {
        TimelineEntry[] entries = [Entry("2026-11-21T03:10:40Z"), Entry("2026-11-21T03:10:07Z")];
        Assert.Equal(At("2026-11-21T03:10:07Z"), SpokenTimes.Of("03:10", At("2026-11-21T03:40:00Z"), Berlin, entries, At("2026-11-21T02:00:00Z"), At("2026-11-21T04:00:00Z")));
    }

    [Fact]
    public void Over_midnight_the_last_such_minute_before_the_writing_is_meant_and_the_next_one_where_there_is_none()
    {
        var (from, to) = (At("2026-11-20T23:00:00Z"), At("2026-11-22T02:00:00Z"));
        Assert.Equal(At("2026-11-20T23:30:00Z"), SpokenTimes.Of("23:30", At("2026-11-21T00:10:00Z"), null, [], from, to));
        Assert.Equal(At("2026-11-21T23:30:00Z"), SpokenTimes.Of("23:30", At("2026-11-22T00:10:00Z"), null, [], from, to));
        Assert.Equal(At("2026-11-21T00:45:00Z"), SpokenTimes.Of("00:45", At("2026-11-21T00:10:00Z"), null, [], from, to));
    }

    [Fact]
    public void The_minute_in_which_it_began_leads_to_its_beginning() =>
        Assert.Equal(At("2026-11-21T02:00:30Z"), SpokenTimes.Of("02:00", At("2026-11-21T03:00:00Z"), null, [], At("2026-11-21T02:00:30Z"), At("2026-11-21T04:00:00Z")));

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);

    private static TimelineEntry Entry(string utc) => new() { Version = 1, Position = 1, Kind = TimelineKind.Note, Headline = "Note", Actor = Actor.System, OccurredAt = At(utc), RecordedAt = At(utc) };
}
