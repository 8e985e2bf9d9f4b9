using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Takes a posted update back before it goes out. Its author may, and whoever may post updates.</summary>
/// <param name="Number">1-based within the incident.</param>
public sealed record WithdrawUpdate(int Number) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (incident.Updates.Find(update => update.Number == Number) is not { } update)
        {
            return new Decision.Refused(Guard.NotFound($"{incident.Label} has no update {Number}."));
        }

        return (update.By.Id == situation.Actor.Id ? null : CommandRule.Check(incident, situation, isUpdate: true)).Then(() => update.State switch
        {
            UpdateState.Withdrawn => Decision.Nothing,
            UpdateState.Out => Decision.Refuse(RefusalKind.Conflict, $"Update {Number} is already public. Post another one that puts it right."),
            UpdateState.Posted => Decision.Accept(situation.Now, new UpdateWithdrawn(Number)),
        });
    }
}
