using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>A budget the runbook lists.</summary>
/// <param name="Value">In <paramref name="Unit"/>; null where each service sets it for itself.</param>
internal sealed record Budget(string Name, double? Value, string Unit);

/// <summary>Which of the listed budgets "Budget×3" is a multiple of: the one the words name, else each that fits the metric.</summary>
internal static class BudgetNames
{
    /// <summary>The rule with its budget named; several where several fit, any of which counts.</summary>
    public static FoundThresholds Name(Reading reading, FoundThresholds found) => found with
    {
        Alternatives = [.. found.Alternatives.SelectMany(one => Name(reading, one))],
        Mixed = found.Mixed is { } mixed ? ([.. mixed.AndFirst.SelectMany(one => Name(reading, one))], [.. mixed.OrFirst.SelectMany(one => Name(reading, one))]) : null,
    };

    private static IEnumerable<FoundThreshold> Name(Reading reading, FoundThreshold found)
    {
        var (rules, isOpen) = OfRule(reading, found.Rule);
        return rules.Select(rule => new FoundThreshold(rule, found.Doubt ?? (isOpen ? $"it names no budget: each of the {rules.Length} listed ones that fit counts" : null)));
    }

    private static (ImmutableArray<ThresholdRule> Rules, bool IsOpen) OfRule(Reading reading, ThresholdRule rule)
    {
        var (others, isOpen) = rule.And is { } and ? OfRule(reading, and) : (ImmutableArray<ThresholdRule>.Empty, false);
        if (rule.BudgetMultiple is { } times)
        {
            var budgets = Fitting(reading, rule);
            ImmutableArray<ThresholdRule> named = budgets.IsEmpty
                ? [rule with { Budget = rule.Unit.Length > 0 ? $"{rule.Metric} ({rule.Unit})" : rule.Metric }]
                : [.. budgets.Select(budget => Of(rule, times, budget))];
            return others.IsEmpty ? (named, named.Length > 1) : ([.. named.SelectMany(_ => others, (one, other) => one with { And = other })], isOpen || named.Length > 1);
        }

        return others.IsEmpty ? ([rule], false) : ([.. others.Select(other => rule with { And = other })], isOpen);
    }

    private static ImmutableArray<Budget> Fitting(Reading reading, ThresholdRule rule)
    {
        // "erhöhte p95-Latenz (ms)" and "p95-Latenz (ms)" name no budget, "Search p95" does.
        var said = Words(rule.Budget ?? "");
        var ofMetric = reading.Budgets.Where(budget => MetricName.In(budget.Name)?.Name is { } metric && Same(metric, rule.Metric)).ToImmutableArray();
        var bare = Words(rule.Metric);
        var named = reading.Budgets.Where(budget => Words(budget.Name) is var words && !words.IsSubsetOf(bare) && words.Except(bare).Any(said.Contains)).ToImmutableArray();
        var both = named.Where(ofMetric.Contains).ToImmutableArray();
        return both.IsEmpty ? named.IsEmpty ? ofMetric : named : both;
    }

    private static ThresholdRule Of(ThresholdRule rule, double times, Budget budget)
    {
        var name = WithoutUnit(budget.Name);
        var metric = MetricName.In(name) is null ? $"{name} {rule.Metric}" : name;
        return rule with
        {
            Metric = metric,
            Budget = budget.Name,
            Unit = budget.Value is null ? rule.Unit : budget.Unit,
            // Rounded: 0.2 × 3 is 0.6 and no more.
            Value = budget.Value is { } size ? Math.Round(size * times, 9) : null,
            // A service that measures the one thing measures it under its plain name; a figure for another thing would not be its limit.
            FallbackMetric = budget.Value is null && !Same(metric, rule.Metric) ? rule.Metric : null,
        };
    }

    /// <summary>"Index p95 (ms)" is "Index p95".</summary>
    public static string WithoutUnit(string name) => name.EndsWith(')') && name.LastIndexOf('(') is var open and > 0 ? name[..open].Trim() : name;

    private static HashSet<string> Words(string name) => [.. Vocabulary.Squeeze(WithoutUnit(name)).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
