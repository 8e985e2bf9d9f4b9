using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>The alerts that came in and the deliveries that brought them.</summary>
public interface IAlertStore
{
    Task<IReadOnlyDictionary<string, KnownAlert>> FindAsync(IReadOnlyCollection<string> alertIds, CancellationToken cancellationToken);

    /// <summary>Keeps a delivery, and what it changed, in one transaction. The same alert again counts up; an alert that ended stays ended.</summary>
    Task SaveAsync(StoredDelivery delivery, IReadOnlyList<KnownAlert> alerts, CancellationToken cancellationToken);
}

/// <param name="Id">Fingerprint and start: see <see cref="Alerts.AlertIds"/>.</param>
/// <param name="Incident">Null when it ended before it was ever seen firing: nothing was opened for it.</param>
/// <param name="EndedAt">Null while it fires.</param>
public sealed record KnownAlert(string Id, IncidentId? Incident, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <param name="ActorId">Key that delivered.</param>
/// <param name="Truncated">Alerts the sender left out.</param>
/// <param name="Body">As received; the store drops it when one of its alerts is redacted.</param>
public sealed record StoredDelivery(string Id, string ActorId, DateTimeOffset ReceivedAt, int Truncated, string Body);
