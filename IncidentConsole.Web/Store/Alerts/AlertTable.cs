using System.Globalization;
using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store.Alerts;

/// <summary>The alerts, by identity; the deliveries that brought them are in <see cref="DeliveryTable"/>. Every look-up is by an index: a storm scans nothing.</summary>
internal sealed partial class AlertTable(Database database) : IAlertStore
{
    /// <summary>Parameters of one statement; engines have a limit.</summary>
    private const int MostInOne = 500;

    private const string Due = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.due_at <= @now AND a.ended_at IS NULL ORDER BY a.due_at LIMIT @limit";
    private const string OfIncident = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.incident_id = @incident ORDER BY CASE WHEN a.ended_at IS NULL THEN 0 ELSE 1 END, a.number DESC LIMIT @limit";
    private const string Loose = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.incident_id IS NULL AND a.ended_at IS NULL AND (@service IS NULL OR a.service = @service) ORDER BY a.last_seen_at DESC LIMIT @limit";
    private const string Firing = $"""
        SELECT {AlertRow.Columns} FROM alert a LEFT JOIN incident ON incident.id = a.incident_id
        WHERE a.service = @service AND a.ended_at IS NULL AND (a.incident_id IS NULL OR {ViewerTable.VisibleTo}) ORDER BY a.number DESC LIMIT @limit
        """;
    private const string OfIncidentAt = $"""
        SELECT {AlertRow.Columns} FROM alert a WHERE a.incident_id = @incident AND a.first_seen_at <= @at
        ORDER BY CASE WHEN a.ended_at IS NULL OR a.last_seen_at > @at THEN 0 ELSE 1 END, a.number DESC LIMIT @limit
        """;
    private const string FiringInMerged = "SELECT DISTINCT a.incident_id FROM incident i JOIN alert a ON a.incident_id = i.id WHERE i.status = 'Merged' AND a.ended_at IS NULL";
    private const string LeftOver = $"""
        SELECT incident.number AS IncidentNumber, incident.status AS IncidentStatus, {AlertRow.Columns}
        FROM (SELECT DISTINCT incident_id FROM alert WHERE ended_at IS NULL AND incident_id IS NOT NULL) f
        JOIN incident ON incident.id = f.incident_id JOIN alert a ON a.incident_id = f.incident_id AND a.ended_at IS NULL
        WHERE NOT EXISTS (SELECT 1 FROM alert k WHERE k.incident_id = a.incident_id AND k.ended_at IS NULL AND (k.group_key = a.copy_key OR (k.copy_key = a.copy_key AND k.number < a.number)))
            AND incident.status IN ('Resolved', 'Closed', 'Declined', 'Merged') AND {ViewerTable.VisibleTo} ORDER BY a.last_seen_at DESC LIMIT @limit
        """;
    private const string MergedOfService = "SELECT id FROM incident WHERE status = 'Merged' AND NOT is_drill AND lower(service) = lower(@service) ORDER BY declared_at DESC LIMIT 1";
    private const string ById = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.id = @said";
    private const string ByKey = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.actor_id = @sender AND a.sender_key = @said ORDER BY a.number DESC LIMIT 1";
    private const string ByNumber = $"SELECT {AlertRow.Columns} FROM alert a WHERE a.actor_id = @sender AND a.number = @number";

    private const string HasGroup = """
        SELECT CASE WHEN EXISTS (SELECT 1 FROM alert WHERE incident_id = @incident AND group_key = @group)
            OR EXISTS (SELECT 1 FROM alert WHERE incident_id = @incident AND copy_key = @group) THEN 1 ELSE 0 END
        """;

    private const string FalsePositive = """
        SELECT a.incident_id FROM alert a JOIN incident i ON i.id = a.incident_id
        WHERE a.service = @service AND a.name = @name AND i.status = 'Declined' AND a.started_at < @before ORDER BY a.number DESC LIMIT 1
        """;

    private const string Rates = """
        SELECT i.service AS Service, COUNT(*) AS Incidents, COUNT(CASE WHEN i.status = 'Declined' THEN 1 END) AS Declined
        FROM incident i WHERE i.declared_at >= @since AND NOT i.is_drill AND EXISTS (SELECT 1 FROM alert a WHERE a.incident_id = i.id) GROUP BY i.service
        """;

    // Of one group told by two senders the one with fingerprints counts, else the first.
    private const string Uncount = """
        UPDATE alert SET is_counted = FALSE WHERE incident_id = @incident AND copy_key = @group AND (
            EXISTS (SELECT 1 FROM alert f WHERE f.incident_id = @incident AND f.group_key = @group)
            OR EXISTS (SELECT 1 FROM alert k WHERE k.incident_id = @incident AND k.copy_key = @group AND k.number < alert.number))
        """;

    public async Task<IReadOnlyDictionary<string, Alert>> LatestAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        Dictionary<string, Alert> found = new(StringComparer.Ordinal);
        foreach (var some in subjects.Distinct(StringComparer.Ordinal).Chunk(MostInOne))
        {
            var rows = await connection.QueryAsync<AlertRow>(new CommandDefinition(
                $"SELECT {AlertRow.Columns} FROM alert a WHERE a.subject {database.In("some")} AND NOT EXISTS (SELECT 1 FROM alert n WHERE n.subject = a.subject AND n.number > a.number) ORDER BY a.started_at",
                new { some },
                cancellationToken: cancellationToken));
            foreach (var row in rows)
            {
                found[row.Subject] = row.ToAlert();
            }
        }

        return found;
    }

    public Task<IReadOnlyList<Alert>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => ListAsync(Due, new { now = SqlTypes.Text(now), limit }, cancellationToken);

    public Task<IReadOnlyList<Alert>> OfIncidentAsync(IncidentId incident, int limit, CancellationToken cancellationToken) =>
        ListAsync(OfIncident, new { incident = incident.Value, limit }, cancellationToken);

    public async Task<IReadOnlyList<Alert>> OfIncidentAsync(IncidentId incident, DateTimeOffset at, int limit, CancellationToken cancellationToken) =>
        [.. (await ListAsync(OfIncidentAt, new { incident = incident.Value, at = SqlTypes.Text(at), limit }, cancellationToken)).Select(alert =>
            alert.EndedAt is not null && alert.LastSeenAt > at ? alert with { EndedAt = null, EndedBy = null } : alert)];

    public async Task<IReadOnlyList<IncidentId>> FiringInMergedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return [.. (await connection.QueryAsync<string>(new CommandDefinition(FiringInMerged, cancellationToken: cancellationToken))).Select(id => new IncidentId(id))];
    }

    public async Task<IReadOnlyList<UnattendedAlert>> LeftOverAsync(Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        var (seesAll, id) = ViewerTable.Parameters(viewer);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<AlertRow>(new CommandDefinition(LeftOver, new { seesAll, viewer = id, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new UnattendedAlert(row.ToAlert(), (int)row.IncidentNumber!.Value, Enum.Parse<IncidentStatus>(row.IncidentStatus!)))];
    }

    public async Task<IncidentId?> MergedOfServiceAsync(string service, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(MergedOfService, new { service }, cancellationToken: cancellationToken)) is { } id ? new IncidentId(id) : null;
    }

    public Task<IReadOnlyList<Alert>> LooseAsync(string? service, int limit, CancellationToken cancellationToken) => ListAsync(Loose, new { service, limit }, cancellationToken);

    public Task<IReadOnlyList<Alert>> FiringAsync(string service, Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        var (seesAll, id) = ViewerTable.Parameters(viewer);
        return ListAsync(Firing, new { service, seesAll, viewer = id, limit }, cancellationToken);
    }

    public async Task<Alert?> OfDeliveryAsync(string deliveryId, CancellationToken cancellationToken) => (await ListAsync(
        $"SELECT {AlertRow.Columns} FROM alert a JOIN alert_in_delivery d ON d.alert_id = a.id WHERE d.delivery_id = @deliveryId ORDER BY a.number LIMIT 1", new { deliveryId }, cancellationToken)).FirstOrDefault();

    public async Task<Alert?> FindAsync(string id, CancellationToken cancellationToken) => (await ListAsync(ById, new { said = id }, cancellationToken)).FirstOrDefault();

    public async Task<Alert?> FindAsync(string senderId, string said, AlertIdKind kind, CancellationToken cancellationToken) => kind switch
    {
        AlertIdKind.Id => await FindAsync(said, cancellationToken) is { } alert && alert.SenderId == senderId ? alert : null,
        AlertIdKind.Key => (await ListAsync(ByKey, new { sender = senderId, said }, cancellationToken)).FirstOrDefault(),
        AlertIdKind.Number => long.TryParse(said, out var number) ? (await ListAsync(ByNumber, new { sender = senderId, number }, cancellationToken)).FirstOrDefault() : null,
    };

    public async Task<Page<Alert>> PageAsync(AlertFilter filter, CancellationToken cancellationToken)
    {
        var where = "1 = 1"
            + (filter.SenderId is null ? "" : " AND a.actor_id = @sender")
            + (filter.Service is null ? "" : " AND a.service = @service")
            + (filter.Incident is null ? "" : " AND a.incident_id = @incident")
            + (filter.IsLoose ? " AND a.incident_id IS NULL" : "")
            + (filter.Fires is { } fires ? $" AND a.ended_at IS {(fires ? "NULL" : "NOT NULL")}" : "")
            + (filter.Acknowledged is { } taken ? $" AND a.acknowledged_at IS {(taken ? "NOT NULL" : "NULL")}" : "")
            + (filter.Text is null ? "" : " AND lower(a.name) LIKE @text");
        var values = new { sender = filter.SenderId, service = filter.Service, incident = filter.Incident?.Value, text = $"%{filter.Text?.ToLowerInvariant()}%", limit = filter.PageSize, skip = (filter.Page - 1) * filter.PageSize };
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT COUNT(*) FROM alert a WHERE {where}", values, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<AlertRow>(new CommandDefinition($"SELECT {AlertRow.Columns} FROM alert a WHERE {where} ORDER BY a.number DESC LIMIT @limit OFFSET @skip", values, cancellationToken: cancellationToken));
        return new Page<Alert>([.. rows.Select(row => row.ToAlert())], filter.Page, filter.PageSize, total);
    }

    public async Task<IReadOnlyDictionary<IncidentId, AlertCount>> CountAsync(IReadOnlyCollection<IncidentId> incidents, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        Dictionary<IncidentId, AlertCount> counts = [];
        foreach (var some in incidents.Select(incident => incident.Value).Chunk(MostInOne))
        {
            var rows = await connection.QueryAsync<CountRow>(new CommandDefinition(
                $"SELECT incident_id AS IncidentId, COUNT(*) AS Total, COUNT(*) - COUNT(ended_at) AS Firing FROM alert WHERE incident_id {database.In("some")} AND is_counted GROUP BY incident_id",
                new { some },
                cancellationToken: cancellationToken));
            foreach (var row in rows)
            {
                counts[new IncidentId(row.IncidentId)] = new AlertCount((int)row.Total, (int)row.Firing);
            }
        }

        return counts;
    }

    public async Task<bool> HasGroupAsync(IncidentId incident, string group, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(HasGroup, new { incident = incident.Value, group }, cancellationToken: cancellationToken)) == 1;
    }

    public async Task<IncidentId?> FalsePositiveAsync(string service, string name, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(FalsePositive, new { service, name, before = SqlTypes.Text(before) }, cancellationToken: cancellationToken)) is { } id ? new IncidentId(id) : null;
    }

    public async Task<IReadOnlyDictionary<string, FalsePositiveRate>> FalsePositiveRatesAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<RateRow>(new CommandDefinition(Rates, new { since = SqlTypes.Text(since) }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Service, row => new FalsePositiveRate((int)row.Incidents, (int)row.Declined), StringComparer.OrdinalIgnoreCase);
    }

    private static async Task WriteAsync(WriteScope scope, IReadOnlyCollection<Alert> alerts)
    {
        var fresh = alerts.Count(alert => alert.Number == 0);
        var number = fresh == 0 ? 0 : Convert.ToInt64(
            await scope.ScalarAsync("UPDATE alert_head SET alert = alert + @n WHERE id = 1 RETURNING alert", ("@n", fresh)), CultureInfo.InvariantCulture) - fresh;
        // What ended is written first: of one subject only one row may fire.
        foreach (var alert in alerts.OrderBy(alert => alert.Fires))
        {
            await AlertRow.WriteAsync(scope, alert, alert.Number == 0 ? ++number : alert.Number);
        }

        foreach (var (incident, group) in alerts.Where(alert => alert is { Incident: not null, Group: not null }).Select(alert => (alert.Incident!.Value, alert.Group!)).Distinct())
        {
            await scope.ExecuteAsync(Uncount, ("@incident", incident.Value), ("@group", group));
        }
    }

    private async Task<IReadOnlyList<Alert>> ListAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return [.. (await connection.QueryAsync<AlertRow>(new CommandDefinition(sql, values, cancellationToken: cancellationToken))).Select(row => row.ToAlert())];
    }

    /// <summary>Drops the kept text of every alert and delivery about this stream's incident; called inside the transaction of a redaction.</summary>
    internal static async Task ForgetAsync(WriteScope scope, string stream)
    {
        var incident = stream[(stream.IndexOf(':', StringComparison.Ordinal) + 1)..];
        await scope.ExecuteAsync(
            "UPDATE alert_delivery SET body = NULL WHERE id IN (SELECT d.delivery_id FROM alert_in_delivery d JOIN alert a ON a.id = d.alert_id WHERE a.incident_id = @incident)",
            ("@incident", incident));
        await scope.ExecuteAsync("UPDATE alert SET body = NULL, name = '' WHERE incident_id = @incident", ("@incident", incident));
    }

    private sealed class RateRow
    {
        public string Service { get; init; } = "";

        public long Incidents { get; init; }

        public long Declined { get; init; }
    }

    private sealed class CountRow
    {
        public string IncidentId { get; init; } = "";

        public long Total { get; init; }

        public long Firing { get; init; }
    }
}
