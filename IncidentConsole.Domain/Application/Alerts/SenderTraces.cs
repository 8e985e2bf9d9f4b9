using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>When each sender was last heard of. A heartbeat speaks by its beats, which are no deliveries; the delivery that says it is missing is the console's own.</summary>
public sealed class SenderTraces(IAlertStore alerts, IHeartbeats heartbeats)
{
    /// <returns>Sender → its trace, of those that were heard of since, and of every heartbeat.</returns>
    public async Task<IReadOnlyDictionary<string, SenderTrace>> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var traces = (await alerts.LastSeenAsync(since, cancellationToken).ConfigureAwait(false)).ToDictionary(seen => seen.Key, seen => new SenderTrace(seen.Value, null), StringComparer.Ordinal);
        foreach (var beat in await heartbeats.AllAsync(cancellationToken).ConfigureAwait(false))
        {
            traces[beat.IntegrationId] = new SenderTrace(beat.LastAt, beat.IsMissing ? beat.DueAt : null);
        }

        return traces;
    }
}

/// <param name="LastSeenAt">Null where nothing came yet.</param>
/// <param name="MissingSince">Of a heartbeat that is late; null otherwise.</param>
public sealed record SenderTrace(DateTimeOffset? LastSeenAt, DateTimeOffset? MissingSince);
