using IncidentConsole.Domain.Access;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>Who sees a restricted incident, and the one fragment that every read of incidents carries.</summary>
internal static class ViewerTable
{
    private const string Stored = "SELECT account_id FROM incident_viewer WHERE incident_id = @incident";

    private const string Delete = "DELETE FROM incident_viewer WHERE incident_id = @incident AND account_id = @account";

    private const string Insert = "INSERT INTO incident_viewer (incident_id, account_id) VALUES (@incident, @account)";

    /// <summary>A condition on <c>incident</c>; its parameters are those of <see cref="Parameters"/>.</summary>
    public const string VisibleTo = """
        (incident.visibility = 'Everyone' OR @seesAll
         OR EXISTS (SELECT 1 FROM incident_viewer WHERE incident_viewer.incident_id = incident.id AND incident_viewer.account_id = @viewer))
        """;

    public static (bool SeesAll, string Viewer) Parameters(Viewer viewer) => (RightsTable.Allows(viewer.Role, Right.Command), viewer.Id);

    public static async Task ReplaceAsync(WriteScope scope, string incident, IReadOnlyList<string> viewers)
    {
        var stored = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await scope.Command(Stored, ("@incident", incident)).ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                stored.Add(reader.GetString(0));
            }
        }

        foreach (var gone in stored.Except(viewers))
        {
            await scope.ExecuteAsync(Delete, ("@incident", incident), ("@account", gone));
        }

        foreach (var added in viewers.Except(stored))
        {
            await scope.ExecuteAsync(Insert, ("@incident", incident), ("@account", added));
        }
    }
}
