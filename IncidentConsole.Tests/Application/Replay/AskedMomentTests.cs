using IncidentConsole.Domain.Application.Replay;

namespace IncidentConsole.Tests.Application.Replay;

public sealed class AskedMomentTests
{
    [Theory]
    [InlineData("2026-11-21T14:21:07Z", "2026-11-21T14:21:07Z")]
    [InlineData("2026-11-21T14:21Z", "2026-11-21T14:21:00Z")]
    [InlineData("2026-11-21T15:21:07+01:00", "2026-11-21T14:21:07Z")]
    [InlineData("2026-11-21T15:21:07 01:00", "2026-11-21T14:21:07Z")]   // a plus sign that nobody escaped
    [InlineData("2026-11-21T14:21:07.3451Z", "2026-11-21T14:21:07.345Z")]
    public void A_moment_with_its_zone_is_read_and_written_in_utc(string said, string written)
    {
        var asked = AskedMoment.Read(said);
        Assert.Null(asked.Why);
        Assert.Equal(TimeSpan.Zero, asked.At!.Value.Offset);
        Assert.Equal(written, AskedMoment.Write(asked.At.Value));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("14:21")]
    [InlineData("2026-11-21T14:21:07")]   // whose quarter past two?
    [InlineData("2026-13-21T14:21:07Z")]
    [InlineData("1732198867")]
    public void Anything_else_is_said_in_words_with_the_form_to_use(string said)
    {
        var asked = AskedMoment.Read(said);
        Assert.Null(asked.At);
        Assert.Contains(said, asked.Why, StringComparison.Ordinal);
        Assert.Contains(AskedMoment.Form, asked.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_not_given_back_whole() => Assert.InRange(AskedMoment.Read(new string('x', 5_000)).Why!.Length, 50, 200);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_said_is_now(string? said) => Assert.Equal(AskedMoment.None, AskedMoment.Read(said));

    [Fact]
    public void What_was_recorded_within_a_millisecond_is_known_at_the_moment_its_link_names()
    {
        var recorded = new DateTimeOffset(2026, 11, 21, 14, 21, 7, TimeSpan.Zero).AddTicks(12_345);
        Assert.InRange(AskedMoment.Read(AskedMoment.Write(AskedMoment.After(recorded))).At!.Value, recorded, recorded.AddMilliseconds(1));
    }
}
