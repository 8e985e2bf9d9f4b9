using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Tests.Domain;

public sealed class OnsetRuleTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 3, 37, 0, TimeSpan.Zero);

    /// <summary>Minutes from the onset; the deploy that is told when it is done counts, the roll-back half an hour later does not.</summary>
    [Theory]
    [InlineData(-20, -240, -20, 25)]
    [InlineData(2, -240, 2, 25)]
    [InlineData(-3, -3, 4)]
    [InlineData(null, 25, 60)]
    [InlineData(null)]
    public void The_nearest_change_before_or_right_after_the_onset_stands_out(int? nearest, params int[] minutes) =>
        Assert.Equal(nearest is { } minute ? At.AddMinutes(minute) : null, OnsetRule.Nearest(minutes.Select(Change), At)?.At);

    private static ChangeEvent Change(int minute) => new($"{minute}", "ci", "ci", $"{minute}", "index", "Deployed", null, null, null, At.AddMinutes(minute));
}
