using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Says where people talk about the incident. The console opens no channel itself: a person did, and names it.</summary>
/// <param name="Name">As people find it: "#incident-20261121-high-error-rate".</param>
public sealed record OpenChannel(string Name) : IncidentIntent
{
    private const int LongestName = 200;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        var refusal = Guard.NotEnded(incident) ?? Guard.Text(Name, "Name the channel, so that others find it.", LongestName);
        return refusal.Then(() => incident.Channel?.Text == Name.Trim() ? Decision.Nothing : Decision.Accept(situation.Now, new ChannelOpened(new Prose(Name.Trim()))));
    }
}
