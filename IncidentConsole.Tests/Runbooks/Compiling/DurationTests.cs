using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Times as runbooks write them.</summary>
public sealed class DurationTests
{
    [Theory]
    [InlineData("15 minutes", 900, 900)]
    [InlineData("(30s)", 30, 30)]
    [InlineData("Cadence 20–30 min", 1200, 1800)]
    [InlineData("every 15-30 minutes", 900, 1800)]
    [InlineData("Status stündlich", 3600, 3600)]
    [InlineData("within 24-48 hours", 86400, 172800)]
    [InlineData("spätestens 48 h", 172800, 172800)]
    [InlineData("mind. 30 min im grünen Bereich", 1800, 1800)]
    [InlineData("if >2 hours or data breach", 7200, 7200)]
    [InlineData("Immediate page", 0, 0)]
    [InlineData("IC + Modul-Owner sofort", 0, 0)]
    [InlineData("15 min response", 900, 900)]
    [InlineData("1 h 30 min", 5400, 5400)]
    [InlineData("30 min to 1 hour", 1800, 3600)]
    [InlineData("1,5 Stunden", 5400, 5400)]
    [InlineData("5-minute window", 300, 300)]
    public void A_time_is_read(string text, int shortest, int longest)
    {
        var duration = Duration.Find(text)!;
        Assert.Equal((shortest, longest), ((int)duration.Shortest.TotalSeconds, (int)duration.Longest.TotalSeconds));
    }

    [Theory]
    [InlineData("on call 24/7")]
    [InlineData("latency > 800ms")]
    [InlineData("port 8080")]
    [InlineData("version 1.5")]
    [InlineData("SEV1: page")]
    [InlineData("--tail=100 service")]
    public void What_is_no_time_is_none(string text) => Assert.Null(Duration.Find(text));

    [Fact]
    public void An_open_end_and_a_business_day_are_said()
    {
        Assert.True(Duration.Find("30+ min")!.IsOpenEnded);
        Assert.True(Duration.Find("Next business day")!.IsNextBusinessDay);
        Assert.True(Duration.Find("nächster Werktag")!.IsNextBusinessDay);
    }
}
