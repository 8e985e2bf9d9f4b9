using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>Alerts by identity, and the deliveries that brought them.</summary>
public sealed class AlertTable(Database database) : IAlertStore
{
    public async Task<IReadOnlyDictionary<string, KnownAlert>> FindAsync(IReadOnlyCollection<string> alertIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT id AS Id, incident_id AS IncidentId, started_at AS StartedAt, ended_at AS EndedAt FROM alert WHERE id {database.In("ids")}",
            new { ids = alertIds.ToArray() },
            cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => new KnownAlert(row.Id, row.IncidentId is { } id ? new IncidentId(id) : null, row.StartedAt, row.EndedAt), StringComparer.Ordinal);
    }

    public Task SaveAsync(StoredDelivery delivery, IReadOnlyList<KnownAlert> alerts, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var at = SqlTypes.Text(delivery.ReceivedAt);
            await scope.ExecuteAsync(
                "INSERT INTO alert_delivery (id, actor_id, received_at, truncated, body) VALUES (@id, @actor, @at, @truncated, @body)",
                ("@id", delivery.Id), ("@actor", delivery.ActorId), ("@at", at), ("@truncated", delivery.Truncated), ("@body", delivery.Body));
            foreach (var alert in alerts)
            {
                await scope.ExecuteAsync(
                    """
                    INSERT INTO alert (id, incident_id, started_at, ended_at, last_seen_at, deliveries) VALUES (@id, @incident, @started, @ended, @at, 1)
                    ON CONFLICT (id) DO UPDATE SET
                        incident_id = COALESCE(alert.incident_id, excluded.incident_id), ended_at = COALESCE(alert.ended_at, excluded.ended_at),
                        last_seen_at = excluded.last_seen_at, deliveries = alert.deliveries + 1
                    """,
                    ("@id", alert.Id), ("@incident", alert.Incident?.Value), ("@started", SqlTypes.Text(alert.StartedAt)), ("@ended", SqlTypes.Text(alert.EndedAt)), ("@at", at));
                await scope.ExecuteAsync(
                    "INSERT INTO alert_in_delivery (alert_id, delivery_id) VALUES (@alert, @delivery) ON CONFLICT DO NOTHING", ("@alert", alert.Id), ("@delivery", delivery.Id));
            }
        },
        cancellationToken);

    /// <summary>Drops the kept text of every delivery about this stream's incident; called inside the transaction of a redaction.</summary>
    internal static Task ForgetAsync(WriteScope scope, string stream) => scope.ExecuteAsync(
        "UPDATE alert_delivery SET body = NULL WHERE id IN (SELECT d.delivery_id FROM alert_in_delivery d JOIN alert a ON a.id = d.alert_id WHERE 'incident:' || a.incident_id = @stream)",
        ("@stream", stream));

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string? IncidentId { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }
    }
}
