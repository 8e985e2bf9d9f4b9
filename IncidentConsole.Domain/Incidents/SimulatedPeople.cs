using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The people a drill makes up: nobody real is called in one.</summary>
public static class SimulatedPeople
{
    private const string Instead = ", instead of ";

    /// <summary>Colleagues for roles and a hand-over.</summary>
    public static ImmutableArray<Actor> Colleagues { get; } = [Actor.Simulated("Deputy commander"), Actor.Simulated("Communications lead"), Actor.Simulated("Scribe")];

    /// <summary>Who answers instead of those a step would call; nobody where it would reach nobody, for that is what the drill shall show.</summary>
    internal static ImmutableArray<CalledPerson> InsteadOf(string target, ImmutableArray<CalledPerson> real)
    {
        var who = Actor.Simulated(target);
        return real.IsDefaultOrEmpty ? [] : [new CalledPerson(who.Id, $"{who.Name}{Instead}{string.Join(" and ", real.Select(person => person.Name))}")];
    }

    /// <summary>The name of who was called, without instead of whom: where a person is told what to do, that is too long to read.</summary>
    public static string ShortName(CalledPerson called) => called.Name.IndexOf(Instead, StringComparison.Ordinal) is var at and > 0 && called.PersonId.StartsWith(Actor.SimulatedPrefix, StringComparison.Ordinal) ? called.Name[..at] : called.Name;

    /// <summary>A colleague by id, as somebody who may answer for something; null where there is none.</summary>
    internal static PersonFacts? Find(string id) => Colleagues.FirstOrDefault(who => who.Id == id) is { } found ? new PersonFacts(found.Id, found.Name, "", AccessRole.Commander) : null;
}
