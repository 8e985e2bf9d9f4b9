using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Which modules of the runbook break, all of them: their owner teams become whom the ladder means by "the module's owner".</summary>
/// <param name="Modules">As the runbook names them; case does not matter. Empty = not known.</param>
public sealed record SetModules(ImmutableArray<string> Modules) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation) => Guard.Open(incident).Then(() =>
        ModuleOwners.Resolve(incident.Runbook, Modules) is not { } modules ? new Decision.Refused(ModuleOwners.Unknown(incident.Runbook, Modules))
        : modules.Select(module => module.Module).SequenceEqual(incident.Modules.Select(module => module.Module)) ? Decision.Nothing
        : Decision.Accept(situation.Now, new AffectedModulesSet(modules)));
}
