using System.Collections.Immutable;
using System.Globalization;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>Holidays as people write them: <c>2026-12-25 Christmas</c>, one a line; what follows the day is for people.</summary>
public static class HolidayText
{
    private const string Format = "yyyy-MM-dd";

    public static string Write(IEnumerable<DateOnly> days) => string.Join('\n', days.Select(day => day.ToString(Format, CultureInfo.InvariantCulture)));

    /// <returns>The days in order, each once; a problem in plain words where a line begins with no day.</returns>
    public static (ImmutableArray<DateOnly> Days, string? Problem) Read(string text)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!DateOnly.TryParseExact(line.Split(' ', '\t')[0], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return ([], $"\"{(line.Length > 40 ? line[..40] : line)}\" begins with no day. Write it as 2026-12-25.");
            }

            days.Add(day);
        }

        return ([.. days], null);
    }

    public static string Words(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);
}
