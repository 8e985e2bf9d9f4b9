using System.Globalization;
using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Web.Documents;

/// <summary>Dates, times and durations of one paper: in its zone, in its language, 24 hours, with a name for the zone.</summary>
internal sealed class DocumentClock
{
    private readonly TimeZoneInfo zone;
    private readonly PostmortemWords words;
    private readonly DateWords dates;

    /// <param name="zoneId">IANA id; one this machine does not know is drawn as UTC.</param>
    /// <param name="words">Their language.</param>
    public DocumentClock(string zoneId, PostmortemWords words)
    {
        zone = TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var found) ? found : TimeZoneInfo.Utc;
        this.words = words;
        dates = DateWords.Of(words.Code);
    }

    public bool IsUtc => zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary>"14:08".</summary>
    public string Time(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string UtcTime(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"19 Nov 2026".</summary>
    public string Date(DateTimeOffset at) => Date(DateOnly.FromDateTime(Local(at).DateTime));

    public string Date(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{dates.Day(day)} {day.Year}");

    /// <summary>"19 Nov".</summary>
    public string ShortDate(DateOnly day) => dates.Day(day);

    public string ShortDate(DateTimeOffset at) => ShortDate(DateOnly.FromDateTime(Local(at).DateTime));

    /// <summary>"CET" where the zone has a short name people know, else "UTC+05:30".</summary>
    public string ZoneName(DateTimeOffset at)
    {
        var offset = zone.GetUtcOffset(at);
        return offset == TimeSpan.Zero && IsUtc ? "UTC" : ShortZoneNames.Of(zone.Id, zone.IsDaylightSavingTime(at)) is { } name ? dates.Zone(name) : Offset(offset);
    }

    /// <summary>In the console's own words: "58 min", "1 h 12 min".</summary>
    public string Duration(TimeSpan length) => Domain.Kernel.Elapsed.Words(length, words.Code).Replace(' ', '\u00a0');

    /// <summary>"00:58", "−00:06" before detection, "101:05" after days.</summary>
    public static string Elapsed(TimeSpan offset)
    {
        var size = offset.Duration();
        var sign = offset < TimeSpan.Zero && size >= TimeSpan.FromMinutes(1) ? "\u2212" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{(long)size.TotalHours:00}:{size.Minutes:00}");
    }

    private static string Offset(TimeSpan offset) =>
        "UTC" + (offset < TimeSpan.Zero ? "\u2212" : "+") + offset.Duration().ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
