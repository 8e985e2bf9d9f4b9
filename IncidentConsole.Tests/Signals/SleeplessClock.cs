namespace IncidentConsole.Tests.Signals;

/// <summary>A clock that stands still, and jumps ahead by itself when something waits: a delay of a second costs no second.</summary>
internal sealed class SleeplessClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = start;

    public SleeplessClock() : this(new DateTimeOffset(2026, 11, 21, 2, 41, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero)
        {
            Advance(dueTime);
        }

        // On another thread: whoever made the timer has not stored it yet.
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
