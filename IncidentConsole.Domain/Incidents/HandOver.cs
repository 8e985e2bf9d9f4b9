using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>First step of a hand-over: the commander keeps command until the receiver accepts.</summary>
/// <param name="To">Account id or e-mail address.</param>
/// <param name="Brief">What the receiver must know; null takes the draft of <see cref="HandOverBrief"/>.</param>
public sealed record ProposeHandOver(string To, string? Brief = null) : IncidentIntent, IPersonIntent
{
    string IPersonIntent.Person => To;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation) ?? Guard.Responder(situation, To) ?? Guard.NotTooLong(Brief))
            .Then(() => Propose(incident, situation, situation.Person!));

    private Decision Propose(Incident incident, Situation situation, PersonFacts to)
    {
        if (incident.HandOver?.ToPersonId == to.Id)
        {
            return Decision.Nothing;
        }

        var refusal = Meanwhile.Check(incident, this, situation, Concern.Command) ?? incident switch
        {
            { Commander: null } => Guard.Conflict($"Nobody is in command of {incident.Label}, so there is nothing to hand over. Make {to.Name} the commander, or take command."),
            { Commander.PersonId: var commander } when commander == to.Id => Guard.Conflict($"{to.Name} is already in command."),
            { HandOver: { } waiting } => Guard.Conflict($"A hand-over to {waiting.ToName} waits for an answer. Cancel it first."),
            _ => null,
        };
        return refusal.Then(() => Decision.Accept(
            situation.Now,
            new HandOverProposed(to.Id, to.Name, Prose.From(Brief) ?? new Prose(HandOverBrief.Draft(incident, situation.Now)))));
    }
}

/// <summary>The receiver takes command.</summary>
public sealed record AcceptHandOver : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.HandOver is not { } waiting)
        {
            return incident.Holds(IncidentRole.Commander, situation.Actor.Id)
                ? Decision.Nothing
                : (Meanwhile.Check(incident, this, situation, Concern.Command)
                    ?? Guard.Conflict($"No hand-over of {incident.Label} waits for an answer. Ask for one, or take command."))
                    .Then(() => Decision.Nothing);
        }

        var refusal = Guard.NotEnded(incident)
            ?? (waiting.ToPersonId == situation.Actor.Id ? null : Guard.Forbidden($"The hand-over waits for {waiting.ToName}, and only {waiting.ToName} can accept it."))
            ?? Meanwhile.Check(incident, this, situation, Concern.Command);
        return refusal.Then(() => Decision.Accept(situation.Now, new HandOverAccepted(waiting.FromPersonId, waiting.ToPersonId, waiting.ToName)));
    }
}

/// <summary>Takes a hand-over back, or declines it. The commander keeps command.</summary>
public sealed record CancelHandOver : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.HandOver is not { } waiting)
        {
            return Decision.Nothing;
        }

        var isTheirs = situation.Actor.Id == waiting.ToPersonId || situation.Actor.Id == waiting.ProposedBy || situation.Actor.Id == waiting.FromPersonId;
        return (isTheirs ? null : CommandRule.Check(incident, situation))
            .Then(() => Decision.Accept(situation.Now, new HandOverCancelled(waiting.ToPersonId)));
    }
}
