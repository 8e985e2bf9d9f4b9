using System.Text.Json;
using Dapper;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.Alerts;

/// <summary>The deliveries: stored in one small write each, which the group commit gathers; acted on in the order of arrival.</summary>
internal sealed partial class AlertTable
{
    private const string Pending = "SELECT id AS Id, actor_id AS ActorId, actor_name AS ActorName, received_at AS ReceivedAt, work AS Work, is_test AS IsTest FROM alert_delivery WHERE state = 'Pending' ORDER BY seq LIMIT @limit";
    private const string LogColumns = "SELECT id AS Id, actor_id AS ActorId, kind AS Kind, received_at AS ReceivedAt, state AS State, outcome AS Outcome, is_test AS IsTest, body AS Body, truncated AS Truncated FROM alert_delivery";
    private const string Lease = "UPDATE alert_head SET owner = @owner, owned_until = @until WHERE id = 1 AND (owner IS NULL OR owner = @owner OR owned_until < @now)";

    private const string Insert = """
        INSERT INTO alert_delivery (id, seq, actor_id, actor_name, kind, received_at, truncated, body, work, state, outcome, is_test)
        VALUES (@id, @seq, @actor, @actorName, @kind, @at, @truncated, @body, @work, @state, @outcome, @test)
        """;

    private const string Forget = """
        DELETE FROM alert_delivery WHERE id IN (SELECT id FROM alert_delivery WHERE received_at < @before AND state <> 'Pending' ORDER BY received_at LIMIT @limit)
        """;

    private DateTimeOffset leasedUntil;

    public Task StoreAsync(StoredDelivery delivery, CancellationToken cancellationToken)
    {
        var work = delivery.Work is { } given ? JsonSerializer.Serialize(new AlertWork(given, delivery.Service), AlertJsonContext.Default.AlertWork) : null;
        return database.WriteAsync(
            async scope =>
            {
                var seq = await scope.ScalarAsync("UPDATE alert_head SET delivery = delivery + 1 WHERE id = 1 RETURNING delivery");
                await scope.ExecuteAsync(
                    Insert,
                    ("@id", delivery.Id), ("@seq", seq), ("@actor", delivery.Sender.Id), ("@actorName", delivery.Sender.Name), ("@kind", delivery.Kind.ToString()),
                    ("@at", SqlTypes.Text(delivery.ReceivedAt)), ("@truncated", delivery.Work?.TruncatedAlerts ?? 0), ("@body", delivery.Body), ("@work", work),
                    ("@state", delivery.Stage.ToString()), ("@outcome", delivery.Outcome), ("@test", delivery.IsTest));
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<PendingDelivery>?> LeaseAsync(string owner, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        if (database.IsShared && leasedUntil - now < (until - now) / 2)
        {
            if (await database.WriteAsync(scope => scope.ExecuteAsync(Lease, ("@owner", owner), ("@until", SqlTypes.Text(until)), ("@now", SqlTypes.Text(now))), cancellationToken) == 0)
            {
                return null;
            }

            leasedUntil = until;
        }

        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<PendingRow>(new CommandDefinition(Pending, new { limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToPending())];
    }

    public Task SettleAsync(IReadOnlyCollection<Alert> alerts, IReadOnlyList<SettledDelivery> deliveries, IReadOnlyList<ServiceMessage> messages, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            await WriteAsync(scope, alerts);
            foreach (var delivery in deliveries)
            {
                await scope.ExecuteAsync("UPDATE alert_delivery SET state = 'Done', outcome = @outcome, work = NULL WHERE id = @id", ("@outcome", delivery.Outcome), ("@id", delivery.Id));
                foreach (var alert in delivery.AlertIds)
                {
                    await scope.ExecuteAsync("INSERT INTO alert_in_delivery (alert_id, delivery_id) VALUES (@alert, @delivery) ON CONFLICT DO NOTHING", ("@alert", alert), ("@delivery", delivery.Id));
                }
            }

            foreach (var (stream, message, at) in messages)
            {
                await OutboxTable.InsertAsync(scope, stream, message, at);
            }
        },
        cancellationToken);

    public async Task<IReadOnlyList<LoggedDelivery>> LogAsync(string senderId, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<LogRow>(new CommandDefinition($"{LogColumns} WHERE actor_id = @senderId ORDER BY received_at DESC, seq DESC LIMIT @limit", new { senderId, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToLogged())];
    }

    public async Task<LoggedDelivery?> FindDeliveryAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<LogRow>(new CommandDefinition($"{LogColumns} WHERE id = @id", new { id }, cancellationToken: cancellationToken)))?.ToLogged();
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastSeenAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<SeenRow>(new CommandDefinition(
            "SELECT actor_id AS ActorId, MAX(received_at) AS At FROM alert_delivery WHERE received_at >= @since AND NOT is_test GROUP BY actor_id", new { since = SqlTypes.Text(since) }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.ActorId, row => row.At, StringComparer.Ordinal);
    }

    public Task<int> ForgetAsync(DateTimeOffset olderThan, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        async scope =>
        {
            var dropped = await scope.ExecuteAsync(Forget, ("@before", SqlTypes.Text(olderThan)), ("@limit", limit));
            if (dropped > 0)
            {
                await scope.ExecuteAsync("DELETE FROM alert_in_delivery WHERE NOT EXISTS (SELECT 1 FROM alert_delivery d WHERE d.id = alert_in_delivery.delivery_id)");
            }

            return dropped;
        },
        cancellationToken);

    private sealed class PendingRow
    {
        public string Id { get; init; } = "";

        public string ActorId { get; init; } = "";

        public string ActorName { get; init; } = "";

        public DateTimeOffset ReceivedAt { get; init; }

        public string Work { get; init; } = "";

        public bool IsTest { get; init; }

        public PendingDelivery ToPending()
        {
            var work = JsonSerializer.Deserialize(Work, AlertJsonContext.Default.AlertWork)!;
            return new PendingDelivery(Id, new Actor(ActorKind.Integration, ActorId, ActorName), ReceivedAt, work.Delivery, IsTest, work.Service);
        }
    }

    private sealed class LogRow
    {
        public string Id { get; init; } = "";

        public string ActorId { get; init; } = "";

        public string Kind { get; init; } = "";

        public DateTimeOffset ReceivedAt { get; init; }

        public string State { get; init; } = "";

        public string? Outcome { get; init; }

        public bool IsTest { get; init; }

        public string? Body { get; init; }

        public int Truncated { get; init; }

        public LoggedDelivery ToLogged() => new(Id, Enum.Parse<IntegrationKind>(Kind), ReceivedAt, Enum.Parse<DeliveryStage>(State), Outcome, IsTest, Body, Truncated) { SenderId = ActorId };
    }

    private sealed class SeenRow
    {
        public string ActorId { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }
}
