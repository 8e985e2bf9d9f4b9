using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Puts the time of a milestone right; also after closing, for the postmortem.</summary>
/// <param name="At">UTC; not in the future.</param>
public sealed record SetMilestone(Milestone Milestone, DateTimeOffset At) : IncidentIntent
{
    /// <summary>What cannot come after what. A late declaration may follow even the mitigation, so it is only bound to the detection.</summary>
    private static readonly (Milestone First, Milestone Then)[] Order =
    [
        (Milestone.ImpactStarted, Milestone.Detected),
        (Milestone.Detected, Milestone.Declared),
        (Milestone.Detected, Milestone.Acknowledged),
        (Milestone.Detected, Milestone.Mitigated),
        (Milestone.Acknowledged, Milestone.Resolved),
        (Milestone.Mitigated, Milestone.Resolved),
    ];

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var milestones = incident.Milestones;
        var refusal = Guard.OwnRecord(incident)
            ?? CommandRule.Check(incident, situation)
            ?? (At > situation.Now ? Guard.Invalid($"\"{Name(Milestone)}\" cannot lie in the future. Give the time it happened.") : null)
            ?? (Milestone != Milestone.ImpactStarted && milestones[Milestone] is null ? Guard.Conflict($"{incident.Label} is not {Name(Milestone)} yet, so there is no time to put right. Do that first.") : null)
            ?? OutOfOrder(milestones.With(Milestone, At));
        return refusal.Then(() => milestones[Milestone] == At ? Decision.Nothing : Decision.Accept(situation.Now, new MilestoneSet(Milestone, At.ToUniversalTime())));
    }

    private Refusal? OutOfOrder(Milestones after)
    {
        foreach (var (first, then) in Order)
        {
            if ((first == Milestone || then == Milestone) && after[first] > after[then])
            {
                var (other, side) = first == Milestone ? (then, "before") : (first, "after");
                return Guard.Invalid(string.Create(CultureInfo.InvariantCulture, $"\"{Name(Milestone)}\" must lie {side} \"{Name(other)}\" ({after[other]:yyyy-MM-dd HH:mm:ss} UTC). Put that one right first, or choose another time."));
            }
        }

        return null;
    }

    private static string Name(Milestone milestone) => milestone switch
    {
        Milestone.ImpactStarted => "impact started",
        Milestone.Detected => "detected",
        Milestone.Declared => "declared",
        Milestone.Acknowledged => "acknowledged",
        Milestone.Mitigated => "mitigated",
        Milestone.Resolved => "resolved",
    };
}
