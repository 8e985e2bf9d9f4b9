using IncidentConsole.Domain.Application.Alerts;

namespace IncidentConsole.Tests.Application.Alerts;

public sealed class AlertBellTests
{
    private readonly AlertBell bell = new();

    [Fact]
    public async Task Who_waits_is_told_when_the_delivery_was_acted_on()
    {
        var acted = bell.Expect("a")!;
        var other = bell.Expect("b")!;
        bell.Acted("a");
        await acted;
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public void In_a_storm_nobody_waits_and_who_gave_up_makes_room()
    {
        Assert.All(Enumerable.Range(0, 4), number => Assert.NotNull(bell.Expect($"{number}")));
        Assert.Null(bell.Expect("one more"));
        bell.Forget("0");
        Assert.NotNull(bell.Expect("one more"));
        bell.Acted("0");   // came too late for whom nobody waits
    }
}
