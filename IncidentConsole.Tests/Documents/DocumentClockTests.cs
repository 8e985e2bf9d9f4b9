using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Documents;

public sealed class DocumentClockTests
{
    private static readonly PostmortemWords English = PostmortemWords.For(DocumentLanguage.English);
    private static readonly DateTimeOffset NewYear = new(2026, 12, 31, 23, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Pacific/Kiritimati", "1 Jan 2027", "13:30", "UTC+14:00")]
    [InlineData("Etc/GMT+12", "31 Dec 2026", "11:30", "UTC−12:00")]
    [InlineData("Asia/Kolkata", "1 Jan 2027", "05:00", "UTC+05:30")]
    [InlineData("Europe/Berlin", "1 Jan 2027", "00:30", "CET")]
    [InlineData("UTC", "31 Dec 2026", "23:30", "UTC")]
    [InlineData("Mars/Olympus", "31 Dec 2026", "23:30", "UTC")]
    public void A_moment_is_told_in_the_papers_zone(string zone, string date, string time, string name)
    {
        var clock = new DocumentClock(zone, English);
        Assert.Equal((date, time, name), (clock.Date(NewYear), clock.Time(NewYear), clock.ZoneName(NewYear)));
    }

    [Fact]
    public void The_hour_that_comes_twice_keeps_its_zone_name_apart()
    {
        var clock = new DocumentClock("Europe/Berlin", English);
        var summer = new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero);
        Assert.Equal(("02:30", "CEST"), (clock.Time(summer), clock.ZoneName(summer)));
        Assert.Equal(("02:30", "CET"), (clock.Time(summer.AddHours(1)), clock.ZoneName(summer.AddHours(1))));
    }

    [Theory]
    [InlineData(DocumentLanguage.English, "3 days 3 h")]
    [InlineData(DocumentLanguage.German, "3 Tage 3 h")]
    public void Durations_read_as_the_console_says_them_and_never_break(DocumentLanguage language, string words) =>
        Assert.Equal(words.Replace(' ', '\u00a0'), new DocumentClock("UTC", PostmortemWords.For(language)).Duration(TimeSpan.FromHours(75)));

    [Theory]
    [InlineData(-360, "−00:06")]
    [InlineData(-20, "00:00")]
    [InlineData(3480, "00:58")]
    [InlineData(363900, "101:05")]
    public void Offsets_count_from_detection(int seconds, string words) => Assert.Equal(words, DocumentClock.Elapsed(TimeSpan.FromSeconds(seconds)));
}
