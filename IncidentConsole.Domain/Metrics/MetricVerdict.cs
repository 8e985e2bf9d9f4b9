namespace IncidentConsole.Domain.Metrics;

/// <summary>What one signal says at a moment.</summary>
public enum SignalState
{
    /// <summary>No sample, none with a value, or one too old: never shown as fine.</summary>
    Unknown,
    WithinLimits,
    Breached,
}

/// <summary>One signal with its newest sample, judged.</summary>
/// <param name="Crossed">The worst threshold that is crossed; set exactly when the state is Breached.</param>
public sealed record SignalVerdict(Signal Signal, Sample? Latest, SignalState State, Threshold? Crossed)
{
    public static SignalVerdict Of(Signal signal, Sample? latest, DateTimeOffset now)
    {
        if (latest?.Value is not { } value || now - latest.At > signal.StaleAfter)
        {
            return new(signal, latest, SignalState.Unknown, null);
        }

        var crossed = signal.Thresholds.Where(threshold => threshold.IsCrossedBy(value, signal.Good)).MinBy(threshold => threshold.Rank);
        return new(signal, latest, crossed is null ? SignalState.WithinLimits : SignalState.Breached, crossed);
    }
}

/// <summary>
/// How severe the metrics of a service say this is: the worst rank any signal speaks of (one crossed limit is enough),
/// and whether something that could say worse is not known. Nothing crossed with something unknown is unknown, never green.
/// </summary>
/// <param name="Rank">Worst rank crossed, 1 = worst; null when no limit is crossed.</param>
/// <param name="Driver">The signal to show first: the one that set the rank, else the first unknown, else the first with limits.</param>
public sealed record MetricVerdict(int? Rank, SignalVerdict? Driver, IReadOnlyList<SignalVerdict> Signals)
{
    /// <summary>True when a signal with limits cannot be judged now, so that the truth may be worse than <see cref="Rank"/>.</summary>
    public bool HasUnknown => Signals.Any(verdict => verdict.State == SignalState.Unknown && verdict.Signal.Thresholds.Count > 0);

    public SignalState State => Rank is not null ? SignalState.Breached
        : HasUnknown || Signals.All(verdict => verdict.Signal.Thresholds.Count == 0) ? SignalState.Unknown
        : SignalState.WithinLimits;

    public static MetricVerdict Of(IEnumerable<SignalVerdict> signals)
    {
        var all = signals.ToList();
        var limited = all.Where(verdict => verdict.Signal.Thresholds.Count > 0).ToList();
        // Among equals the order of configuration decides, so that the header does not jump between two signals.
        var worst = limited.Where(verdict => verdict.Crossed is not null).MinBy(verdict => verdict.Crossed!.Rank);
        var driver = worst ?? limited.FirstOrDefault(verdict => verdict.State == SignalState.Unknown) ?? limited.FirstOrDefault() ?? all.FirstOrDefault();
        return new(worst?.Crossed?.Rank, driver, all);
    }
}
