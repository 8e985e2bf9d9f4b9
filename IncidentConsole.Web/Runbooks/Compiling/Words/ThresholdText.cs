using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>A condition on a metric found in words; <see cref="ThresholdRule.And"/> holds what must be true with it.</summary>
/// <param name="Doubt">Why it is not stated in so many words; null where it is.</param>
internal sealed record FoundThreshold(ThresholdRule Rule, string? Doubt);

/// <summary>Conditions in prose: "p95 > 800ms", "High error rate (>5%)", "error rates (5-20%)", "p95-Latenz (ms) > Budget×1.2", "/ready 503 > 5 min".</summary>
internal static partial class ThresholdText
{
    /// <summary>Each condition by itself, whatever stands between them.</summary>
    /// <param name="label">What the line is about ("Success Rate" before "> 99.5%"); null without.</param>
    public static IReadOnlyList<FoundThreshold> Find(string text, string? label = null) => [.. Places(Source.Inline.Plain(text), label).Select(place => place.Threshold)];

    /// <summary>The conditions as the words between them join them: "and" makes one of two, "or" and a comma alternatives.</summary>
    public static FoundThresholds Read(string text, string? label = null)
    {
        var plain = Source.Inline.Plain(text);
        return ThresholdLogic.Join(plain, Places(plain, label));
    }

    private static List<PlacedThreshold> Places(string plain, string? label)
    {
        var found = new List<PlacedThreshold>();
        foreach (Match match in Status().Matches(plain))
        {
            found.Add(new(match.Index, match.Index + match.Length, new(OfStatus(match), null)));
        }

        var end = 0;
        MetricName? last = null;
        foreach (Match match in Condition().Matches(plain))
        {
            if (found.Any(other => match.Index < other.End && other.Start < match.Index + match.Length))
            {
                continue;
            }

            if (Read(match, plain, end, label, last) is { } threshold)
            {
                found.Add(new(match.Index, match.Index + match.Length, threshold.Found));
                end = match.Index + match.Length;
                last = threshold.Metric;
            }
        }

        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return found;
    }

    private static ThresholdRule OfStatus(Match match) =>
        new($"{match.Groups["path"].Value} {match.Groups["code"].Value}", Comparison.Above, 0, "", For: match.Groups["hold"].Success ? Duration.Find(match.Groups["hold"].Value)?.Longest ?? default : default);

    private static (FoundThreshold Found, MetricName Metric)? Read(Match match, string plain, int after, string? label, MetricName? last)
    {
        var before = Before(plain, match.Index, after, out var wider);
        // "p95 > 800 ms and < 2 s" names its metric once.
        var metric = (last is not null && ThresholdLogic.IsOnlyJoin(before) ? last : null) ?? MetricName.In(before) ?? (wider is null ? null : MetricName.In(wider)) ?? (label is null ? null : MetricName.In(label) ?? (label.Split(' ').Length <= 4 ? new MetricName(label, false) : null));
        if (metric is null)
        {
            return null;
        }

        var hold = match.Groups["hold"].Success ? Duration.Find(match.Groups["hold"].Value)?.Longest ?? default : default;
        var sign = match.Groups["op"].Value;
        var comparison = sign.Length > 0 && IsBelow(sign) ? Comparison.Below : Comparison.Above;
        if (match.Groups["times"].Success || match.Groups["within"].Success)
        {
            var unit = UnitInParentheses().Match(before);
            // As the words call it; which of the listed budgets that is, the recogniser says.
            var budget = match.Groups["which"].Success ? match.Groups["which"].Value.Trim() : before.Trim();
            var times = match.Groups["times"].Success ? Number(match.Groups["times"].Value) : 1;
            return (new(new(metric.Name, match.Groups["within"].Success ? Comparison.Below : comparison, null, unit.Groups["unit"].Value, budget, times, hold), null), metric);
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
            : sign.Length > 0 && char.IsLetter(sign[0]) ? "read from a sentence" : null;
        return (new(new(metric.Name, comparison, value, written, For: hold), doubt), metric);
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

    // "500 for 1 min", "500 and more": the word goes on, it is no unit.
    private const string AfterFigure = @"(?:for|für|during|over|and|or|und|oder)\b";
    private const string Hold = @"(?:\s{0,2}(?:for|für|during|over)\s{1,2}(?:>|over|more\sthan|longer\sthan|at\sleast|über|mehr\sals|länger\sals|mindestens)?\s{0,2}(?<hold>\d{1,4}\s{0,2}[A-Za-z]{1,8}))?";

    // Either a sign with a figure or a multiple of a budget, or a range in parentheses: "(5-20%)".
    [GeneratedRegex(
        @"(?:(?<op>" + Signs + @")\s{0,3}(?:(?:(?:the|its)\s)?(?<which>[\w/]{2,30}[\s-])?budget\s{0,2}[×x*]\s{0,2}(?<times>" + Figure + @")|(?<times>" + Figure + @")\s{0,2}[×x]\s{0,2}(?:(?:the|its)\s)?(?<which>[\w/]{2,30}[\s-])?budget|(?<value>" + Figure + @")\s{0,2}(?<unit>%|(?!" + AfterFigure + @")[A-Za-z]{1,8}\b)?)" + Hold
        + @"|\b(?<within>within|innerhalb)\s(?:(?:its|the|of|des|vom)\s){0,2}(?<which>[\w/]{2,30}[\s-])?budgets?\b"
        + @"|\(\s{0,2}(?<value>" + Figure + @")\s{0,2}%?\s{0,2}[-–]\s{0,2}(?<upper>" + Figure + @")\s{0,2}(?<unit>%|ms\b|s\b)\s{0,2}\))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"(?<![\w/])(?<path>/[a-z][a-z0-9/_-]{0,60})\s{1,3}(?<code>[45]\d\d)\b(?:\s{0,3}(?:>|for|für|seit|länger\sals|longer\sthan|more\sthan){1,2}\s{0,3}(?:>\s{0,2})?(?<hold>\d{1,4}\s{0,2}[A-Za-z]{1,8}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    [GeneratedRegex(@"\((?<unit>ms|s|%)\)", RegexOptions.CultureInvariant)]
    private static partial Regex UnitInParentheses();
}
