namespace IncidentConsole.Web.Engine;

/// <summary>
/// The loops that look at the store now and then do it on the same beat: the processor wakes once for all of them. Awake for each alone, an idle
/// console costs half as much again.
/// </summary>
internal static class Beat
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(5);   // a timer may fire so much before its time

    /// <summary>Until the next full <paramref name="step"/> of the clock: at most one step (and the few ms by which this one came too early).</summary>
    public static TimeSpan Next(this TimeProvider clock, TimeSpan step)
    {
        var left = TimeSpan.FromTicks(step.Ticks - clock.GetUtcNow().Ticks % step.Ticks);
        return left > Early ? left : left + step;
    }
}
