using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Seeding;

/// <summary>
/// The services of the demo beside the one that breaks: one under each other runbook of the library, with an owner team, a person for
/// every step of its ladder and a public component, so that declaring under each shows what that runbook does.
/// </summary>
internal static class DemoServices
{
    public static IEnumerable<(Service Service, Component Component)> For(DemoPeople people, int firstPosition)
    {
        var (maya, jonas, priya, tomasz, aisha) = (people.Maya, people.Jonas, people.Priya, people.Tomasz, people.Aisha);
        (Service, Component)[] all =
        [
            Of("hauski", "hausKI", "Platform/SRE", "Home assistant", "Search and answers of hausKI", ("IC", maya), ("Platform/SRE", jonas), ("Search/Index Team", tomasz), ("Governance Team", aisha), ("Platform Team", jonas)),
            Of("wp-chat", "wp-chat", "Chat team", "Chat answers", "Questions and answers about articles",
                ("On-call Engineer", jonas), ("Senior Engineer", priya), ("Engineering Manager", tomasz), ("CTO", aisha)),
            Of("hafnium", "Hafnium", "Hafnium team", "Transaction checks", "Scores of the fraud models",
                ("On-Call Engineer", priya), ("Engineering Manager", tomasz), ("Security Team", aisha), ("Database Admin", jonas)),
            Of("kaizen", "Kaizen AI", "Kaizen team", "Agents", "Runs of Kaizen agents",
                ("On-call engineer", jonas), ("Engineering manager", tomasz), ("VP Engineering", maya), ("CTO", aisha)),
        ];
        return all.Select((pair, place) => (pair.Item1, pair.Item2 with { Position = firstPosition + place }));
    }

    private static (Service Service, Component Component) Of(string slug, string name, string team, string component, string description, params (string Target, Actor Person)[] bound) => (
        new Service(slug, name, slug, team, bound.ToImmutableDictionary(pair => pair.Target, pair => ImmutableArray.Create(pair.Person.Id))),
        new Component(slug, component, description, 0));
}
