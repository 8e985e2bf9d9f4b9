using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Metrics;

/// <summary>Judges labels as Prometheus does, with the patterns of a selector made once.</summary>
public sealed class LabelPattern(MetricSelector selector)
{
    private readonly (LabelMatcher Matcher, Regex? Pattern)[] matchers = [.. selector.Matchers.Select(matcher => (matcher, matcher.Pattern))];

    public bool Fits(IReadOnlyDictionary<string, string> labels) =>
        selector.Labels.All(wanted => labels.GetValueOrDefault(wanted.Key, "") == wanted.Value)
        && matchers.All(one => one.Matcher.Fits(labels.GetValueOrDefault(one.Matcher.Label, ""), one.Pattern));
}
