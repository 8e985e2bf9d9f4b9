using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Tests.StatusPage;

/// <summary>Small public incidents for tests; minutes count from 02:00 UTC on 21 November 2026.</summary>
internal static class PublicWorld
{
    public static DateTimeOffset At(double minutes) => new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero).AddMinutes(minutes);

    public static PublicUpdateRow Update(double minutes, PublicStatus status, params (string Component, ComponentState State)[] components) =>
        Update(minutes, status, $"{status} at {minutes}", components);

    public static PublicUpdateRow Update(double minutes, PublicStatus status, string text, params (string Component, ComponentState State)[] components) =>
        new(0, status, text, At(minutes), [.. components.Select(change => new ComponentChange(change.Component, change.State))]);

    public static PublicIncident Incident(int number, params PublicUpdateRow[] updates) => Incident(number, "Service disruption", null, updates);

    public static PublicIncident Incident(int number, string title, DateTimeOffset? nextUpdateAt, params PublicUpdateRow[] updates) => new(
        new IncidentId($"i{number}"),
        number,
        title,
        updates[^1].Status,
        updates[0].At,
        updates[^1].Status == PublicStatus.Resolved ? updates[^1].At : null,
        nextUpdateAt,
        [.. updates.Select((update, index) => update with { Number = index + 1 })]);
}
