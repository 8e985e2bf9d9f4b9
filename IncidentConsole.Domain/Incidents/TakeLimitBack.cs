using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The limit that an action raised is back where it was. Possible after closing too: a forgotten limit is the next incident.</summary>
/// <param name="Result">How; null where there is nothing to say.</param>
public sealed record TakeLimitBack(string ActionId, string? Result = null) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var isRaised = incident.RaisedLimits.Exists(limit => limit.ActionId == ActionId);
        var refusal = Guard.OwnRecord(incident)
            ?? (isRaised || incident.Runbook.FindAction(ActionId) is { RaisesLimit: true } ? null : Guard.NotFound($"No limit was raised by \"{ActionId}\". Look at the raised limits again."))
            ?? Guard.NotTooLong(Result);
        return refusal.Then(() => isRaised ? Decision.Accept(situation.Now, new LimitTakenBack(ActionId, Prose.From(Result))) : Decision.Nothing);
    }
}
