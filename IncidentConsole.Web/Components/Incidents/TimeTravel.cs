using IncidentConsole.Domain.Application.Replay;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Takes a view to a moment: the incident as it was known then, and what its signals said. A later wish overtakes one that is still being read.</summary>
public sealed class TimeTravel(ReplayReader replays, PastSignals signals)
{
    /// <param name="at">UTC.</param>
    /// <returns>False where a later wish overtook it.</returns>
    public async Task<bool> LookAsync(IncidentView view, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var wish = view.Wish();
        var past = await replays.LookAsync(view.Latest, at, cancellationToken);
        var metrics = await signals.JudgeAsync(past.Incident.SignalService, past.At, cancellationToken);
        var criteria = await signals.CriteriaAsync(past.Incident, metrics, past.At, cancellationToken);
        if (!view.IsWished(wish))
        {
            return false;
        }

        view.LookAt(past, metrics, criteria);
        return true;
    }
}
