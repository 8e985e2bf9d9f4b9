using System.Collections.Immutable;

namespace IncidentConsole.Domain.Incidents;

public enum DrillSource
{
    /// <summary>Only the screens are borrowed: nobody plays along but the people the ladder calls.</summary>
    Free,

    /// <summary>A procedure of the runbook, with figures made from its limits.</summary>
    Procedure,

    /// <summary>An incident that happened, with its samples and what others wrote then, moved to now.</summary>
    PastIncident,
}

/// <summary>What a drill plays, fixed at its start: the same play and the same acts give the same figures and the same people.</summary>
/// <param name="Seed">Decides all that is left to chance.</param>
/// <param name="Speed">How many times faster than life the figures and the simulated people are; the clocks of the incident stay true.</param>
public sealed record DrillPlay(DrillSource Source, int Seed, int Speed)
{
    public static DrillPlay Free { get; } = new(DrillSource.Free, 1, 1);

    public static ImmutableArray<int> Speeds { get; } = [1, 2, 5];

    /// <summary>Of the runbook; null unless a procedure is played.</summary>
    public string? ProcedureId { get; init; }

    /// <summary>The action after whose confirmation the figures come back; null: after any, or when the impact is said to be mitigated.</summary>
    public string? KeyAction { get; init; }

    /// <summary>The incident that is played; null unless one is.</summary>
    public string? IncidentId { get; init; }

    public int? IncidentNumber { get; init; }

    /// <summary>The moment of that incident which is the start of the drill, UTC.</summary>
    public DateTimeOffset? PastFrom { get; init; }

    /// <summary>Seconds after that moment at which its impact was mitigated, where that is known.</summary>
    public int? HealedAfterSeconds { get; init; }
}

/// <summary>The drill took a break: figures and simulated people hold still, the clocks of the incident go on.</summary>
public sealed record DrillPaused : IncidentEvent;

public sealed record DrillContinued : IncidentEvent;

/// <summary>The drill was ended before the incident was resolved.</summary>
public sealed record DrillStopped : IncidentEvent;

/// <summary>A line of the script was played; what came of it stands beside it. A line is played once, over every restart.</summary>
/// <param name="Line">Unique within the drill.</param>
public sealed record DrillLinePlayed(string Line) : IncidentEvent;

/// <summary>How far a drill is.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="Rank">The severity it was started at: what the figures speak of.</param>
public sealed record DrillState(DrillPlay Play, DateTimeOffset StartedAt, int Rank)
{
    /// <summary>Of the names under which drills read their signals; no service has it, a slug holds no colon.</summary>
    public const string SignalPrefix = "drill:";

    /// <summary>Breaks that are over, the oldest first.</summary>
    public ImmutableList<(DateTimeOffset From, DateTimeOffset To)> Breaks { get; init; } = [];

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When what mends it was first done, UTC.</summary>
    public DateTimeOffset? KeyDoneAt { get; init; }

    public ImmutableHashSet<string> Played { get; init; } = [];

    public bool IsPaused => PausedAt is not null;

    /// <summary>Time in the play at a moment: without breaks, as fast as the drill; negative before its start, at the speed of life.</summary>
    public TimeSpan At(DateTimeOffset moment)
    {
        if (moment <= StartedAt)
        {
            return moment - StartedAt;
        }

        var until = PausedAt < moment ? PausedAt.Value : moment;
        var away = Breaks.Where(one => one.From < until).Aggregate(TimeSpan.Zero, (sum, one) => sum + ((one.To < until ? one.To : until) - one.From));
        return (until - StartedAt - away) * Play.Speed;
    }

    internal DrillState Pause(DateTimeOffset at) => PausedAt is null ? this with { PausedAt = at } : this;

    internal DrillState Continue(DateTimeOffset at) => PausedAt is { } from ? this with { PausedAt = null, Breaks = Breaks.Add((from, at)) } : this;

    /// <param name="actionId">Null where the impact was said to be mitigated.</param>
    internal DrillState Done(string? actionId, DateTimeOffset at) =>
        KeyDoneAt is null && (Play.KeyAction is null || Play.KeyAction == actionId) ? this with { KeyDoneAt = at } : this;
}
