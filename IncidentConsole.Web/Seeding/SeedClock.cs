namespace IncidentConsole.Web.Seeding;

/// <summary>The time at which the demo's past happens.</summary>
internal sealed class SeedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void MoveTo(DateTimeOffset moment) => now = moment > now ? moment : now;
}
