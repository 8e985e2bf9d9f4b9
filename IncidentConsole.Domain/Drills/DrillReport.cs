using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Drills;

public enum DrillMark
{
    InTime,
    Late,

    /// <summary>Before its time window began.</summary>
    Early,

    /// <summary>Was to be done and was not.</summary>
    Missing,

    /// <summary>Nothing says by when, or it did not apply.</summary>
    NoClock,
}

/// <summary>One thing the drill asked for, and what came of it.</summary>
/// <param name="What">Of the runbook, or of the console.</param>
/// <param name="Took">Null where it was not done.</param>
/// <param name="Allowed">Null where nothing says how long it may take.</param>
/// <param name="Said">In words, a sentence.</param>
public sealed record DrillItem(string What, DrillMark Mark, string Said, TimeSpan? Took = null, TimeSpan? Allowed = null, DateTimeOffset? At = null);

/// <summary>How many of those that have a clock kept it.</summary>
public sealed record DrillTally(int Kept, int Of)
{
    public static DrillTally Over(IEnumerable<DrillItem> items)
    {
        var clocked = items.Where(item => item.Mark != DrillMark.NoClock).ToList();
        return new(clocked.Count(item => item.Mark == DrillMark.InTime), clocked.Count);
    }
}

/// <summary>
/// What a drill reached, from its log alone: the times against their clocks, the updates against their promises, the ticks against their windows,
/// the steps against their budgets, the calls against their moments. Pure: the same log gives the same report.
/// </summary>
public sealed record DrillReport
{
    public required Incident Drill { get; init; }

    /// <summary>End of what is reported, UTC: stopped, resolved, or now.</summary>
    public required DateTimeOffset Until { get; init; }

    public bool IsOver => !Drill.IsOpen;

    /// <summary>Detect, acknowledge, mitigate, resolve.</summary>
    public required ImmutableArray<DrillItem> Times { get; init; }

    public required ImmutableArray<DrillItem> Updates { get; init; }

    public required ImmutableArray<DrillItem> Checks { get; init; }

    public required ImmutableArray<DrillItem> Steps { get; init; }

    public required ImmutableArray<DrillItem> Calls { get; init; }

    /// <summary>Null where nobody took command.</summary>
    public string? LedBy { get; init; }

    /// <summary>Title of the procedure, or the incident, that was played.</summary>
    public required string Played { get; init; }

    public DrillTally UpdatesKept => DrillTally.Over(Updates);

    /// <summary>Of those that have a window: one that was left open in a phase without any is missing, but kept no clock waiting.</summary>
    public DrillTally ChecksKept => DrillTally.Over(Checks.Where(item => item.Mark != DrillMark.Missing || item.Allowed is not null));

    public DrillTally StepsKept => DrillTally.Over(Steps);

    public DrillTally CallsKept => DrillTally.Over(Calls);

    /// <param name="events">The whole stream.</param>
    public static DrillReport Of(Incident drill, IReadOnlyList<RecordedEvent> events, Func<RunbookKey, Runbook> runbooks, DateTimeOffset now)
    {
        var until = drill.Drill!.StoppedAt ?? drill.Milestones.Resolved ?? (drill.IsOpen ? now : events[^1].OccurredAt);
        var report = new DrillWalk(drill, events, runbooks, until);
        return new DrillReport
        {
            Drill = drill,
            Until = until,
            Played = PlayedOf(drill),
            LedBy = report.LedBy(),
            Times = report.Times(),
            Updates = report.Updates(),
            Checks = report.Checks(),
            Steps = report.Steps(),
            Calls = report.Calls(),
        };
    }

    /// <summary>Drills that are worth comparing play the same.</summary>
    public static bool PlaysTheSame(Incident one, Incident other) =>
        one.Drill?.Play is { } play && other.Drill?.Play is { } before && play.Source == before.Source && (play.Source == DrillSource.PastIncident
            ? play.IncidentId == before.IncidentId
            : play.ProcedureId == before.ProcedureId && one.Runbook.Slug == other.Runbook.Slug && one.Service == other.Service);

    private static string PlayedOf(Incident drill) => drill.Drill!.Play switch
    {
        { IncidentNumber: { } number } => System.FormattableString.Invariant($"INC-{number}"),
        { ProcedureId: { } id } => drill.Runbook.FindProcedure(id)?.Title ?? id,
        _ => "The screens alone",
    };
}
