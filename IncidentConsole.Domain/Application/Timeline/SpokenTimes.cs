using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>Clock times in what people write: <c>@14:21</c> is a moment of the incident, in the reader's zone or in UTC, for people write both.</summary>
public static partial class SpokenTimes
{
    /// <summary>What is taken for a time; the group <c>said</c> holds the clock.</summary>
    public const string Pattern = @"(?<!\S)@(?<said>([01]?\d|2[0-3]):[0-5]\d)(?![\w:])";

    public static IEnumerable<Match> In(string text) => text.Contains('@') ? Token().Matches(text) : [];

    /// <summary>The moment a clock time means: the last such minute before it was written, else the next one. A minute in which something happened comes first.</summary>
    /// <param name="clock">"14:21" or "4:21".</param>
    /// <param name="writtenAt">UTC.</param>
    /// <param name="zone">The reader's; null: only UTC is understood.</param>
    /// <param name="newestFirst">What happened; where one lies in that minute, the first of them is the moment.</param>
    /// <param name="from">When the incident began, UTC.</param>
    /// <param name="to">When it was over, or now.</param>
    /// <returns>UTC; null where the time lies outside the incident.</returns>
    public static DateTimeOffset? Of(string clock, DateTimeOffset writtenAt, TimeZoneInfo? zone, IReadOnlyList<TimelineEntry> newestFirst, DateTimeOffset from, DateTimeOffset to)
    {
        var time = TimeOnly.ParseExact(clock.PadLeft(5, '0'), "HH:mm", CultureInfo.InvariantCulture);
        var minutes = (zone is null ? [TimeZoneInfo.Utc] : new[] { zone, TimeZoneInfo.Utc }).Select(z => MinuteBefore(time, writtenAt, z)).ToList();
        minutes.AddRange(minutes.Select(minute => minute.AddDays(1)).ToList());
        return minutes.Select(minute => FirstIn(minute, newestFirst)).FirstOrDefault(at => at is not null)
            ?? minutes.Where(minute => minute.AddMinutes(1) > from && minute <= to).Select(minute => (DateTimeOffset?)(minute < from ? from : minute)).FirstOrDefault();
    }

    private static DateTimeOffset MinuteBefore(TimeOnly time, DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var said = local.Date + time.ToTimeSpan();
        said = said > local ? said.AddDays(-1) : said;
        return new DateTimeOffset(said, zone.GetUtcOffset(said)).ToUniversalTime();
    }

    private static DateTimeOffset? FirstIn(DateTimeOffset minute, IReadOnlyList<TimelineEntry> newestFirst)
    {
        DateTimeOffset? first = null;
        foreach (var entry in newestFirst)
        {
            first = entry.OccurredAt >= minute && entry.OccurredAt < minute.AddMinutes(1) ? entry.OccurredAt : first;
        }

        return first;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Token();
}
