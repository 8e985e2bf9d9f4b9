using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A person: this alert is another matter, and goes on in another incident. It may leave one that is over too: there it still fires and nobody works on it.</summary>
/// <param name="ToNumber">Where it goes.</param>
public sealed record ReleaseAlert(string AlertId, string Name, int ToNumber) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = (ToNumber == incident.Number ? Guard.Invalid($"The alert is in {incident.Label} already. Choose another incident.") : null)
            ?? Guard.Reason(situation, string.Create(CultureInfo.InvariantCulture, $"Say why the alert belongs to INC-{ToNumber} and not here: moving it needs a reason."));
        return refusal.Then(() => Decision.Accept(situation.Now, new AlertReleased(AlertId, new Prose(Name), ToNumber)));
    }
}
