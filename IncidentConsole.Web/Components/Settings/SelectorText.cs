using System.Text;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>A metric with labels as people copy it from a metrics page or a query: <c>name{label="value",code=~"5.."}</c>.</summary>
public static partial class SelectorText
{
    public static string Write(MetricSelector selector)
    {
        var conditions = selector.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={Quoted(label.Value)}")
            .Concat(selector.Matchers.Select(matcher => $"{matcher.Label}{matcher.Sign}{Quoted(matcher.Value)}"))
            .ToList();
        return conditions.Count == 0 ? selector.Name : $"{selector.Name}{{{string.Join(",", conditions)}}}";
    }

    /// <summary>What cannot be read stays in the name as it was typed, for the rules to refuse: nothing is left out in silence.</summary>
    public static MetricSelector Read(string text)
    {
        var trimmed = text.Trim();
        var brace = trimmed.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
        {
            return new MetricSelector(trimmed);
        }

        var conditions = Condition().Matches(trimmed[brace..]).ToList();
        var equal = conditions.Where(match => match.Groups["sign"].Value == "=").ToList();
        if (!Whole().IsMatch(trimmed[brace..]) || equal.DistinctBy(Label).Count() < equal.Count)
        {
            return new MetricSelector(trimmed);
        }

        return new MetricSelector(trimmed[..brace].Trim())
        {
            Labels = equal.ToDictionary(Label, Value, StringComparer.Ordinal),
            Matchers = [.. conditions.Where(match => match.Groups["sign"].Value != "=").Select(match => LabelMatcher.Of(Label(match), match.Groups["sign"].Value, Value(match)))],
        };
    }

    private static string Label(Match match) => match.Groups["name"].Value;

    private static string Value(Match match) => Unescape(match.Groups["value"].Value);

    private static string Quoted(string value) => $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Unescape(string value)
    {
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            result.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        }

        return result.ToString();
    }

    [GeneratedRegex(""" *(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*(?<sign>=~|!~|!=|=)\s*"(?<value>(?:[^"\\]|\\.)*)" *""")]
    private static partial Regex Condition();

    [GeneratedRegex("""^\{(?:\s*[A-Za-z_][A-Za-z0-9_]*\s*(?:=~|!~|!=|=)\s*"(?:[^"\\]|\\.)*"\s*(?:,|(?=\})))*\s*\}$""")]
    private static partial Regex Whole();
}
