namespace IncidentConsole.Domain.Deadlines;

/// <summary>The one place where due times know a calendar: Monday to Friday from 09:00 in a time zone; holidays are not known.</summary>
public static class BusinessDay
{
    private const int OpensAtHour = 9;

    /// <summary>09:00 of the first business day after the local day of <paramref name="from"/>, in UTC.</summary>
    public static DateTimeOffset After(DateTimeOffset from, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(from, zone).Date.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
        {
            day = day.AddDays(1);
        }

        var opens = DateTime.SpecifyKind(day.AddHours(OpensAtHour), DateTimeKind.Unspecified);
        return new DateTimeOffset(opens, zone.GetUtcOffset(opens)).ToUniversalTime();
    }
}
