using System.Text.Json;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>The public projection, read whole: what it holds may be shown to anybody.</summary>
public sealed class PublicStatusQueries(Database database) : IPublicStatus
{
    private const string Incidents = "SELECT body FROM public_incident WHERE resolved_at IS NULL OR resolved_at >= @resolvedSince ORDER BY started_at DESC, number DESC";

    public async Task<IReadOnlyList<PublicIncident>> IncidentsAsync(DateTimeOffset resolvedSince, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var bodies = await connection.QueryAsync<string>(new CommandDefinition(Incidents, new { resolvedSince }, cancellationToken: cancellationToken));
        return [.. bodies.Select(body => JsonSerializer.Deserialize(body, PublicJsonContext.Default.PublicIncident)!)];
    }
}
