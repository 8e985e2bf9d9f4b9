using System.Diagnostics;
using System.Threading.RateLimiting;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Tests.Endpoints;

public sealed class RateGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void Each_has_a_limit_of_its_own_and_is_told_how_long_to_wait()
    {
        var gate = Gate(2, TimeSpan.FromMinutes(1));

        Assert.Null(gate.Ask("one"));
        Assert.Null(gate.Ask("one"));
        Assert.InRange(gate.Ask("one") ?? 0, 40, 60);
        Assert.Null(gate.Ask("two"));
    }

    [Fact]
    public void It_is_full_again_when_somebody_asks_after_its_time()
    {
        var gate = Gate(1, TimeSpan.FromMilliseconds(1));

        Assert.Null(gate.Ask("one"));
        Pass(TimeSpan.FromMilliseconds(2));
        Assert.Null(gate.Ask("one"));
    }

    [Fact]
    public void A_bucket_is_refilled_without_a_timer()
    {
        var gate = new RateGate<string>(_ => new TokenBucketRateLimiter(new() { TokenLimit = 3, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMilliseconds(50), QueueLimit = 0, AutoReplenishment = false }));

        Assert.True(SpinWait.SpinUntil(() => gate.Ask("one") is not null, Patience));
        Pass(TimeSpan.FromMilliseconds(60));
        Assert.Null(gate.Ask("one"));
    }

    [Fact]
    public void Who_has_not_asked_for_long_is_forgotten_and_who_must_wait_is_not()
    {
        var gate = Gate(1, TimeSpan.FromMilliseconds(1));
        gate.Ask("left");
        var strict = Gate(1, TimeSpan.FromHours(1));
        strict.Ask("waits");

        Assert.True(SpinWait.SpinUntil(() => Left(gate) == 0, Patience));
        Assert.Equal(1, Left(strict));
        Assert.NotNull(strict.Ask("waits"));
    }

    private static RateGate<string> Gate(int permits, TimeSpan window) => new(_ => new FixedWindowRateLimiter(new() { PermitLimit = permits, Window = window, AutoReplenishment = false }));

    // The limiters of the library count real time.
    private static void Pass(TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        Assert.True(SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(begin) > time, Patience));
    }

    private static int Left(RateGate<string> gate)
    {
        gate.Forget(TimeSpan.Zero);
        return gate.Count;
    }
}
