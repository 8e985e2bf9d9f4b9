using IncidentConsole.Domain.Application.Postmortems;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Clock times in the text of a postmortem lead to the command view at the moment of the entry they speak of.</summary>
internal static class PostmortemMoments
{
    /// <param name="zone">The reader's; null: only UTC is understood.</param>
    public static Func<string, bool, string?> Of(IncidentView view, TimeZoneInfo? zone)
    {
        IReadOnlyList<PostmortemRow>? rows = null;
        return (clock, isUtc) =>
        {
            rows ??= PostmortemTimeline.Of(view.Incident, view.Timeline.Newest.Reverse());
            return PostmortemInserts.EntryAt(clock, rows, isUtc ? null : zone) is { } entry ? Moments.Of(view.Incident.Number, entry.At) : null;
        };
    }
}
