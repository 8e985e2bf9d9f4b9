using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>
/// Alerts that fire and nobody works on: those without an incident, and those whose incident is over although their sender never said that it
/// ended. A repeat of such an alert only counts (it is the same firing, and a person said that the work is done), so the board shows it.
/// </summary>
public sealed class UnattendedAlerts(IAlertStore alerts, IAlertRules rules, TimeProvider clock)
{
    /// <summary>Those of incidents this viewer may see, and all without one.</summary>
    /// <param name="limit">Of each sort.</param>
    public async Task<IReadOnlyList<UnattendedAlert>> ReadAsync(Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        var loose = await alerts.LooseAsync(null, limit, cancellationToken).ConfigureAwait(false);
        var left = await alerts.LeftOverAsync(viewer, limit, cancellationToken).ConfigureAwait(false);
        if (loose.Count + left.Count == 0)
        {
            return [];
        }

        // A silence shows at once, not only when the sender repeats itself.
        var now = clock.GetUtcNow();
        var holding = (await rules.SilencesAsync(cancellationToken).ConfigureAwait(false)).Where(silence => silence.Holds(now)).ToList();
        return [.. loose.Select(alert => new UnattendedAlert(alert, null, null)).Concat(left).Select(one => one with { Alert = one.Alert with { SilenceId = holding.Find(silence => silence.Covers(one.Alert.Service, one.Alert.Name, one.Alert.Subject))?.Id } })];
    }
}

/// <param name="Number">Of its incident that is over; null: it has none.</param>
/// <param name="Status">Of that incident.</param>
public sealed record UnattendedAlert(Alert Alert, int? Number, IncidentStatus? Status);
