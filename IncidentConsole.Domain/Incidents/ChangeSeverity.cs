using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Raises or lowers the severity; lowering needs a reason.</summary>
/// <param name="Severity">The runbook's label in any spelling, or a rank; a rank beyond the scheme means its last level.</param>
public sealed record ChangeSeverity(string Severity) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var scheme = incident.Runbook.Severities;
        if (scheme.Find(Severity) is not { } level)
        {
            return Decision.Refuse(RefusalKind.Invalid, $"\"{Severity}\" is no severity of the {incident.Runbook.Title}. Use {string.Join(", ", scheme.Levels.Select(l => l.Label))} or a rank from 1 to {scheme.LastRank}.");
        }

        return (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation)).Then(() =>
            level.Rank == incident.Severity
                ? Decision.Nothing
                : (Meanwhile.Check(incident, this, situation, Concern.Course)
                    ?? (incident.Level.IsMoreSevereThan(level)
                        ? Guard.Reason(situation, $"Say why it is less severe now: lowering {incident.Label} from {incident.Level.Label} to {level.Label} needs a reason.")
                        : null))
                .Then(() => Decision.Accept(situation.Now, new SeverityChanged(incident.Severity, level.Rank))));
    }
}
