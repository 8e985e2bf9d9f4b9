using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Integrations;

/// <summary>For a time, the alerts it names are kept and counted but open and join nothing: one alert, or a whole service under maintenance.</summary>
/// <param name="AlertName">Null: every alert of the service.</param>
/// <param name="Subject">Only this very alert; null: all of that name.</param>
/// <param name="EndedAt">When somebody ended it early.</param>
public sealed record Silence(
    string Id, string Service, string? AlertName, string? Subject, Actor By, string Reason, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt)
{
    public bool IsMaintenance => AlertName is null && Subject is null;

    public bool Holds(DateTimeOffset now) => EndedAt is null && From <= now && now < Until;

    public bool Covers(string service, string name, string subject) =>
        string.Equals(Service, service, StringComparison.OrdinalIgnoreCase)
        && (Subject is null || Subject == subject)
        && (AlertName is null || string.Equals(AlertName, name, StringComparison.Ordinal));
}
