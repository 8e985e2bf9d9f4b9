using System.Collections.Immutable;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What the metrics showed when the console opened or proposed the incident by itself: kept with it, so that it can be judged after the samples are gone.</summary>
/// <param name="From">Start of what the charts show, UTC; they end at the entry's time.</param>
public sealed record MetricsBreached(ImmutableArray<MetricEvidence> Evidence, DateTimeOffset From, ImmutableArray<EvidenceChart> Charts) : IncidentEvent;

/// <summary>A small picture of one signal: values at even steps from <see cref="MetricsBreached.From"/> to the entry's time.</summary>
/// <param name="Points">Null where nothing was read: a gap in the line.</param>
/// <param name="Limit">In the signal's unit.</param>
public sealed record EvidenceChart(string SignalId, string Title, string Unit, double Limit, ImmutableArray<double?> Points);

/// <summary>What a declaration by the console rests on.</summary>
public sealed record Detection(ImmutableArray<MetricEvidence> Evidence, DateTimeOffset From, ImmutableArray<EvidenceChart> Charts);
