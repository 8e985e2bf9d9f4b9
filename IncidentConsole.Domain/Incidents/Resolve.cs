using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The cause is gone and it is stable: the guard says whether the metrics agree, and wants a reason where they do not. Publishes nothing by itself.</summary>
/// <param name="Notes">What it was and what fixed it, in a sentence or two.</param>
public sealed record Resolve(string Notes) : IncidentIntent, IProofIntent
{
    /// <summary>Why it is resolved although the guard speaks against it. Null takes the reason, unless that one is given for acting in somebody else's command.</summary>
    public string? Override { get; init; }

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Status == IncidentStatus.Resolved)
        {
            return Decision.Nothing;
        }

        var points = ResolveGuard.Points(incident, situation.Proof, situation.Now);
        var why = Prose.From(Override) ?? (CommandRule.Check(incident, situation with { Reason = null }) is null ? situation.Reason : null);
        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Guard.Text(Notes, "Say in a sentence what it was and what fixed it: the postmortem begins with it.")
            ?? (why is null ? ResolveGuard.Check(incident, points) : Guard.NotTooLong(why.Text))
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        var resolved = new IncidentResolved(new Prose(Notes.Trim()));
        return refusal.Then(() => why is not null && points.Any(point => point.Blocks)
            ? Decision.Accept(situation.Now, new GuardOverridden(points, why), resolved)
            : Decision.Accept(situation.Now, resolved));
    }
}
