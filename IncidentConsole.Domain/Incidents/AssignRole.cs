using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Gives a role to a person. Command itself is only given this way while nobody has it; else it is handed over.</summary>
/// <param name="Person">Account id or e-mail address.</param>
public sealed record AssignRole(IncidentRole Role, string Person) : IncidentIntent, IPersonIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        (Guard.NotEnded(incident) ?? CommandRule.Check(incident, situation) ?? Guard.Responder(situation, Person)).Then(() => Give(incident, situation, situation.Person!));

    private Decision Give(Incident incident, Situation situation, PersonFacts person)
    {
        if (incident.Holds(Role, person.Id))
        {
            return Decision.Nothing;
        }

        if (Role != IncidentRole.Commander)
        {
            return Decision.Accept(situation.Now, new RoleAssigned(Role, person.Id, person.Name));
        }

        return (Meanwhile.Check(incident, this, situation, Concern.Command)
            ?? (incident.Commander is { } commander
                ? Guard.Conflict($"{commander.Name} is in command. Hand over to {person.Name} instead: command passes when {person.Name} accepts.")
                : null))
            .Then(() => Decision.Accept(situation.Now, new RoleAssigned(Role, person.Id, person.Name)));
    }
}
