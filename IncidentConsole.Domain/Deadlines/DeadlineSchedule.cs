using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Deadlines;

/// <summary>Incident → the full set of its due times. Pure: the store replaces the stream's rows with it at each append.</summary>
public static class DeadlineSchedule
{
    public static IReadOnlyList<Deadline> For(Incident incident) =>
        [.. incident.Updates.Where(update => update.State == UpdateState.Posted).Select(update => new Deadline(DeadlineKind.UpdateGoesOut, $"{update.Number}", update.GoesOutAt))];
}
