using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Signals;

/// <summary>The few moments of an incident that explain a line: what happened when it turned.</summary>
public static class ChartMarkers
{
    /// <param name="timeline">Events of the incident.</param>
    /// <param name="service">Events of its service around the incident.</param>
    /// <param name="signals">Those that are drawn; breaches of others are left out.</param>
    /// <param name="changes">Of the service around the incident.</param>
    public static IReadOnlyList<ChartMarker> Of(Incident incident, IReadOnlyList<RecordedEvent> timeline, IReadOnlyList<RecordedEvent> service, IReadOnlyList<Signal> signals, IReadOnlyList<ChangeEvent> changes) =>
        [.. timeline.Select(recorded => Of(incident, recorded))
            .Concat(service.Select(recorded => Of(incident, recorded, signals)))
            .OfType<ChartMarker>()
            .Concat(changes.Select(change => new ChartMarker(change.At, "C", "Change", $"Change: {change.Summary}")))
            .OrderBy(marker => marker.At)];

    private static ChartMarker? Of(Incident incident, RecordedEvent recorded, IReadOnlyList<Signal> signals)
    {
        if (recorded.Event is not ServiceEvent happened || signals.FirstOrDefault(signal => signal.Id == happened.SignalId) is not { } signal)
        {
            return null;
        }

        var beyond = signal.Good switch { GoodDirection.Low => "over", GoodDirection.High => "under" };
        return happened switch
        {
            BreachBegan breach => new(recorded.OccurredAt, "B", "Breach", $"{signal.Title} {beyond} {incident.Runbook.Severities[breach.Rank].Label}", signal.Id),
            BreachEnded => new(recorded.OccurredAt, "E", "Breach over", $"{signal.Title} within limits", signal.Id),
            SignalWentStale or SignalCameBack => null,   // the gap in the line says it
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ChartMarker? Of(Incident incident, RecordedEvent recorded) => recorded.Event switch
    {
        IncidentDeclared => New("D", "Declared", "Declared"),
        IncidentAcknowledged => New("A", "Acknowledged", "Acknowledged"),
        SeverityChanged changed => New("S", "Severity", $"Severity {incident.Runbook.Severities[changed.To].Label}"),
        ActionStarted started => New("R", "Step", incident.Runbook.FindAction(started.ActionId)?.Title ?? "Runbook step"),
        IncidentMitigated => New("M", "Mitigated", "Mitigated"),
        IncidentResolved => New("X", "Resolved", "Resolved"),
        IncidentReopened => New("O", "Reopened", "Reopened"),
        _ => null,
    } is { } marker ? marker with { At = recorded.OccurredAt } : null;

    private static ChartMarker New(string letter, string word, string label) => new(default, letter, word, label);
}
