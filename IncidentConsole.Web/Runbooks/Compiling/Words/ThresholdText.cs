using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>A condition on a metric found in words.</summary>
/// <param name="Doubt">Why it is not stated in so many words; null where it is.</param>
/// <param name="IsJoint">True where it holds only together with another ("… and …"): no rule of its own.</param>
internal sealed record FoundThreshold(ThresholdRule Rule, string? Doubt, bool IsJoint = false);

/// <summary>Conditions in prose: "p95 > 800ms", "High error rate (>5%)", "error rates (5-20%)", "p95-Latenz (ms) > Budget×1.2", "/ready 503 > 5 min".</summary>
internal static partial class ThresholdText
{
    /// <param name="label">What the line is about ("Success Rate" before "> 99.5%"); null without.</param>
    public static IReadOnlyList<FoundThreshold> Find(string text, string? label = null)
    {
        var plain = Source.Inline.Plain(text);
        var found = new List<(int Start, int End, FoundThreshold Threshold)>();
        foreach (Match match in Status().Matches(plain))
        {
            found.Add((match.Index, match.Index + match.Length, new(OfStatus(match), null)));
        }

        var end = 0;
        foreach (Match match in Condition().Matches(plain))
        {
            if (found.Any(other => match.Index < other.End && other.Start < match.Index + match.Length))
            {
                continue;
            }

            if (Read(match, plain, end, label) is { } threshold)
            {
                found.Add((match.Index, match.Index + match.Length, threshold));
                end = match.Index + match.Length;
            }
        }

        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        for (var at = 1; at < found.Count; at++)
        {
            if (Vocabulary.Says(plain[found[at - 1].End..found[at].Start], "and", "und", "while", "with"))
            {
                found[at - 1] = found[at - 1] with { Threshold = found[at - 1].Threshold with { IsJoint = true } };
                found[at] = found[at] with { Threshold = found[at].Threshold with { IsJoint = true } };
            }
        }

        return [.. found.Select(entry => entry.Threshold)];
    }

    private static ThresholdRule OfStatus(Match match) =>
        new($"{match.Groups["path"].Value} {match.Groups["code"].Value}", Comparison.Above, 0, "", For: match.Groups["hold"].Success ? Duration.Find(match.Groups["hold"].Value)?.Longest ?? default : default);

    private static FoundThreshold? Read(Match match, string plain, int after, string? label)
    {
        var before = Before(plain, match.Index, after, out var wider);
        var metric = MetricName.In(before) ?? (wider is null ? null : MetricName.In(wider)) ?? (label is null ? null : MetricName.In(label) ?? (label.Split(' ').Length <= 4 ? new MetricName(label, false) : null));
        if (metric is null)
        {
            return null;
        }

        var hold = match.Groups["hold"].Success ? Duration.Find(match.Groups["hold"].Value)?.Longest ?? default : default;
        var sign = match.Groups["op"].Value;
        var comparison = sign.Length > 0 && IsBelow(sign) ? Comparison.Below : Comparison.Above;
        if (match.Groups["times"].Success)
        {
            var unit = UnitInParentheses().Match(before);
            var budget = unit.Success ? $"{metric.Name} ({unit.Groups["unit"].Value})" : metric.Name;
            return new(new(metric.Name, comparison, null, unit.Groups["unit"].Value, budget, Number(match.Groups["times"].Value), hold), null);
        }

        var value = Number(match.Groups["value"].Value);
        var written = match.Groups["unit"].Value.ToLowerInvariant();
        switch (written)
        {
            case "%" or "percent" or "prozent":
                written = "%";
                break;
            case "s" or "sec" or "seconds" or "sekunden" when metric.IsTime:
                (value, written) = (value * 1000, "ms");
                break;
            case "ms" when metric.IsTime:
                break;
            case "" when sign.Length > 0 && !metric.IsTime:
                break;
            default:
                // "outage > 5 min" is a time, no measurement; a latency without a unit could be anything.
                return null;
        }

        var isRange = match.Groups["upper"].Success;
        if (isRange && written.Length == 0)
        {
            return null;
        }

        var doubt = isRange ? $"a range was given ({match.Groups["value"].Value} to {match.Groups["upper"].Value}): from its lower end on"
            : char.IsLetter(sign[0]) ? "read from a sentence" : null;
        return new(new(metric.Name, comparison, value, written, For: hold), doubt);
    }

    /// <summary>The words of the same clause before the comparison; <paramref name="wider"/> is what stands before an open parenthesis.</summary>
    private static string Before(string text, int until, int after, out string? wider)
    {
        wider = null;
        var depth = 0;
        for (var at = until - 1; at >= after; at--)
        {
            if (text[at] == ')')
            {
                depth++;
            }
            else if (text[at] == '(' && depth-- == 0)
            {
                wider = Before(text, at, after, out _);
                return text[(at + 1)..until];
            }
            else if (depth <= 0 && text[at] is ',' or ';' or '.' && at + 1 < text.Length && text[at + 1] == ' ')
            {
                return text[(at + 1)..until];
            }
        }

        return text[after..until];
    }

    private static bool IsBelow(string sign) => sign[0] is '<' or '≤' || Vocabulary.Says(sign, "below", "under", "less", "lower", "unter", "weniger", "kleiner");

    private static double Number(string text) => double.Parse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private const string Signs = @">=|<=|≥|≤|>|<|\b(?:exceeds?|exceeding|over|above|more\sthan|greater\sthan|higher\sthan|below|under|less\sthan|lower\sthan|über|unter|mehr\sals|weniger\sals|größer\sals|kleiner\sals)\b";
    private const string Figure = @"\d{1,9}(?:[.,]\d{1,6})?";
    private const string Hold = @"(?:\s{0,2}(?:for|für|during|over)\s{1,2}(?:>|more\sthan|at\sleast|mehr\sals|mindestens)?\s{0,2}(?<hold>\d{1,4}\s{0,2}[A-Za-z]{1,8}))?";

    // Either a sign with a figure or a multiple of a budget, or a range in parentheses: "(5-20%)".
    [GeneratedRegex(
        @"(?:(?<op>" + Signs + @")\s{0,3}(?:(?:the\s)?budget\s{0,2}[×x*]\s{0,2}(?<times>" + Figure + @")|(?<times>" + Figure + @")\s{0,2}[×x]\s{0,2}(?:the\s)?budget|(?<value>" + Figure + @")\s{0,2}(?<unit>%|[A-Za-z]{1,8}\b)?)" + Hold
        + @"|\(\s{0,2}(?<value>" + Figure + @")\s{0,2}%?\s{0,2}[-–]\s{0,2}(?<upper>" + Figure + @")\s{0,2}(?<unit>%|ms\b|s\b)\s{0,2}\))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"(?<![\w/])(?<path>/[a-z][a-z0-9/_-]{0,60})\s{1,3}(?<code>[45]\d\d)\b(?:\s{0,3}(?:>|for|für|seit|länger\sals|longer\sthan|more\sthan){1,2}\s{0,3}(?:>\s{0,2})?(?<hold>\d{1,4}\s{0,2}[A-Za-z]{1,8}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"\((?<unit>ms|s|%)\)", RegexOptions.CultureInvariant)]
    private static partial Regex UnitInParentheses();
}
