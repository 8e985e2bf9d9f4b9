using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>It is a duplicate of another incident, where the work goes on.</summary>
public sealed record MergeInto(int OtherNumber) : IncidentIntent, IOtherIncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.MergedInto is { } into && into == situation.Other?.Id)
        {
            return Decision.Nothing;
        }

        var refusal = Guard.Open(incident)
            ?? CommandRule.Check(incident, situation)
            ?? Target(incident, situation.Other)
            ?? Meanwhile.Check(incident, this, situation, Concern.Course);
        return refusal.Then(() => Decision.Accept(situation.Now, new IncidentMerged(situation.Other!.Id, situation.Other.Number)));
    }

    private Refusal? Target(Incident incident, Incident? other) => other switch
    {
        null => Guard.NotFound($"There is no INC-{OtherNumber}, or it is not shown to you. Check the number."),
        _ when other.Id == incident.Id => Guard.Invalid($"{incident.Label} cannot be a duplicate of itself. Give the number of the other one."),
        { Status: IncidentStatus.Merged } => Guard.Conflict($"{other.Label} is itself a duplicate of INC-{other.MergedIntoNumber}. Use that one."),
        { Status: IncidentStatus.Declined } => Guard.Conflict($"{other.Label} was declined as a false positive. Decline this one too, or keep it."),
        _ when other.IsDrill != incident.IsDrill => Guard.Invalid("A drill and a real incident are never duplicates of each other."),
        _ => null,
    };
}
