using System.Text.RegularExpressions;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>A phase's time window from its heading: "(0-5 min)", "(30+ min)", "(first 5 minutes)", "(24-48 hours)".</summary>
/// <param name="Doubt">Why it is not said in so many words; null where it is.</param>
internal sealed partial record TimeWindow(TimeSpan? From, TimeSpan? To, string? Doubt)
{
    /// <summary>Null where the heading names none ("immediate", "varies").</summary>
    public static TimeWindow? Of(Section section) => section.Aside is { } aside ? Of(aside) : Trailing().Match(section.Heading) is { Success: true } match ? Of(match.Groups["time"].Value) : null;

    public static TimeWindow? Of(string words)
    {
        if (!words.Any(char.IsDigit) || Duration.Find(words) is not { } time)
        {
            return null;
        }

        return time.IsOpenEnded ? new(time.Shortest, null, null)
            : time.IsRange ? new(time.Shortest, time.Longest, null)
            : Vocabulary.Says(words, "first", "within", "up to", "ersten", "innerhalb", "binnen", "bis", "spätestens") ? new(TimeSpan.Zero, time.Longest, null)
            : Vocabulary.Says(words, "after", "from", "nach", "ab") ? new(time.Shortest, null, null)
            : new(TimeSpan.Zero, time.Longest, "one time, taken as the end of the window");
    }

    /// <summary>True where the words in parentheses are a time and nothing else.</summary>
    public static bool IsTime(string words) => Whole().IsMatch(words);

    [GeneratedRegex(@"(?:[:,–—-]\s{0,3})(?<time>(?:first\s|within\s|T\+)?\d{1,4}\s{0,2}(?:\+|[-–]\s{0,2}\d{1,4})?\s{0,2}(?:min(?:utes?|uten)?|h|hours?|stunden?)\.?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^\s{0,4}(?:~|ca\.?\s|approx\.?\s|max\.?\s|within\s|up\sto\s|first\s|innerhalb\s)?\s{0,2}\d{1,5}\s{0,2}(?:\+|(?:[-–]|\sto\s|\sbis\s)\s{0,2}\d{1,5})?\s{0,2}(?:s|sec|secs|seconds?|sek|sekunden?|m|min|mins|minutes?|minuten?|h|hrs?|hours?|std|stunden?|days?|tage?n?)\.?\s{0,2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
