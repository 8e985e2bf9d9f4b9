using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Domain.StatusPages;

/// <summary>
/// All the public page knows, at one moment: components with their days, open incidents, history. Made from published
/// updates only, so that nothing else can ever be shown; the page's bytes are a pure function of it.
/// </summary>
/// <param name="Open">Not resolved, newest first.</param>
/// <param name="Past">Resolved within the shown days, newest first.</param>
/// <param name="Today">The current day in the zone of public text.</param>
public sealed record PublicSnapshot(IReadOnlyList<PublicComponent> Components, IReadOnlyList<PublicIncident> Open, IReadOnlyList<PublicIncident> Past, DateOnly Today)
{
    public const int Days = 90;

    /// <summary>Numbers of the open incidents whose promised update did not come in time.</summary>
    public required IReadOnlySet<int> Late { get; init; }

    /// <summary>The worst state of any component.</summary>
    public ComponentState Worst => Components.Select(component => component.State).Append(ComponentState.Operational).MaxBy(ComponentHistory.Weight);

    /// <param name="components">Slug, name and description in the order of the page.</param>
    /// <param name="incidents">Open ones and those resolved within the shown days.</param>
    /// <param name="zone">Where a day begins and ends.</param>
    public static PublicSnapshot Of(IEnumerable<(string Slug, string Name, string? Description)> components, IReadOnlyList<PublicIncident> incidents, DateTimeOffset now, TimeZoneInfo zone) => new(
        [.. components.Select(component => Component(component.Slug, component.Name, component.Description, incidents, now, zone))],
        [.. incidents.Where(incident => incident.Status != PublicStatus.Resolved).OrderByDescending(incident => incident.StartedAt)],
        [.. incidents.Where(incident => incident.Status == PublicStatus.Resolved).OrderByDescending(incident => incident.ResolvedAt)],
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime))
    {
        Late = incidents.Where(incident => incident.IsUpdateLate(now)).Select(incident => incident.Number).ToHashSet(),
    };

    private static PublicComponent Component(string slug, string name, string? description, IReadOnlyList<PublicIncident> incidents, DateTimeOffset now, TimeZoneInfo zone)
    {
        var history = ComponentHistory.Of(slug, incidents);
        return new PublicComponent(name, description, history[^1].State, ComponentHistory.Days(history, Days, now, zone), ComponentHistory.Up(history, now.AddDays(-Days), now));
    }
}

/// <summary>A public unit with its past.</summary>
/// <param name="Days">Oldest first, the last is today.</param>
/// <param name="Up">Share of the shown days in which it was neither down nor partly down, 0 to 1.</param>
public sealed record PublicComponent(string Name, string? Description, ComponentState State, IReadOnlyList<ComponentDay> Days, double Up);
