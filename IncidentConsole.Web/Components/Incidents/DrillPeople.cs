using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Whom a form offers: in a drill, simulated colleagues too.</summary>
internal static class DrillPeople
{
    public static IEnumerable<Person> With(IEnumerable<Person> people, Incident incident) => incident.IsDrill
        ? people.Concat(SimulatedPeople.Colleagues.Select(who => new Person(who.Id, who.Name, "", AccessRole.Commander, IsLocked: false, "")))
        : people;
}
