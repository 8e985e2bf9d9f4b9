using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Store.Alerts;

internal sealed class ChangeTable(Database database) : IChangeStore
{
    private const string Insert = """
        INSERT INTO change_event (id, actor_id, actor_name, sender_key, service, summary, source, author, url, at, received_at)
        VALUES (@id, @actor, @actorName, @key, @service, @summary, @source, @author, @url, @at, @received) ON CONFLICT (actor_id, sender_key) DO NOTHING
        """;

    private const string Between = """
        SELECT id AS Id, actor_id AS SenderId, actor_name AS SenderName, sender_key AS SenderKey, service AS Service, summary AS Summary, source AS Source, author AS Author, url AS Url, at AS At
        FROM change_event WHERE service = @service AND at >= @from AND at <= @to ORDER BY at DESC, id DESC LIMIT @limit
        """;

    public Task<bool> AddAsync(ChangeEvent change, DateTimeOffset receivedAt, CancellationToken cancellationToken) => database.WriteAsync(
        async scope => await scope.ExecuteAsync(
            Insert,
            ("@id", change.Id), ("@actor", change.SenderId), ("@actorName", change.SenderName), ("@key", change.SenderKey), ("@service", change.Service), ("@summary", change.Summary),
            ("@source", change.Source), ("@author", change.Author), ("@url", change.Url), ("@at", SqlTypes.Text(change.At)), ("@received", SqlTypes.Text(receivedAt))) == 1,
        cancellationToken);

    public async Task<IReadOnlyList<ChangeEvent>> BetweenAsync(string service, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Between, new { service, from = SqlTypes.Text(from), to = SqlTypes.Text(to), limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new ChangeEvent(row.Id, row.SenderId, row.SenderName, row.SenderKey, row.Service, row.Summary, row.Source, row.Author, row.Url, row.At))];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string SenderId { get; init; } = "";

        public string SenderName { get; init; } = "";

        public string SenderKey { get; init; } = "";

        public string Service { get; init; } = "";

        public string Summary { get; init; } = "";

        public string? Source { get; init; }

        public string? Author { get; init; }

        public string? Url { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
