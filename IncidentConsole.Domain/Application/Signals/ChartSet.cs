using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The charts of one incident with what is drawn over all of them.</summary>
/// <param name="IncidentFrom">Start of the impact, else of the detection.</param>
/// <param name="IncidentTo">Resolution; null while open.</param>
public sealed record ChartSet(
    DateTimeOffset From, DateTimeOffset To, DateTimeOffset IncidentFrom, DateTimeOffset? IncidentTo, IReadOnlyList<ChartMarker> Markers, IReadOnlyList<Chart> Charts);

/// <summary>A moment of the incident, as a letter flag with its words.</summary>
public sealed record ChartMarker(DateTimeOffset At, string Letter, string Label);

/// <param name="Series">At most <see cref="Downsampling.ChartPoints"/> samples a line; a sample without a value is a gap.</param>
public sealed record Chart(Signal Signal, IReadOnlyList<ChartThreshold> Thresholds, IReadOnlyList<SampleSeries> Series);

/// <param name="Label">The level's label in the incident's runbook.</param>
public sealed record ChartThreshold(int Rank, string Label, double Value);
