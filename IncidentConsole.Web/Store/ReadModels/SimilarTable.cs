using System.Collections.Immutable;
using Dapper;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>
/// Finds earlier incidents by the alerts and procedures they share with one. Each way in is an index and reads the newest few hundred rows at most,
/// so that a service with ten thousand incidents costs what one with a hundred does.
/// </summary>
public sealed class SimilarTable(Database database) : ISimilarIncidents
{
    /// <summary>The one place that says which incidents are worth comparing with: ended, and no false positive, duplicate or drill.</summary>
    private const string Comparable = "incident.status IN ('Resolved', 'Closed') AND NOT incident.is_drill";

    private const string Find = $"""
        WITH own AS (SELECT subject, service, name FROM alert WHERE incident_id = @id ORDER BY number LIMIT 50),
        labels AS (SELECT o.incident_id FROM alert o WHERE o.subject IN (SELECT subject FROM own) AND o.incident_id IS NOT NULL ORDER BY o.started_at DESC LIMIT 300),
        names AS (SELECT o.incident_id FROM alert o WHERE o.service = @service AND o.name IN (SELECT name FROM own WHERE service = @service) AND o.incident_id IS NOT NULL ORDER BY o.number DESC LIMIT 300),
        begun AS (SELECT p.incident_id FROM incident_procedure p WHERE p.service = lower(@service) AND p.procedure_id |started| ORDER BY p.incident_id DESC LIMIT 300),
        fits AS (SELECT p.incident_id FROM incident_procedure p WHERE p.service = lower(@service) AND p.procedure_id |fitting| ORDER BY p.incident_id DESC LIMIT 300),
        shared AS (
            SELECT incident_id, MAX(labels) AS labels, MAX(name) AS name, MAX(begun) AS begun, MAX(fits) AS fits FROM (
                SELECT incident_id, 1 AS labels, 0 AS name, 0 AS begun, 0 AS fits FROM labels
                UNION ALL SELECT incident_id, 0, 1, 0, 0 FROM names
                UNION ALL SELECT incident_id, 0, 0, 1, 0 FROM begun
                UNION ALL SELECT incident_id, 0, 0, 0, 1 FROM fits) AS ways
            GROUP BY incident_id)
        SELECT incident.id AS Id, shared.labels AS Labels, shared.name AS Name, shared.begun AS Begun, shared.fits AS Fits
        FROM shared JOIN incident ON incident.id = shared.incident_id
        WHERE incident.id <> @id AND {Comparable} AND lower(incident.service) = lower(@service) AND incident.declared_at <= @before AND {ViewerTable.VisibleTo}
        ORDER BY 4 * shared.labels + 3 * shared.name + 3 * shared.begun + shared.fits DESC, incident.declared_at DESC LIMIT @limit
        """;

    private const string Delete = "DELETE FROM incident_procedure WHERE incident_id = @incident";

    private const string Insert = "INSERT INTO incident_procedure (incident_id, service, procedure_id) VALUES (@incident, @service, @procedure)";

    public async Task<IReadOnlyList<SimilarRow>> FindAsync(
        Incident incident, IReadOnlyCollection<string> started, IReadOnlyCollection<string> fitting, Viewer viewer, int limit, CancellationToken cancellationToken)
    {
        var parameters = IncidentConditions.ParametersOf(viewer);
        parameters.Add("id", incident.Id.Value);
        parameters.Add("service", incident.Service);
        parameters.Add("before", SqlTypes.Text(incident.Milestones.Declared!.Value));
        parameters.Add("started", started.ToArray());
        parameters.Add("fitting", fitting.ToArray());
        parameters.Add("limit", limit);
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var sql = Find.Replace("|started|", database.In("started"), StringComparison.Ordinal).Replace("|fitting|", database.In("fitting"), StringComparison.Ordinal);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).Select(row => row.ToSimilar())];
    }

    /// <summary>What the projection says of one incident.</summary>
    internal static async Task ReplaceAsync(WriteScope scope, IncidentRow incident, IReadOnlyList<string> procedures)
    {
        await scope.ExecuteAsync(Delete, ("@incident", incident.Id.Value));
        foreach (var procedure in procedures)
        {
            await scope.ExecuteAsync(Insert, ("@incident", incident.Id.Value), ("@service", incident.Service.ToLowerInvariant()), ("@procedure", procedure));
        }
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public long Labels { get; init; }

        public long Name { get; init; }

        public long Begun { get; init; }

        public long Fits { get; init; }

        /// <summary>The same labels are the same name as well: said once.</summary>
        public SimilarRow ToSimilar() => new(new IncidentId(Id), [.. Traits()]);

        private IEnumerable<SharedTrait> Traits()
        {
            if (Labels > 0 || Name > 0)
            {
                yield return Labels > 0 ? SharedTrait.AlertLabels : SharedTrait.AlertName;
            }

            if (Begun > 0 || Fits > 0)
            {
                yield return Begun > 0 ? SharedTrait.Procedure : SharedTrait.FittingProcedure;
            }
        }
    }
}
