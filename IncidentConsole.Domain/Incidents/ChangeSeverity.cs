using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Raises or lowers the severity; lowering needs a reason. What follows from it is shown before: <see cref="Deadlines.SeverityPreview"/>.</summary>
/// <param name="Severity">The runbook's label in any spelling, or a rank; a rank beyond the scheme means its last level.</param>
public sealed record ChangeSeverity(string Severity) : IncidentIntent
{
    /// <summary>The runbook's questions with their answers, one a line; null where none was asked.</summary>
    public string? Assessment { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var scheme = incident.Runbook.Severities;
        if (scheme.Find(Severity) is not { } level)
        {
            return Decision.Refuse(RefusalKind.Invalid, $"\"{Severity}\" is no severity of the {incident.Runbook.Title}. Use {string.Join(", ", scheme.Levels.Select(l => l.Label))} or a rank from 1 to {scheme.LastRank}.");
        }

        var assessed = Prose.From(Assessment) is { } answers ? new SeverityAssessed(level.Rank, answers) : null;
        return (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation) ?? Guard.NotTooLong(Assessment)).Then(() =>
            level.Rank == incident.Severity
                ? assessed is null ? Decision.Nothing : Decision.Accept(situation.Now, assessed)
                : (Meanwhile.Check(incident, this, situation, Concern.Course)
                    ?? (incident.Level.IsMoreSevereThan(level)
                        ? Guard.Reason(situation, $"Say why it is less severe now: lowering {incident.Label} from {incident.Level.Label} to {level.Label} needs a reason.")
                        : null))
                .Then(() => assessed is null
                    ? Decision.Accept(situation.Now, new SeverityChanged(incident.Severity, level.Rank))
                    : Decision.Accept(situation.Now, assessed, new SeverityChanged(incident.Severity, level.Rank))));
    }
}
