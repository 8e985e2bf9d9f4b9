using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Domain.StatusPages;

/// <summary>
/// What the public was told about one component over time. Each incident speaks for itself: the worst open word counts.
/// An update that resolves its incident takes back what the incident said, save what that very update still says.
/// </summary>
public static class ComponentHistory
{
    /// <summary>The states a component went through, oldest first: from when, which. Begins operational.</summary>
    public static IReadOnlyList<(DateTimeOffset From, ComponentState State)> Of(string component, IEnumerable<PublicIncident> incidents)
    {
        var words = incidents.SelectMany(incident => incident.Updates.Select(update => (incident.Id, Update: update))).OrderBy(word => word.Update.At);
        var said = new Dictionary<Kernel.IncidentId, ComponentState>();
        var history = new List<(DateTimeOffset From, ComponentState State)> { (DateTimeOffset.MinValue, ComponentState.Operational) };
        foreach (var (incident, update) in words)
        {
            if (update.Components.FirstOrDefault(change => change.Component == component) is { } change)
            {
                said[incident] = change.State;
            }
            else if (update.Status == PublicStatus.Resolved)
            {
                said.Remove(incident);
            }

            var worst = said.Values.Append(ComponentState.Operational).MaxBy(Weight);
            if (worst != history[^1].State)
            {
                history.Add((update.At, worst));
            }
        }

        return history;
    }

    /// <summary>The worst state of each of the last <paramref name="days"/> days in a zone, oldest first; the last is today.</summary>
    public static IReadOnlyList<ComponentDay> Days(IReadOnlyList<(DateTimeOffset From, ComponentState State)> history, int days, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var result = new List<ComponentDay>(days);
        for (var back = days - 1; back >= 0; back--)
        {
            var day = today.AddDays(-back);
            var (from, to) = (StartOf(day, zone), StartOf(day.AddDays(1), zone));
            var worst = history.Where((entry, at) => entry.From < to && (at + 1 == history.Count || history[at + 1].From > from)).Select(entry => entry.State).MaxBy(Weight);
            result.Add(new ComponentDay(day, worst));
        }

        return result;
    }

    /// <summary>Share (0 to 1) of a span in which the component was neither down nor partly down; slow and planned work count as up.</summary>
    public static double Up(IReadOnlyList<(DateTimeOffset From, ComponentState State)> history, DateTimeOffset from, DateTimeOffset to)
    {
        var down = TimeSpan.Zero;
        for (var at = 0; at < history.Count; at++)
        {
            if (history[at].State is ComponentState.MajorOutage or ComponentState.PartialOutage)
            {
                var begin = history[at].From > from ? history[at].From : from;
                var end = at + 1 < history.Count && history[at + 1].From < to ? history[at + 1].From : to;
                down += end > begin ? end - begin : TimeSpan.Zero;
            }
        }

        return to > from ? 1 - (down / (to - from)) : 1;
    }

    /// <summary>How bad a state is for the public, 0 = works.</summary>
    public static int Weight(ComponentState state) => state switch
    {
        ComponentState.Operational => 0,
        ComponentState.UnderMaintenance => 1,
        ComponentState.DegradedPerformance => 2,
        ComponentState.PartialOutage => 3,
        ComponentState.MajorOutage => 4,
    };

    // A day whose midnight is skipped by daylight saving begins when the clocks have moved on.
    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}

/// <param name="Worst">The worst state on that day.</param>
public sealed record ComponentDay(DateOnly Day, ComponentState Worst);
