using System.Globalization;

namespace IncidentConsole.Domain.Kernel;

/// <summary>Lengths of time as people read them; the two largest units at most, whole numbers, never negative.</summary>
public static class Elapsed
{
    /// <summary>"45 s", "12 min", "1 min 5 s" (only below five minutes), "1 h 11 min", "2 days 4 h".</summary>
    /// <param name="language">A runbook's language: <c>en</c> or <c>de</c>; only the words for days differ.</param>
    public static string Words(TimeSpan time, string language = "en")
    {
        var span = time.Duration();
        return span switch
        {
            { TotalSeconds: < 60 } => Text($"{(int)span.TotalSeconds} s"),
            { TotalMinutes: < 5 } => Two(span.Minutes, "min", span.Seconds, "s"),
            { TotalMinutes: < 60 } => Text($"{(int)span.TotalMinutes} min"),
            { TotalHours: < 48 } => Two((int)span.TotalHours, "h", span.Minutes, "min"),
            _ => Two(span.Days, language == "de" ? "Tage" : "days", span.Hours, "h"),
        };
    }

    private static string Two(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? Text($"{large} {largeUnit}") : Text($"{large} {largeUnit} {small} {smallUnit}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
