using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>A time a runbook names: "15 minutes", "20–30 min", "30+ min", "stündlich", "sofort", "next business day".</summary>
/// <param name="Shortest">Lower end; equal to <paramref name="Longest"/> where one time is named.</param>
/// <param name="IsOpenEnded">"30+ min": no upper end.</param>
/// <param name="Index">Where it stands in the text.</param>
internal sealed partial record Duration(TimeSpan Shortest, TimeSpan Longest, bool IsOpenEnded, bool IsNextBusinessDay, int Index, int Length)
{
    public bool IsRange => Shortest != Longest;

    /// <summary>The first time the text names; null without one. Milliseconds are a measurement, never a clock.</summary>
    public static Duration? Find(string text) => All(text).FirstOrDefault();

    /// <summary>Every time the text names, in order.</summary>
    public static IEnumerable<Duration> All(string text)
    {
        for (var match = Pattern().Match(text); match.Success; match = match.NextMatch())
        {
            if (Of(match) is { } duration)
            {
                yield return duration;
            }
        }
    }

    private static Duration? Of(Match match)
    {
        if (match.Groups["day"].Success)
        {
            return new(TimeSpan.FromDays(1), TimeSpan.FromDays(1), false, IsNextBusinessDay: true, match.Index, match.Length);
        }

        if (match.Groups["word"].Success)
        {
            var time = OfWord(match.Groups["word"].Value.ToLowerInvariant());
            return new(time, time, false, false, match.Index, match.Length);
        }

        var unit = match.Groups["unit"].Value.ToLowerInvariant();
        if (Number(match.Groups["from"].Value) is not { } from || Times(from, unit) is not { } first)
        {
            return null;
        }

        if (from == 1 && !match.Groups["to"].Success && IsBusiness(unit))
        {
            return new(first, first, false, IsNextBusinessDay: true, match.Index, match.Length);
        }

        if (match.Groups["rest"].Success && Number(match.Groups["rest"].Value) is { } minutes)
        {
            first += TimeSpan.FromMinutes(minutes);
        }

        var toUnit = match.Groups["unit"].Value;
        var fromUnit = match.Groups["fromUnit"].Success ? match.Groups["fromUnit"].Value : toUnit;
        if (match.Groups["to"].Success && Number(match.Groups["to"].Value) is { } to && Times(to, toUnit.ToLowerInvariant()) is { } last && Times(from, fromUnit.ToLowerInvariant()) is { } start && start <= last)
        {
            return new(start, last, false, false, match.Index, match.Length);
        }

        return new(first, first, match.Groups["plus"].Length > 0, false, match.Index, match.Length);
    }

    private static TimeSpan OfWord(string word) => word[0] switch
    {
        'h' or 's' when word is "hourly" or "stündlich" => TimeSpan.FromHours(1),
        'd' or 't' when word is "daily" or "täglich" => TimeSpan.FromDays(1),
        'o' or 'e' => word.EndsWith("hour", StringComparison.Ordinal) ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1),
        'h' => TimeSpan.FromMinutes(30),
        _ => TimeSpan.Zero,
    };

    private static double? Number(string text) => double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Times(double number, string unit) => unit[0] switch
    {
        'b' or 'a' => TimeSpan.FromDays(number),
        'w' when IsBusiness(unit) => TimeSpan.FromDays(number),
        's' when unit.StartsWith("st", StringComparison.Ordinal) => TimeSpan.FromHours(number),
        's' => TimeSpan.FromSeconds(number),
        'm' => TimeSpan.FromMinutes(number),
        'h' => TimeSpan.FromHours(number),
        'd' or 't' => TimeSpan.FromDays(number),
        'w' => TimeSpan.FromDays(number * 7),
        _ => null,
    };

    // Counted as days: a deadline a little early is seen, one too late is missed.
    private static bool IsBusiness(string unit) => unit[0] is 'b' or 'a' || unit.StartsWith("work", StringComparison.Ordinal) || unit.StartsWith("werk", StringComparison.Ordinal);

    private const string Units = "seconds?|secs?|sekunden?|sek|s|minutes?|minuten?|mins?|m|hours?|hrs?|stunden?|std|h|days?|tage?n?|d|weeks?|wochen?|w|(?:business|working)\\s{1,2}days?|werktage?n?|arbeitstage?n?";

    // "24/7" and "v1.5 d" are no times: a number follows a word's end, a unit is a whole word.
    [GeneratedRegex(
        @"(?<![\w/.:$-])(?:(?<from>\d{1,5}(?:[.,]\d{1,3})?)\s{0,3}(?:(?<plus>\+)\s{0,3}|(?:-?\s{0,2}(?<fromUnit>" + Units + @")\b\.?\s{0,3})?(?:-|–|—|to|bis|and|und)\s{0,3}(?<to>\d{1,5}(?:[.,]\d{1,3})?)\s{0,3})?[\s-]{0,2}(?<unit>" + Units
        + @")(?!\w)(?:\s{0,2}(?<rest>\d{1,2})\s{0,2}(?:min|m)\b)?"
        + @"|(?<day>next\s{1,3}(?:business|working)\s{1,3}day|nächste[rn]?\s{1,3}(?:werktag|arbeitstag|geschäftstag))"
        + @"|\b(?<word>hourly|stündlich|daily|täglich|once\s{1,3}(?:a|per)\s{1,3}(?:day|hour)|einmal\s{1,3}am\s{1,3}tag|half\s{1,3}an\s{1,3}hour|immediate(?:ly)?|at\s{1,3}once|instantly|right\s{1,3}away|sofort(?:ig)?|unverzüglich|umgehend|now)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
