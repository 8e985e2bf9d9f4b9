using System.Data.Common;
using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>Reads for people. Each carries <see cref="ViewerTable.VisibleTo"/>: what a viewer may not see is not there.</summary>
public sealed class IncidentQueries(Database database) : IIncidentQueries
{
    // Open ones on top, the worst first; then the rest, newest first.
    private const string Order = "ORDER BY incident.is_open DESC, CASE WHEN incident.is_open THEN incident.severity ELSE 0 END, incident.declared_at DESC, incident.number DESC";

    private const string Revisions = $"""
        SELECT revision.section_id AS SectionId, revision.revision AS Revision, event_text.text AS Text, revision.by_name AS ByName, revision.at AS At
        FROM postmortem_revision revision JOIN incident ON incident.id = revision.incident_id
        LEFT JOIN event_text ON event_text.position = revision.position AND event_text.field = 'text'
        WHERE revision.incident_id = @id AND revision.section_id = @sectionId AND {ViewerTable.VisibleTo} ORDER BY revision.revision
        """;

    public async Task<Page<IncidentRow>> ListAsync(IncidentFilter filter, Viewer viewer, CancellationToken cancellationToken)
    {
        var (condition, parameters) = IncidentConditions.Of(filter, viewer, database.Search);
        parameters.Add("limit", filter.PageSize);
        parameters.Add("offset", (Math.Max(1, filter.Page) - 1L) * filter.PageSize);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<int>(Command($"SELECT COUNT(*) FROM incident WHERE {condition}", parameters, cancellationToken));
        var items = await connection.QueryAsync<IncidentRow>(Command($"SELECT {IncidentTable.Select} FROM incident WHERE {condition} {Order} LIMIT @limit OFFSET @offset", parameters, cancellationToken));
        return new Page<IncidentRow>([.. items], Math.Max(1, filter.Page), filter.PageSize, total);
    }

    public Task<IncidentRow?> FindAsync(int number, Viewer viewer, CancellationToken cancellationToken) =>
        OneAsync("incident.number = @number", parameters => parameters.Add("number", number), viewer, cancellationToken);

    public Task<IncidentRow?> FindAsync(IncidentId id, Viewer viewer, CancellationToken cancellationToken) =>
        OneAsync("incident.id = @id", parameters => parameters.Add("id", id.Value), viewer, cancellationToken);

    public Task<IncidentRow?> FindOpenOfServiceAsync(string service, Viewer viewer, CancellationToken cancellationToken) => OneAsync(
        "incident.is_open AND NOT incident.is_drill AND lower(incident.service) = lower(@service) ORDER BY incident.declared_at DESC LIMIT 1",
        parameters => parameters.Add("service", service), viewer, cancellationToken);

    public async Task<IReadOnlyList<RecordedEvent>> TimelineAsync(IncidentId id, long afterPosition, int limit, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        if (await OneAsync(connection, "incident.id = @id", parameters => parameters.Add("id", id.Value), viewer, cancellationToken) is null)
        {
            return [];
        }

        var stream = StreamId.Of(id);
        const string Before = "SELECT COALESCE(MAX(version), 0) FROM event WHERE stream_id = @stream AND position <= @afterPosition";
        var version = afterPosition == 0 ? 0 : await connection.ExecuteScalarAsync<int>(new CommandDefinition(Before, new { stream = stream.Value, afterPosition }, cancellationToken: cancellationToken));
        return await EventReader.StreamAsync(connection, stream, version, limit, cancellationToken);
    }

    public async Task<IReadOnlyList<SectionRevision>> RevisionsAsync(IncidentId id, string sectionId, Viewer viewer, CancellationToken cancellationToken)
    {
        var parameters = IncidentConditions.ParametersOf(viewer);
        parameters.Add("id", id.Value);
        parameters.Add("sectionId", sectionId);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<RevisionRow>(Command(Revisions, parameters, cancellationToken));
        return [.. rows.Select(row => new SectionRevision(row.SectionId, row.Revision, row.Text, row.ByName, row.At))];
    }

    public async Task<int> NextNumberAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT COALESCE(MAX(number), 0) + 1 FROM incident", cancellationToken: cancellationToken));
    }

    private async Task<IncidentRow?> OneAsync(string condition, Action<DynamicParameters> add, Viewer viewer, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        return await OneAsync(connection, condition, add, viewer, cancellationToken);
    }

    private static Task<IncidentRow?> OneAsync(DbConnection connection, string condition, Action<DynamicParameters> add, Viewer viewer, CancellationToken cancellationToken)
    {
        var parameters = IncidentConditions.ParametersOf(viewer);
        add(parameters);
        return connection.QueryFirstOrDefaultAsync<IncidentRow>(Command($"SELECT {IncidentTable.Select} FROM incident WHERE {ViewerTable.VisibleTo} AND {condition}", parameters, cancellationToken));
    }

    private static CommandDefinition Command(string sql, DynamicParameters parameters, CancellationToken cancellationToken) => new(sql, parameters, cancellationToken: cancellationToken);

    private sealed class RevisionRow
    {
        public string SectionId { get; init; } = "";

        public int Revision { get; init; }

        public string? Text { get; init; }

        public string ByName { get; init; } = "";

        public DateTimeOffset At { get; init; }
    }
}
