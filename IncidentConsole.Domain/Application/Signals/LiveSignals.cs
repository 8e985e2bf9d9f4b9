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
            (reading as SignalRead)?.Notes ?? [])
        {
            Fault = (reading as SignalNotRead)?.Fault ?? (reading is SignalRead && values.All(value => value.Sample.Value is null) ? SignalFault.Nothing : SignalFault.Other),
        };
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
public sealed record LatestReading(Sample? LastGood, string? Failure, IReadOnlyList<string> Series, IReadOnlyList<string> Notes)
{
    /// <summary>Where it lies that there is no figure now.</summary>
    public SignalFault Fault { get; init; }

    /// <summary>Why there is no figure now and what to do, in sentences for whoever looks at the chart; null while there is one.</summary>
    public string? Trouble => (Failure, Fault) switch
    {
        (null, SignalFault.Nothing) => "The source answers, but has no figure just now: nothing was counted.",
        (null, _) => null,
        ({ } why, _) => $"{(why[^1] is '.' or '!' or '?' ? why : why + ".")}{Remedy}",
    };

    private string Remedy => Fault switch
    {
        SignalFault.Unreachable => " Check that it runs, and its address under Settings, Services.",
        SignalFault.Question => " Correct the query under Settings, Services.",
        SignalFault.Nothing => " Check under Settings, Services what is asked for, and whether it is still measured.",
        SignalFault.Refused or SignalFault.Other => "",   // who is refused is told where credentials are set
    };
}
