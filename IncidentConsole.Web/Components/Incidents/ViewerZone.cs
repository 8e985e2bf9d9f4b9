using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>The browser's time zone, for the few fields in which people type a time. What is shown is turned into local time by the browser itself.</summary>
internal static class ViewerZone
{
    /// <summary>UTC where the browser names a zone this machine does not know.</summary>
    public static async Task<TimeZoneInfo> ReadAsync(IJSRuntime js) =>
        await js.InvokeAsync<string?>("ic.zone") is { Length: > 0 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
