using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Runs from the detection to the resolution; stands still once it is over. Without a component (see <see cref="Shared.Icon.Of"/>): whoever draws it has the milestones in its slice.</summary>
internal static class IncidentClock
{
    public static MarkupString Of(Incident incident, string css)
    {
        var milestones = incident.Milestones;
        var since = milestones.Detected ?? milestones.Declared;
        var until = incident.IsOpen ? null : milestones.Resolved ?? incident.Drill?.StoppedAt ?? since;
        return new($"<span class=\"{css}\"><ic-elapsed since=\"{Looks.Iso(since)}\"{(until is { } end ? $" until=\"{Looks.Iso(end)}\"" : "")}></ic-elapsed></span>");
    }
}
