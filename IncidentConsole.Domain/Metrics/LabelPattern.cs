using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Metrics;

/// <summary>Judges labels as Prometheus does: patterns fit the whole value, an absent label is empty. Patterns take time linear in the value, whatever somebody writes.</summary>
public sealed class LabelPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
    private const int LongestPattern = 500;
    private readonly MetricSelector selector;
    private readonly (LabelMatcher Matcher, Regex? Pattern)[] matchers;

    public LabelPattern(MetricSelector selector)
    {
        this.selector = selector;
        matchers = [.. selector.Matchers.Select(matcher => (matcher, matcher.Match == LabelMatch.Not ? null : new Regex($"^(?:{matcher.Value})\\z", Options)))];
    }

    public static bool IsValid(LabelMatcher matcher)
    {
        if (string.IsNullOrWhiteSpace(matcher.Label) || matcher.Value.Length > LongestPattern)
        {
            return false;
        }

        try
        {
            return matcher.Match == LabelMatch.Not || new Regex($"^(?:{matcher.Value})\\z", Options) is not null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;   // no pattern, or one that cannot be judged in linear time
        }
    }

    public bool Fits(IReadOnlyDictionary<string, string> labels) =>
        selector.Labels.All(wanted => labels.GetValueOrDefault(wanted.Key, "") == wanted.Value)
        && matchers.All(one => Fits(one.Matcher, one.Pattern, labels.GetValueOrDefault(one.Matcher.Label, "")));

    private static bool Fits(LabelMatcher matcher, Regex? pattern, string value) => matcher.Match switch
    {
        LabelMatch.Not => value != matcher.Value,
        LabelMatch.Like => pattern!.IsMatch(value),
        LabelMatch.NotLike => !pattern!.IsMatch(value),
    };
}
