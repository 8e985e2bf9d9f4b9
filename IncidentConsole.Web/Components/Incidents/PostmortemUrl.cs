using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Which part is open is said by the URL, so that a reload or a shared link shows the same.</summary>
internal static class PostmortemUrl
{
    public static string Of(int number, PostmortemSection section) => section.Kind switch
    {
        PostmortemSectionKind.ActionItems => $"/incidents/{number}/postmortem#h-items",
        PostmortemSectionKind.Timeline => $"/incidents/{number}/postmortem#h-kept",
        PostmortemSectionKind.Text or PostmortemSectionKind.Facts or PostmortemSectionKind.Detection or PostmortemSectionKind.ResponseTimes =>
            $"/incidents/{number}/postmortem?part={Uri.EscapeDataString(section.Id)}",
    };

    /// <summary>False for the parts that have a table of their own on the page.</summary>
    public static bool IsWritten(PostmortemSection section) => section.Kind is not (PostmortemSectionKind.ActionItems or PostmortemSectionKind.Timeline);

    /// <summary>The part the URL names, else the first that people write.</summary>
    public static PostmortemSection Open(Incident incident, string? part)
    {
        var template = incident.Runbook.Postmortem;
        return (part is null ? null : template.Find(part)) is { } named && IsWritten(named)
            ? named
            : template.Sections.FirstOrDefault(IsWritten) ?? PostmortemTemplate.Default.Sections[0];
    }
}
