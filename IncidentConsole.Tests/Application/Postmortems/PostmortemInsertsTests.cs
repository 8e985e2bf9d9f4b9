using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Tests.Application.Postmortems;

/// <summary>What a writer asks the incident for: the entry of a time, a chart.</summary>
public sealed class PostmortemInsertsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // 14:21 in Berlin in November.
    private static readonly DateTimeOffset At = new(2026, 11, 21, 13, 21, 40, TimeSpan.Zero);

    private static readonly IReadOnlyList<PostmortemRow> Rows =
    [
        new(4, At, TimeSpan.Zero, TimelineKind.Decision, "Maya", "Roll back", null, true, true),
        new(5, At.AddSeconds(10), TimeSpan.Zero, TimelineKind.Note, "Maya", "It helps", null, false, false),
        new(6, At.AddMinutes(1), TimeSpan.Zero, TimelineKind.Note, "Maya", "Later", null, false, false),
    ];

    private static readonly IReadOnlyList<MetricStrip> Charts = [new("Error rate", "%", [], []) { SignalId = "error-rate" }, new("Error rate, eu", "%", [], []) { SignalId = "error-rate" }, new("Nameless", "", [], [])];

    [Theory]
    [InlineData("Then @14:21")]
    [InlineData("@13:21 says it all")]
    public void A_time_offers_every_entry_of_that_minute_in_local_time_or_utc(string text) => Assert.Equal(
        ["**14:21 CET · 13:21 UTC** Roll back", "**14:21 CET · 13:21 UTC** It helps"],
        PostmortemInserts.Of(text, Rows, Charts, Berlin, "en").Select(insert => insert.Markdown));

    [Theory]
    [InlineData("write to ops@14:21.example")]
    [InlineData("@14:2")]
    [InlineData("@25:21")]
    [InlineData("@14:21.")]
    [InlineData("/charts")]
    [InlineData("see a/chart")]
    [InlineData("**14:21 CET · 13:21 UTC** Roll back")]
    public void Anything_else_stays_as_it_is(string text) => Assert.Empty(PostmortemInserts.Of(text, Rows, Charts, Berlin, "en"));

    [Fact]
    public void A_chart_is_offered_once_for_each_signal() =>
        Assert.Equal(("/chart", "![Error rate](chart:error-rate)"), Assert.Single(PostmortemInserts.Of("/chart", Rows, Charts, Berlin, "en")) is var one ? (one.Token, one.Markdown) : default);
}
