using IncidentConsole.Domain.Access;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Who may see an incident; the store's VisibleTo fragment says the same over <see cref="ViewersOf"/>.</summary>
public static class IncidentVisibility
{
    public static bool IsVisibleTo(this Incident incident, Viewer viewer) =>
        incident.Visibility == Visibility.Everyone || RightsTable.Allows(viewer.Role, Right.Command) || ViewersOf(incident).Contains(viewer.Id);

    /// <summary>Account or key ids that see a restricted incident beside commanders and administrators.</summary>
    public static IReadOnlyList<string> ViewersOf(Incident incident) =>
        [.. incident.Roles.Concat(incident.Responders).Select(holder => holder.PersonId).Append(incident.DeclaredBy.Id).Distinct()];
}
