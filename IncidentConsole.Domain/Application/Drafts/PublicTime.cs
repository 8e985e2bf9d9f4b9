using System.Globalization;
using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>Times in texts that leave the console: local first with the zone's short name, UTC beside it, the day only where it is not today.</summary>
public static class PublicTime
{
    private const int LongestShortName = 5;

    /// <summary>"03:50 CET · 02:50 UTC", on another day "22 Nov, 03:50 CET · 02:50 UTC", in UTC only "02:50 UTC".</summary>
    public static string Words(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, string language = "en")
    {
        var words = DateWords.Of(language);
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var utc = string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm} UTC");
        var text = IsUtc(zone) ? utc : string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm} {words.Zone(ZoneName(zone, at))} · {utc}");
        return local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? text : $"{words.Day(DateOnly.FromDateTime(local.DateTime))}, {text}";
    }

    /// <summary>"03:13", local: for lines of a list that says its zone above.</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"CET", or "UTC+05:45" where the zone has no short name.</summary>
    public static string ZoneName(TimeZoneInfo zone, DateTimeOffset at)
    {
        var name = zone.IsDaylightSavingTime(at) ? zone.DaylightName : zone.StandardName;
        if (name.Length is > 0 and <= LongestShortName && name.All(char.IsAsciiLetterUpper))
        {
            return name;
        }

        var offset = zone.GetUtcOffset(at);
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }

    private static bool IsUtc(TimeZoneInfo zone) => zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
}
