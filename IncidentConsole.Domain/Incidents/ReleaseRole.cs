using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Takes a role from a person; everybody may give back their own. Leaving the incident without a commander needs a reason.</summary>
/// <param name="Person">Account id or e-mail address.</param>
public sealed record ReleaseRole(IncidentRole Role, string Person) : IncidentIntent, IPersonIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        // A holder whose account is gone or locked is still known by id.
        var personId = situation.Person?.Id ?? Person;
        var isOwn = personId == situation.Actor.Id;
        return (Guard.NotEnded(incident) ?? (isOwn ? null : CommandRule.Check(incident, situation))).Then(() =>
        {
            if (incident.Roles.Find(holder => holder.Role == Role && holder.PersonId == personId) is not { } held)
            {
                return Decision.Nothing;
            }

            return (Role == IncidentRole.Commander
                ? Guard.Reason(situation, $"Nobody would be in command of {incident.Label}. Hand over instead, or give a reason to leave it without a commander.")
                : null).Then(() => Decision.Accept(situation.Now, new RoleReleased(Role, held.PersonId, held.Name)));
        });
    }
}
