using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The charts of one incident with what is drawn over all of them.</summary>
/// <param name="IncidentFrom">Start of the impact, else of the detection.</param>
/// <param name="IncidentTo">Resolution; null while open.</param>
/// <param name="Moment">Where the charts end and what they know ends, for a replay; null while they go on.</param>
public sealed record ChartSet(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset IncidentFrom, DateTimeOffset? IncidentTo, IReadOnlyList<ChartMarker> Markers, IReadOnlyList<Chart> Charts, DateTimeOffset? Moment = null);

/// <summary>A moment of the incident, as a letter flag.</summary>
/// <param name="Word">What the letter means wherever it stands: "Step".</param>
/// <param name="Label">What happened: "Roll back Helm".</param>
/// <param name="Signal">Id of the one chart it belongs to; null for all.</param>
public sealed record ChartMarker(DateTimeOffset At, string Letter, string Word, string Label, string? Signal = null);

/// <param name="Series">At most <see cref="Downsampling.ChartPoints"/> samples a line; a sample without a value is a gap.</param>
/// <param name="DayBefore">The same time a day earlier, moved onto this one; empty unless it was asked for.</param>
/// <param name="Trouble">Why there is no figure now and what to do; null while there is one, and in a replay.</param>
public sealed record Chart(Signal Signal, IReadOnlyList<ChartThreshold> Thresholds, IReadOnlyList<SampleSeries> Series, IReadOnlyList<SampleSeries> DayBefore, string? Trouble = null);

/// <param name="Label">The level's label in the incident's runbook.</param>
/// <param name="Times">The multiple of the signal's budget that the value is; null where it is a figure of its own.</param>
public sealed record ChartThreshold(int Rank, string Label, double Value, double? Times);

/// <summary>Which time the charts of an incident show.</summary>
/// <param name="Moment">They end here, and know nothing later; null for now.</param>
/// <param name="Length">Up to the end; null for the whole incident with a little before and after.</param>
/// <param name="Zoom">A part of it, whatever the length.</param>
/// <param name="WithDayBefore">The same time a day earlier comes with it.</param>
public sealed record ChartRange(DateTimeOffset? Moment = null, TimeSpan? Length = null, (DateTimeOffset From, DateTimeOffset To)? Zoom = null, bool WithDayBefore = false)
{
    public static readonly ChartRange Whole = new();
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
}
