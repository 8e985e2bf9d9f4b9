using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>Reads the revisions of runbooks.</summary>
internal sealed class RunbookHistory(Database database, RunbookShelf shelf) : IRunbookHistory
{
    private const string Columns = """
        SELECT published.slug AS Slug, published.revision AS Revision, published.key AS Key, published.at AS At, published.reason AS Reason,
               published.actor_kind AS Kind, published.actor_id AS ActorId, published.actor_name AS ActorName,
               CASE WHEN published.revision = runbook.current_revision THEN 1 ELSE 0 END AS IsCurrent
        FROM runbook_publication published JOIN runbook ON runbook.slug = published.slug
        WHERE published.slug = @slug
        """;

    private const string All = $"{Columns} ORDER BY published.revision DESC";
    private const string Current = $"{Columns} AND published.revision = runbook.current_revision";
    private const string Source = "SELECT source FROM runbook_publication WHERE slug = @slug AND revision = @revision";
    private const string Uses = $"SELECT incident.runbook_key AS Key, COUNT(*) AS Incidents FROM incident WHERE incident.runbook_slug = @slug AND NOT incident.is_drill AND {ViewerTable.VisibleTo} GROUP BY incident.runbook_key";

    public async Task<IReadOnlyList<RunbookPublication>> PublicationsAsync(string slug, Viewer viewer, CancellationToken cancellationToken)
    {
        await shelf.StockAsync(cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var parameters = IncidentConditions.ParametersOf(viewer);
        parameters.Add("slug", slug);
        var uses = (await connection.QueryAsync<UseRow>(new CommandDefinition(Uses, parameters, cancellationToken: cancellationToken))).ToDictionary(row => row.Key, row => (int)row.Incidents);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(All, new { slug }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToPublication(uses.GetValueOrDefault(row.Key)))];
    }

    public async Task<RunbookPublication?> CurrentAsync(string slug, CancellationToken cancellationToken)
    {
        await shelf.StockAsync(cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return (await connection.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(Current, new { slug }, cancellationToken: cancellationToken)))?.ToPublication(0);
    }

    public async Task<string?> SourceAsync(string slug, int revision, CancellationToken cancellationToken)
    {
        await shelf.StockAsync(cancellationToken);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(new CommandDefinition(Source, new { slug, revision }, cancellationToken: cancellationToken));
    }

    private sealed class Row
    {
        public string Slug { get; init; } = "";

        public int Revision { get; init; }

        public string Key { get; init; } = "";

        public DateTimeOffset At { get; init; }

        public string Reason { get; init; } = "";

        public string Kind { get; init; } = "";

        public string ActorId { get; init; } = "";

        public string ActorName { get; init; } = "";

        public int IsCurrent { get; init; }

        public RunbookPublication ToPublication(int usedBy) =>
            new(Slug, Revision, new RunbookKey(Key), At, new Actor(Enum.Parse<ActorKind>(Kind), ActorId, ActorName), Reason, IsCurrent == 1, usedBy);
    }

    private sealed class UseRow
    {
        public string Key { get; init; } = "";

        public long Incidents { get; init; }
    }
}
