using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The cause is gone and it is stable. Publishes nothing by itself.</summary>
/// <param name="Notes">What it was and what fixed it, in a sentence or two.</param>
public sealed record Resolve(string Notes) : IncidentIntent
{
    /// <summary>Why it is resolved although something the runbook wants written down is not; stays visible. Null = refused then.</summary>
    public string? WithoutDocumentation { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Status == IncidentStatus.Resolved)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.Text(Notes, "Say in a sentence what it was and what fixed it: the postmortem begins with it.")
            ?? (Prose.From(WithoutDocumentation) is null ? DocumentRule.Check(incident) : Guard.NotTooLong(WithoutDocumentation))
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        var resolved = new IncidentResolved(new Prose(Notes.Trim()));
        return refusal.Then(() => !incident.Undocumented.IsEmpty && Prose.From(WithoutDocumentation) is { } why
            ? Decision.Accept(situation.Now, new DocumentationWaived(why), resolved)
            : Decision.Accept(situation.Now, resolved));
    }
}
