using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>
/// Alerts that fire and nobody works on: those without an incident, and those whose incident is over although their sender never said that it
/// ended. Until it is told again that stays so, and with a fingerprint a repeat only counts (it is the same firing), so the board shows it.
/// </summary>
public sealed class UnattendedAlerts(IAlertStore alerts, IAlertRules rules, TimeProvider clock)
{
    /// <summary>Those of incidents this viewer may see, and all without one; with the silences that hold.</summary>
    /// <param name="limit">Of each sort.</param>
    public async Task<UnattendedNow> ReadAsync(Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        var loose = await alerts.LooseAsync(null, limit, cancellationToken).ConfigureAwait(false);
        var left = await alerts.LeftOverAsync(viewer, limit, cancellationToken).ConfigureAwait(false);

        // A silence shows at once, not only when the sender repeats itself.
        var now = clock.GetUtcNow();
        var holding = (await rules.SilencesAsync(cancellationToken).ConfigureAwait(false)).Where(silence => silence.Holds(now)).ToList();
        return new UnattendedNow(
            [.. loose.Select(alert => new UnattendedAlert(alert, null, null)).Concat(left).Select(one => one with { Silence = holding.Find(silence => one.Alert.IsCoveredBy(silence.Scope)) })],
            holding);
    }
}

/// <param name="Silences">Those that hold, whether anything they cover fires or not.</param>
public sealed record UnattendedNow(IReadOnlyList<UnattendedAlert> Alerts, IReadOnlyList<Silence> Silences)
{
    public static readonly UnattendedNow Nothing = new([], []);
}

/// <param name="Number">Of its incident that is over; null: it has none.</param>
/// <param name="Status">Of that incident.</param>
/// <param name="Silence">Covers it now.</param>
public sealed record UnattendedAlert(Alert Alert, int? Number, IncidentStatus? Status, Silence? Silence = null);
