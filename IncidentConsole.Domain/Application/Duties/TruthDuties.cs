using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Duties;

/// <summary>Where what people say and what the metrics say do not fit together.</summary>
internal static class TruthDuties
{
    /// <summary>An incident this young may be ahead of its metrics.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);

    /// <param name="metrics">What the signals of the service say now; null where it has none.</param>
    public static IEnumerable<Duty> Of(Incident incident, MetricVerdict? metrics, DateTimeOffset now)
    {
        if (incident is { IsOpen: false, Status: not IncidentStatus.Merged } && Firing(incident) is > 0 and var firing)
        {
            yield return new Duty(DutyKind.Truth, "fires", firing == 1 ? $"Look again: {incident.Label} is {Word(incident.Status)}, and an alert still fires" : string.Create(CultureInfo.InvariantCulture, $"Look again: {incident.Label} is {Word(incident.Status)}, and {firing} alerts still fire"), null)
            {
                Detail = incident.Status is IncidentStatus.Declined
                    ? "Move the alert to an incident of its own, or silence it until its sender says that it ended."
                    : "Reopen it, move the alert to an incident of its own, or silence it until its sender says that it ended.",
                Primary = DutyAction.OpenAlerts,
            };
        }

        if (metrics is null || !incident.IsOpen || incident.IsProposal)
        {
            yield break;
        }

        // A service may have no limits but the runbook's, and then its own state is not known.
        if (metrics is { Rank: null, HasUnknown: false }
            && incident.Status is IncidentStatus.Investigating or IncidentStatus.Identified or IncidentStatus.Mitigating
            && now - incident.Milestones.Declared >= Young
            && MetricVerdict.Of(RunbookLimits.Of(incident.Runbook, metrics.Signals, now)).State == SignalState.WithinLimits)
        {
            yield return new Duty(DutyKind.Truth, "green", "Is it over? Every signal is within its limits", null)
            {
                Detail = "Mark it as mitigated or resolve it, or write down what the metrics do not show.",
                Primary = DutyAction.Resolve,
            };
        }

        if (metrics.Rank is not null && !incident.IsPublic && incident.Runbook.Communication.CadenceAt(incident.Severity) is null && !incident.Updates.Exists(update => update.State == UpdateState.Posted))
        {
            yield return new Duty(DutyKind.Truth, "public", "Tell the public? The metrics are red and the status page says that all works", null)
            {
                Detail = "The runbook asks for no update at this level: decide.",
                Primary = DutyAction.WriteUpdate,
            };
        }
    }

    /// <summary>Of a storm the count is as last told; that it is over is always told.</summary>
    private static int Firing(Incident incident) => incident.AlertCount?.Firing ?? incident.Alerts.Values.Count(alert => alert.EndedAt is null);

    private static string Word(IncidentStatus status) => status.ToString().ToLowerInvariant();
}
