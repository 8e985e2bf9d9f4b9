using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Timeline;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Addresses of the command view at a moment.</summary>
internal static class Moments
{
    /// <summary>The page as it is shown, at the moment something was recorded.</summary>
    public static string Of(NavigationManager navigation, DateTimeOffset recordedAt) => navigation.GetUriWithQueryParameter("at", AskedMoment.Write(AskedMoment.After(recordedAt)));

    /// <summary>The page as it is shown now with another part chosen. The address follows a slider only once it rests, so the moment is the view's.</summary>
    public static string Here(NavigationManager navigation, IncidentView view, string name, string? value) =>
        navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["at"] = view.Past is { } past ? AskedMoment.Write(past.At) : null, [name] = value });

    /// <summary>Where looking back begins: now, or where the incident was over.</summary>
    public static string Last(NavigationManager navigation, IncidentView view) =>
        Of(navigation, view.Latest.IsOpen ? view.Now : view.Latest.Milestones.Resolved ?? view.Now);

    /// <summary>The command view, or a tab beside it, at the moment that is shown.</summary>
    /// <param name="tab">communicate or postmortem; null = the command view.</param>
    public static string Tab(IncidentView view, string? tab = null) =>
        $"/incidents/{view.Incident.Number}{(tab is null ? "" : "/" + tab)}{(view.Past is { } past ? $"?at={Uri.EscapeDataString(AskedMoment.Write(past.At))}" : "")}";

    /// <summary>The page at the moment a clock time in an entry means; null where it lies outside the incident.</summary>
    /// <param name="zone">The reader's; null: only UTC is understood.</param>
    public static string? Spoken(NavigationManager navigation, IncidentView view, TimeZoneInfo? zone, TimelineEntry entry, string clock)
    {
        var milestones = view.Incident.Milestones;
        var began = ReplayReader.BeginOf(view.Incident, milestones.Declared ?? entry.RecordedAt);
        return SpokenTimes.Of(clock, entry.RecordedAt, zone, view.Timeline.Newest, began, view.Incident.IsOpen ? view.Now : milestones.Resolved ?? view.Now) is { } at ? Of(navigation, at) : null;
    }

    /// <summary>From another page of the incident.</summary>
    public static string Of(int number, DateTimeOffset recordedAt) => $"/incidents/{number}?at={Uri.EscapeDataString(AskedMoment.Write(AskedMoment.After(recordedAt)))}";
}
