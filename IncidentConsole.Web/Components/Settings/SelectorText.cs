using System.Text;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>A metric with labels as people copy it from a metrics page: <c>name{label="value",…}</c>.</summary>
public static partial class SelectorText
{
    public static string Write(MetricSelector selector)
    {
        if (selector.Labels.Count == 0)
        {
            return selector.Name;
        }

        var labels = selector.Labels.Select(label => $"{label.Key}=\"{label.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        return $"{selector.Name}{{{string.Join(",", labels)}}}";
    }

    /// <summary>What cannot be read as labels is left out; a missing name is for the rules to refuse.</summary>
    public static MetricSelector Read(string text)
    {
        var trimmed = text.Trim();
        var brace = trimmed.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
        {
            return new MetricSelector(trimmed);
        }

        var labels = Label().Matches(trimmed[brace..]).ToDictionary(match => match.Groups["name"].Value, match => Unescape(match.Groups["value"].Value), StringComparer.Ordinal);
        return new MetricSelector(trimmed[..brace].Trim()) { Labels = labels };
    }

    private static string Unescape(string value)
    {
        var result = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            result.Append(value[i] == '\\' && i + 1 < value.Length ? value[++i] : value[i]);
        }

        return result.ToString();
    }

    [GeneratedRegex("""(?<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*"(?<value>(?:[^"\\]|\\.)*)"(?!.*(?<![A-Za-z0-9_])\k<name>\s*=)""")]
    private static partial Regex Label();
}
