using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The few moments of an incident that explain a line: what happened when it turned.</summary>
public static class ChartMarkers
{
    public static IReadOnlyList<ChartMarker> Of(Incident incident, IReadOnlyList<RecordedEvent> timeline) =>
        [.. timeline.Select(recorded => Of(incident, recorded)).OfType<ChartMarker>().OrderBy(marker => marker.At)];

    private static ChartMarker? Of(Incident incident, RecordedEvent recorded) => recorded.Event switch
    {
        IncidentDeclared => New("D", "Declared"),
        IncidentAcknowledged => New("A", "Acknowledged"),
        SeverityChanged changed => New("S", $"Severity {incident.Runbook.Severities[changed.To].Label}"),
        ActionStarted started => New("R", incident.Runbook.FindAction(started.ActionId)?.Title ?? "Runbook step"),
        IncidentMitigated => New("M", "Mitigated"),
        IncidentResolved => New("X", "Resolved"),
        IncidentReopened => New("O", "Reopened"),
        _ => null,
    } is { } marker ? marker with { At = recorded.OccurredAt } : null;

    private static ChartMarker New(string letter, string label) => new(default, letter, label);
}
