using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The procedures that fit what the incident's alerts, title and summary say; a declaring alert's labels stand in the summary.</summary>
public static class SuggestedProcedures
{
    public static ImmutableArray<FoundProcedure> For(Incident incident) => ProcedureFinder.Suggest(
        incident.Runbook,
        [
            .. incident.Alerts.Values.OrderBy(alert => alert.StartedAt).Select(alert => new Said("the alert", alert.Name.Text ?? "")),
            new("the title", incident.Title.Text ?? ""),
            new("the summary", incident.Summary?.Text ?? ""),
        ]);
}
