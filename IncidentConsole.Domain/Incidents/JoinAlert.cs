using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Monitoring: a firing alert belongs to this incident. Once per alert, however often it is delivered.</summary>
/// <param name="AlertId">Row of the alert.</param>
/// <param name="Severity">Rank the alert asks for; null when it says nothing.</param>
public sealed record JoinAlert(string AlertId, string Name, int? Severity, DateTimeOffset StartedAt) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (SystemRule.CheckSignal(situation) ?? (incident.IsDrill ? Guard.Conflict($"{incident.Label} is a drill: no real alert joins it.") : null)).Then(() => incident.Alerts.ContainsKey(AlertId)
            ? Decision.Nothing
            : Guard.Open(incident).Then(() => Decision.Accept(situation.Now, new AlertJoined(AlertId, new Prose(Name), Severity, StartedAt))));
}

/// <summary>Monitoring: an alert of this incident no longer fires. That resolves nothing by itself.</summary>
public sealed record ClearAlert(string AlertId, DateTimeOffset EndedAt) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        SystemRule.CheckSignal(situation).Then(() => incident.Alerts.TryGetValue(AlertId, out var alert) && alert.EndedAt is null
            ? Decision.Accept(situation.Now, new AlertCleared(AlertId, EndedAt))
            : Decision.Nothing);
}
