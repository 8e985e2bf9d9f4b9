using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A person helps, and is shown among the responders.</summary>
public sealed record JoinResponders : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var actor = situation.Actor;
        return (Guard.NotEnded(incident) ?? (actor.IsPerson ? null : Guard.Forbidden("Only a person can join the responders. Send this as a person.")))
            .Then(() => incident.Responders.Exists(responder => responder.PersonId == actor.Id) ? Decision.Nothing : Decision.Accept(situation.Now, new ResponderJoined(actor.Id, actor.Name)));
    }
}

/// <summary>A person no longer helps. Roles are released on their own.</summary>
public sealed record LeaveResponders : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => Guard.NotEnded(incident).Then(() =>
        incident.Responders.Find(responder => responder.PersonId == situation.Actor.Id) is { } responder
            ? Decision.Accept(situation.Now, new ResponderLeft(responder.PersonId, responder.Name))
            : Decision.Nothing);
}
