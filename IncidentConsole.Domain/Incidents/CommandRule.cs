using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Who may command this incident: its Commander or Deputy (for updates also its Communications Lead). Another account with the right
/// <see cref="Right.Command"/> may after being told "you are not in command" and giving a reason; nobody is in the way while there is no commander.
/// </summary>
internal static class CommandRule
{
    /// <summary>Null when the actor may; else the refusal.</summary>
    public static Refusal? Check(Incident incident, Situation situation, bool isUpdate = false)
    {
        var actor = situation.Actor;
        if (actor.Kind == ActorKind.System
            || incident.Holds(IncidentRole.Commander, actor.Id)
            || incident.Holds(IncidentRole.Deputy, actor.Id)
            || (isUpdate && incident.Holds(IncidentRole.CommunicationsLead, actor.Id)))
        {
            return null;
        }

        var commander = incident.Commander;
        if (!RightsTable.Allows(situation.Role, Right.Command))
        {
            return new Refusal(RefusalKind.Forbidden, commander is null
                ? "Nobody is in command yet, and only a Commander can do this. Ask one to take command."
                : $"You are not in command: {commander.Name} is. Ask {commander.Name}, or write a note.");
        }

        return commander is null || situation.Reason is not null
            ? null
            : new Refusal(RefusalKind.ReasonRequired, $"You are not in command: {commander.Name} is. Give a reason to do it anyway, or take command.");
    }
}
