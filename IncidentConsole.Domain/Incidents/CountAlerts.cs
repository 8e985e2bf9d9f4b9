using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Monitoring: so many alerts by now. The first ones are told one by one; of a storm only what changes what people would do is told:
/// that it is of another order, or over; of an incident that is over itself, only the latter.
/// </summary>
/// <param name="Total">Alerts of the incident, those that ended included.</param>
public sealed record CountAlerts(int Total, int Firing) : IncidentIntent
{
    /// <summary>So many are told one by one.</summary>
    public const int ToldSingly = 20;

    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) =>
        SystemRule.CheckSignal(situation).Then(() => Total <= ToldSingly || !(incident.IsOpen ? Tells(incident) : Firing == 0 && incident.AlertCount is { Firing: > 0 })
            ? Decision.Nothing
            : Decision.Accept(situation.Now, new AlertsCounted(Total, Firing)));

    private bool Tells(Incident incident) => incident.AlertCount is { } told
        ? Order(Total) > Order(told.Total) || (Firing == 0) != (told.Firing == 0)
        : true;

    /// <summary>25, 50, 100, 250, 500, 1,000, …: a number people act on differently.</summary>
    private static int Order(int total)
    {
        var order = 0;
        for (var bound = 25L; total >= bound; order++)
        {
            bound = (order % 3) switch { 0 => bound * 2, 1 => bound * 2, _ => bound * 5 / 2 };
        }

        return order;
    }
}
