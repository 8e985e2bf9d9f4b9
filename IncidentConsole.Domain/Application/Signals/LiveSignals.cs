using System.Collections.Concurrent;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>What the signals said last, in memory: for the figure in an incident's header and for the severity the metrics speak of.</summary>
public sealed class LiveSignals
{
    private readonly ConcurrentDictionary<(string Service, string Id), LatestReading> readings = new();

    /// <summary>Null before the first reading.</summary>
    public LatestReading? Find(Signal signal) => readings.GetValueOrDefault((signal.Service, signal.Id));

    /// <summary>How severe the metrics of a service say this is, from its signals in their order.</summary>
    public static MetricVerdict Judge(IEnumerable<Signal> signals, Func<Signal, LatestReading?> readingOf, DateTimeOffset now) =>
        MetricVerdict.Of(signals.Select(signal => SignalVerdict.Of(signal, readingOf(signal)?.LastGood, now)));

    /// <inheritdoc cref="Judge"/>
    public MetricVerdict Judge(IEnumerable<Signal> signals, DateTimeOffset now) => Judge(signals, Find, now);

    /// <summary>What the store knows from before this process began, so that a signal that cannot be read now says since when.</summary>
    internal void Remember(Signal signal, IReadOnlyList<LabelledSample> stored)
    {
        if (Worst(signal, stored) is { } last)
        {
            readings.TryAdd((signal.Service, signal.Id), new LatestReading(last, null, [.. stored.Select(line => line.Label)], []));
        }
    }

    /// <returns>One sample a line; a line that is known and was not read now has no value.</returns>
    internal IReadOnlyList<LabelledSample> Keep(Signal signal, SignalReading reading, DateTimeOffset at)
    {
        var before = Find(signal);
        IReadOnlyList<LabelledSample> values = reading is SignalRead read
            ? read.Values
            : [.. (before?.Series ?? [""]).Select(label => new LabelledSample(label, new Sample(at, null)))];
        readings[(signal.Service, signal.Id)] = new LatestReading(
            Worst(signal, values) ?? before?.LastGood,
            (reading as SignalNotRead)?.Why,
            [.. values.Select(value => value.Label)],
            (reading as SignalRead)?.Notes ?? []);
        return values;
    }

    /// <summary>Of several lines the worst one speaks for the signal.</summary>
    internal static Sample? Worst(Signal signal, IReadOnlyList<LabelledSample> values)
    {
        var known = values.Where(value => value.Sample.Value is not null).Select(value => value.Sample);
        return signal.Good switch
        {
            GoodDirection.Low => known.MaxBy(sample => sample.Value),
            GoodDirection.High => known.MinBy(sample => sample.Value),
        };
    }
}

/// <param name="LastGood">The last sample with a value; null when there never was one.</param>
/// <param name="Failure">Why the last reading brought nothing, a sentence for people; null when it did.</param>
/// <param name="Series">Labels of the lines.</param>
/// <param name="Notes">What the source warned of with the last reading.</param>
public sealed record LatestReading(Sample? LastGood, string? Failure, IReadOnlyList<string> Series, IReadOnlyList<string> Notes);
