using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Components.Incidents;

/// <summary>The manual clock, but a page's throttle (ten reads a second) does not hold tests up: such short waits end at once.</summary>
internal sealed class PageClock(ManualClock clock) : TimeProvider
{
    private static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(250);

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => dueTime > TimeSpan.Zero && dueTime <= Throttle
        ? System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan)
        : clock.CreateTimer(callback, state, dueTime, period);
}
