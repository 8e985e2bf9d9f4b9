namespace IncidentConsole.Domain.Metrics;

/// <summary>
/// One live figure of a service: where it is read, how it is drawn, and from which value on it speaks of which severity.
/// Configuration, not history: what was read lives in samples. <see cref="SignalRules"/> says in words what is wrong with one.
/// </summary>
/// <param name="Id">Slug, unique within its service: lower-case letters, digits and hyphens.</param>
/// <param name="Service">Slug of the service it belongs to.</param>
/// <param name="Title">What people read above the chart.</param>
/// <param name="Unit">As shown after the number ("%", "ms", "/s"); empty for plain counts.</param>
/// <param name="Good">Which way is better.</param>
/// <param name="Decimals">Digits after the point when shown, 0 to 6.</param>
/// <param name="Thresholds">Limits by severity rank; none for a figure that only informs.</param>
/// <param name="Target">Value to aim at, drawn without a severity.</param>
/// <param name="PollEvery">Time between two readings.</param>
/// <param name="StaleAfter">Age at which the last sample no longer counts as known.</param>
public sealed record Signal(
    string Id,
    string Service,
    string Title,
    string Unit,
    SignalSource Source,
    GoodDirection Good,
    int Decimals,
    IReadOnlyList<Threshold> Thresholds,
    double? Target,
    TimeSpan PollEvery,
    TimeSpan StaleAfter)
{
    /// <summary>More lines than this in one chart tell nobody anything.</summary>
    public const int MostLines = 12;

    /// <summary>The named limit that its thresholds and its runbook's rules are multiples of; null where it has none.</summary>
    public SignalBudget? Budget { get; init; }

    /// <summary>The same signal with the value of each threshold that is a multiple of the budget worked out.</summary>
    public Signal WithLimits() => Budget is not { } budget ? this : this with
    {
        Thresholds = [.. Thresholds.Select(threshold => threshold.Times is { } times ? threshold with { Value = times * budget.Value } : threshold)],
    };
}

/// <summary>What a runbook calls a budget: "Index p95-Latenz (ms)", 250.</summary>
/// <param name="Value">In the signal's unit.</param>
public sealed record SignalBudget(string Name, double Value)
{
    /// <summary>How many times the budget a figure is: 850 of 250 is 3.4.</summary>
    public double RatioOf(double value) => value / Value;
}

/// <summary>Which way is better: errors should be low, a hit rate high.</summary>
public enum GoodDirection
{
    Low,
    High,
}

/// <summary>From here on the figure speaks of this severity. Crossed means strictly beyond: "errors &gt; 5 %" does not match 5.0 %.</summary>
/// <param name="Rank">Rank of the severity level, 1 = worst.</param>
/// <param name="Value">In the signal's unit.</param>
public sealed record Threshold(int Rank, double Value)
{
    /// <summary>The multiple of the signal's budget that <see cref="Value"/> is; null where it is a figure of its own.</summary>
    public double? Times { get; init; }

    public bool IsCrossedBy(double value, GoodDirection good) => good switch
    {
        GoodDirection.Low => value > Value,
        GoodDirection.High => value < Value,
    };
}
