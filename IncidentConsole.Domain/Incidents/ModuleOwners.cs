using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Whom "the module's owner" of a ladder means: the teams that own the modules in trouble, as the runbook maps them.</summary>
public static class ModuleOwners
{
    /// <summary>The owner teams a step means; empty where it names somebody itself, and while no module is named.</summary>
    public static ImmutableArray<string> Teams(Incident incident, EscalationStep step) =>
        step.CallsModuleOwner ? Distinct(incident.Modules) : [];

    /// <summary>The same without the teams that the step has called already.</summary>
    public static ImmutableArray<string> TeamsToCall(Incident incident, EscalationStep step)
    {
        if (incident.Ladder.GetValueOrDefault(step.Id)?.CalledAt is not { } called)
        {
            return Teams(incident, step);
        }

        var known = Distinct(incident.Modules.Where(module => module.Since <= called));
        return [.. Teams(incident, step).Where(team => !known.Contains(team, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>"Module owner: Search/Index Team"; the step's own words where no team is meant.</summary>
    public static string Named(EscalationStep step, ImmutableArray<string> teams) => teams.IsEmpty ? step.Target : $"{step.Target}: {string.Join(", ", teams)}";

    /// <summary>The modules as the runbook writes them, in its order; null when it knows one of them not.</summary>
    public static ImmutableArray<AffectedModule>? Resolve(Runbook runbook, ImmutableArray<string> said)
    {
        var wanted = said.IsDefaultOrEmpty ? [] : said.Select(module => module.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = runbook.ModuleOwners.Where(owner => wanted.Contains(owner.Module)).DistinctBy(owner => owner.Module, StringComparer.OrdinalIgnoreCase).ToList();
        return found.Count == wanted.Count ? [.. found.Select(owner => new AffectedModule(owner.Module, owner.Team))] : null;
    }

    internal static Refusal Unknown(Runbook runbook, ImmutableArray<string> said) => Guard.Invalid(runbook.ModuleOwners.IsDefaultOrEmpty
        ? $"The {runbook.Title} names no modules. Leave them out, and write what breaks into a note."
        : $"The {runbook.Title} does not know one of {string.Join(", ", said)}. It knows {string.Join(", ", runbook.ModuleOwners.Select(owner => owner.Module))}.");

    /// <summary>The people bound to the teams, or to the step's own words where no team is meant or none is bound.</summary>
    internal static ImmutableArray<CalledPerson> People(EscalationStep step, ImmutableArray<string> teams, ServiceFacts service)
    {
        var owners = teams.SelectMany(team => Bound(team, service)).DistinctBy(person => person.PersonId).ToImmutableArray();
        return owners.IsEmpty ? Bound(step.Target, service) : owners;
    }

    private static ImmutableArray<CalledPerson> Bound(string target, ServiceFacts service) => service.Bindings.TryGetValue(target, out var people) ? people : [];

    private static ImmutableArray<string> Distinct(IEnumerable<ModuleInTrouble> modules) => [.. modules.Select(module => module.Team).Distinct(StringComparer.OrdinalIgnoreCase)];
}
