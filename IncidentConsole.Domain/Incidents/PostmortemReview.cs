using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Asks a person to read the postmortem before it is published. Asking somebody else takes the question to them.</summary>
/// <param name="Reviewer">Account id or e-mail address.</param>
public sealed record AskForReview(string Reviewer) : IncidentIntent, IPersonIntent
{
    string IPersonIntent.Person => Reviewer;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.OwnRecord(incident) ?? Guard.Responder(situation, Reviewer);
        return refusal.Then(() => incident.Postmortem.Review is { DoneAt: null } asked && asked.PersonId == situation.Person!.Id
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new PostmortemReviewAsked(situation.Person!.Id, situation.Person.Name)));
    }
}

/// <summary>The reviewer has read it and agrees.</summary>
public sealed record ConfirmReview : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Postmortem.Review is not { } asked)
        {
            return new Decision.Refused(Guard.Conflict("Nobody was asked to review this postmortem. Ask somebody first."));
        }

        var refusal = Guard.OwnRecord(incident)
            ?? (asked.PersonId == situation.Actor.Id ? null : Guard.Forbidden($"{asked.Name} was asked to review it. Ask for your own review, or ask {asked.Name}."));
        return refusal.Then(() => asked.DoneAt is null ? Decision.Accept(situation.Now, new PostmortemReviewed()) : Decision.Nothing);
    }
}
