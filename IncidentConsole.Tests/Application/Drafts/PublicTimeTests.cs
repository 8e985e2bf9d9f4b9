using IncidentConsole.Domain.Application.Drafts;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class PublicTimeTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 2, 50, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("UTC", "02:50 UTC")]
    [InlineData("Europe/Berlin", "03:50 CET · 02:50 UTC")]
    [InlineData("Europe/London", "02:50 GMT · 02:50 UTC")]
    [InlineData("Asia/Kathmandu", "08:35 UTC+05:45 · 02:50 UTC")]
    [InlineData("Pacific/Kiritimati", "16:50 UTC+14:00 · 02:50 UTC")]
    [InlineData("Etc/GMT+12", "14:50 UTC-12:00 · 02:50 UTC")]
    public void Local_first_then_UTC(string zone, string words) =>
        Assert.Equal(words, PublicTime.Words(Night, Night.AddMinutes(-5), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("en", "22 Nov, 03:50 CET · 02:50 UTC")]
    [InlineData("de", "22. Nov., 03:50 MEZ · 02:50 UTC")]
    public void Another_day_is_named(string language, string words) =>
        Assert.Equal(words, PublicTime.Words(Night.AddDays(1), Night, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), language));

    [Fact]
    public void The_zone_name_follows_the_moment_across_the_change_of_the_clock()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var before = new DateTimeOffset(2026, 10, 25, 0, 59, 0, TimeSpan.Zero);
        Assert.Equal("02:59 CEST · 00:59 UTC", PublicTime.Words(before, before, berlin));
        Assert.Equal("02:01 CET · 01:01 UTC", PublicTime.Words(before.AddMinutes(2), before, berlin));
    }
}
