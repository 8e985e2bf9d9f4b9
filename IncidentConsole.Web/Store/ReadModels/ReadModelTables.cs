using System.Text.Json;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>
/// Writes what the projection says. The same for an append (one decision's events) and a rebuild (a whole stream's), so that replay equals live;
/// what has not changed is not written.
/// </summary>
internal static class ReadModelTables
{
    private const string InsertRevision = """
        INSERT INTO postmortem_revision (incident_id, section_id, revision, position, by_name, at)
        VALUES (@incident, @section, @revision, @position, @by, @at)
        """;

    private const string UpsertPublic = """
        INSERT INTO public_incident (incident_id, number, started_at, resolved_at, body) VALUES (@incident, @number, @startedAt, @resolvedAt, @body)
        ON CONFLICT (incident_id) DO UPDATE SET resolved_at = excluded.resolved_at, body = excluded.body WHERE public_incident.body <> excluded.body
        """;

    /// <param name="events">The recorded events the changes were made from, in order.</param>
    public static async Task WriteAsync(WriteScope scope, ReadModelChanges changes, IReadOnlyList<RecordedEvent> events)
    {
        var incident = changes.Incident.Id.Value;
        await IncidentTable.WriteAsync(scope, changes.Incident);
        await ViewerTable.ReplaceAsync(scope, incident, changes.Viewers);
        await ActionItemTable.ReplaceAsync(scope, incident, changes.ActionItems);
        if (changes.Procedures is { } procedures)
        {
            await SimilarTable.ReplaceAsync(scope, changes.Incident, procedures);
        }

        foreach (var (revision, recorded) in changes.Revisions.Zip(events.Where(recorded => recorded.Event is PostmortemSectionSaved)))
        {
            await scope.ExecuteAsync(
                InsertRevision,
                ("@incident", incident), ("@section", revision.SectionId), ("@revision", revision.Revision), ("@position", recorded.Position), ("@by", revision.By), ("@at", SqlTypes.Text(revision.At)));
        }

        if (changes.Public is { } shown)
        {
            await scope.ExecuteAsync(
                UpsertPublic,
                ("@incident", incident), ("@number", shown.Number), ("@startedAt", SqlTypes.Text(shown.StartedAt)), ("@resolvedAt", SqlTypes.Text(shown.ResolvedAt)),
                ("@body", JsonSerializer.Serialize(shown, PublicJsonContext.Default.PublicIncident)));
        }
    }
}
