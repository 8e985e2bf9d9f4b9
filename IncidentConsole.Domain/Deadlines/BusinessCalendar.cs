using System.Collections.Immutable;

namespace IncidentConsole.Domain.Deadlines;

/// <summary>
/// The one place where due times know days: Monday to Friday from 09:00 in a time zone, without the holidays. An incident keeps the calendar
/// it was declared under, so its due times follow from its log alone, however the settings change later.
/// </summary>
/// <param name="Zone">IANA id; one this machine does not know counts as UTC.</param>
/// <param name="Holidays">Local days on which nobody is expected, in order.</param>
public sealed record BusinessCalendar(string Zone, ImmutableArray<DateOnly> Holidays)
{
    private const int OpensAtHour = 9;

    public static BusinessCalendar Utc { get; } = new("UTC", []);

    private TimeZoneInfo ZoneInfo => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>09:00 of the first business day after the local day of a moment, in UTC.</summary>
    public DateTimeOffset NextBusinessDay(DateTimeOffset from)
    {
        var zone = ZoneInfo;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(1);
        while (!IsBusinessDay(day))
        {
            day = day.AddDays(1);
        }

        return Opens(day, zone);
    }

    /// <summary>The same on the clocks of <see cref="Zone"/>, for people to read.</summary>
    public DateTime LocalNextBusinessDay(DateTimeOffset from) => TimeZoneInfo.ConvertTime(NextBusinessDay(from), ZoneInfo).DateTime;

    public bool IsBusinessDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays.Contains(day);

    /// <summary>Without the days that are over where the zone is: what an incident that begins now keeps.</summary>
    public BusinessCalendar From(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, ZoneInfo).DateTime);
        return this with { Holidays = Holidays.RemoveAll(day => day < today) };
    }

    public bool Equals(BusinessCalendar? other) => other is not null && Zone == other.Zone && Holidays.SequenceEqual(other.Holidays);

    public override int GetHashCode() => HashCode.Combine(Zone, Holidays.Length);

    private static DateTimeOffset Opens(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(OpensAtHour, 0), DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);   // the clocks jump over it: the first moment after
        }

        // Twice on this clock: the first of the two, because nobody minds being asked early.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
