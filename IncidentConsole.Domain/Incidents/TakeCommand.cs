using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A person becomes the commander: nobody is, or the commander does not answer (with a reason).</summary>
public sealed record TakeCommand : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var actor = situation.Actor;
        if (incident.Holds(IncidentRole.Commander, actor.Id))
        {
            return Decision.Nothing;
        }

        var commander = incident.Commander;
        var refusal = Guard.NotEnded(incident)
            ?? (actor.IsPerson ? null : Guard.Forbidden("Only a person can take command. Send this as a person, or ask one."))
            ?? (RightsTable.Allows(situation.Role, Right.Command) || incident.Holds(IncidentRole.Deputy, actor.Id)
                ? null
                : Guard.Forbidden(commander is null
                    ? "Nobody is in command yet, and only a Commander or the Deputy can take it. Ask one, or escalate."
                    : $"{commander.Name} is in command, and only the Deputy or a Commander can take over. Ask {commander.Name}, or escalate."))
            ?? Meanwhile.Check(incident, this, situation, Concern.Command)
            ?? (commander is null ? null : Guard.Reason(situation, $"{commander.Name} is in command. Ask for a hand-over; if {commander.Name} does not answer, give that as the reason and take command."));
        return refusal.Then(() => Decision.Accept(situation.Now, new CommandTaken(actor.Id, actor.Name, commander?.PersonId)));
    }
}
