using System.Collections.Concurrent;
using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What the metrics of a service say, judged at most every three seconds however many pages ask.</summary>
public sealed class MetricCache(ISignalCatalog signals, LiveSignals live, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, MetricVerdict? Verdict)> known = new(StringComparer.Ordinal);

    /// <summary>Null when the service has no signals.</summary>
    public async Task<MetricVerdict?> GetAsync(string service, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(service, out var last) && now - last.At < Fresh)
        {
            return last.Verdict;
        }

        var own = await signals.OfServiceAsync(service, removedToo: false, cancellationToken).ConfigureAwait(false);
        var verdict = own.Count == 0 ? null : live.Judge(own, now);
        known[service] = (now, verdict);
        return verdict;
    }
}

/// <summary>How a figure is written: number, space, unit.</summary>
internal static class MetricWords
{
    public static string Value(SignalVerdict verdict) => verdict.Latest?.Value is { } value ? $"{verdict.Signal.Title} {Value(value, verdict.Signal)}" : verdict.Signal.Title;

    /// <summary>", 3.4× of 250 ms"; empty without a budget.</summary>
    public static string OfBudget(SignalVerdict verdict) => verdict.Signal.Budget is { } budget && verdict.Latest?.Value is { } value
        ? string.Create(CultureInfo.InvariantCulture, $", {Math.Round(budget.RatioOf(value), 1)}× of {Value(budget.Value, verdict.Signal)}")
        : "";

    public static string Value(double value, Signal signal) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number(value, signal)}{(signal.Unit.Length == 0 ? "" : "\u00a0")}{signal.Unit}");

    public static string Number(double value, Signal signal) => value.ToString($"F{signal.Decimals}", CultureInfo.InvariantCulture);
}
