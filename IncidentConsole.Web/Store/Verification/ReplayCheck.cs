using System.Data.Common;
using System.Text.Json;
using Dapper;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store.Verification;

/// <summary>Whether the read models of one incident are what its log says.</summary>
internal sealed class ReplayCheck(DbConnection connection, List<string> findings)
{
    private static readonly string Row = $"SELECT {IncidentTable.Select} FROM incident WHERE id = @id";

    private const string Revisions = """
        SELECT r.section_id || ' ' || r.revision || ' ' || r.by_name || ' ' || r.at || ' ' || COALESCE(t.text, '')
        FROM postmortem_revision r LEFT JOIN event_text t ON t.position = r.position AND t.field = 'text' WHERE r.incident_id = @id ORDER BY r.position
        """;

    public async Task AcceptAsync(ReadModelChanges wanted)
    {
        var id = wanted.Incident.Id.Value;
        var label = wanted.Incident.Label;
        void Compare(string what, bool same)
        {
            if (!same)
            {
                findings.Add($"{label}: its {what} differ from what the log says; run: store rebuild");
            }
        }

        if (await connection.QueryFirstOrDefaultAsync<IncidentRow>(Row, new { id }) is not { } row)
        {
            findings.Add($"{label}: it is missing in the lists; run: store rebuild");
            return;
        }

        Compare("list entries", row == wanted.Incident);
        Compare("viewers", (await connection.QueryAsync<string>("SELECT account_id FROM incident_viewer WHERE incident_id = @id", new { id })).ToHashSet().SetEquals(wanted.Viewers));
        Compare("procedures", (await connection.QueryAsync<string>("SELECT procedure_id FROM incident_procedure WHERE incident_id = @id", new { id })).ToHashSet().SetEquals(wanted.Procedures ?? []));
        Compare("action items", (await ActionItemTable.ReadAsync(connection, id)).SequenceEqual(wanted.ActionItems.Select(ActionItemTable.Shown)));
        Compare("postmortem revisions", (await connection.QueryAsync<string>(Revisions, new { id })).SequenceEqual(wanted.Revisions.Select(Line)));
        Compare(
            "public updates",
            await connection.ExecuteScalarAsync<string?>("SELECT body FROM public_incident WHERE incident_id = @id", new { id })
            == (wanted.Public is { } shown ? JsonSerializer.Serialize(shown, PublicJsonContext.Default.PublicIncident) : null));
    }

    /// <summary>After the last incident: nothing may be listed that no log knows.</summary>
    public async Task FinishAsync(IReadOnlySet<string> incidents)
    {
        foreach (var stray in (await connection.QueryAsync<string>("SELECT id FROM incident ORDER BY number")).Where(id => !incidents.Contains(id)))
        {
            findings.Add($"incident {stray} is listed, and the log does not know it; run: store rebuild");
        }
    }

    private static string Line(SectionRevision revision) => $"{revision.SectionId} {revision.Revision} {revision.By} {SqlTypes.Text(revision.At)} {revision.Text}";
}
