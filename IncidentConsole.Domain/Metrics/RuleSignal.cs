using System.Globalization;

namespace IncidentConsole.Domain.Metrics;

/// <summary>Which signal of a service a runbook's rule speaks of. The runbook names its metric in words, a team names its signals itself: a rule is
/// matched by title or id, else by its words where they fit one signal alone. Two that fit are no match: nothing is guessed.</summary>
/// <param name="Signal">Null where none fits, or more than one.</param>
/// <param name="Gap">Why there is none, with what to do; null when there is one.</param>
public sealed record RuleSignal(Signal? Signal, string? Gap)
{
    /// <param name="rule">Its fallback is taken where the service has no signal for the metric itself.</param>
    public static RuleSignal Find(ThresholdRule rule, IReadOnlyList<Signal> signals)
    {
        var found = Find(rule.Metric, signals);
        return found.Signal is null && rule.FallbackMetric is { } other && Find(other, signals) is { Signal: not null } fallback ? fallback : found;
    }

    /// <summary>The limit of a rule in the unit of its signal; null with what is missing where it cannot be said.</summary>
    public static (double? Limit, string? Gap) LimitOf(ThresholdRule rule, Signal signal)
    {
        // A budget the runbook gives in figures is a limit like any other; one it only names is the aim of the signal.
        if (rule is { Value: null, BudgetMultiple: { } multiple })
        {
            return (signal.Budget?.Value ?? signal.Target) is { } budget
                ? (budget * multiple, null)
                : (null, $"The limit is {multiple.ToString(CultureInfo.InvariantCulture)} times the budget{(rule.Budget is { } name ? $" \"{name}\"" : "")}, and \"{signal.Title}\" has no budget. Give it one in the settings of the service.");
        }

        return rule.Value is not { } value ? (null, "The runbook gives no limit here.")
            : MetricUnit.Convert(value, rule.Unit, signal.Unit) is { } limit ? (limit, null)
            : (null, $"The limit is in \"{rule.Unit}\" and \"{signal.Title}\" in \"{signal.Unit}\". Give both one unit.");
    }

    private static RuleSignal Find(string metric, IReadOnlyList<Signal> signals)
    {
        var named = Words(metric);
        var exact = signals.FirstOrDefault(signal => Same(signal.Title, metric) || Same(signal.Id, string.Join('-', named)) || Probes(signal, metric));
        if (exact is not null)
        {
            return new(exact, null);
        }

        var fitting = signals.Where(signal => named.Count > 0 && named.IsSubsetOf(Words($"{signal.Title} {signal.Id}"))).ToList();
        return fitting.Count switch
        {
            1 => new(fitting[0], null),
            0 => new(null, $"This service has no signal \"{metric}\". Add one of that title in the settings of the service."),
            _ => new(null, $"\"{metric}\" may be {string.Join(" or ", fitting.Select(signal => $"\"{signal.Title}\""))}. Give one of them that title."),
        };
    }

    /// <summary>"/ready" and "/ready 503" are the readiness probe of that path; a probe of a bare host asks /ready first.</summary>
    private static bool Probes(Signal signal, string metric) =>
        IsAddress(metric) && metric.Split(' ')[0] is var path && signal.Source is ProbeSource { Measure: ProbeMeasure.Ready, Address: { IsAbsoluteUri: true } address }
        && (Same(address.AbsolutePath, path) || (address.AbsolutePath == "/" && Same(path, "/ready")));

    /// <summary>True where a rule names a path of the service instead of a figure.</summary>
    internal static bool IsAddress(string metric) => metric.StartsWith('/');

    private static bool Same(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static HashSet<string> Words(string text) =>
        [.. string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => German.GetValueOrDefault(word, [word]))];

    // A German runbook over signals that were named in English, or the other way round.
    private static readonly Dictionary<string, string[]> German = new(StringComparer.Ordinal)
    {
        ["latenz"] = ["latency"],
        ["latenzen"] = ["latency"],
        ["fehlerrate"] = ["error", "rate"],
        ["fehlerraten"] = ["error", "rate"],
        ["erfolgsrate"] = ["success", "rate"],
        ["erfolgsquote"] = ["success", "rate"],
        ["verfügbarkeit"] = ["availability"],
        ["antwortzeit"] = ["response", "time"],
    };
}
