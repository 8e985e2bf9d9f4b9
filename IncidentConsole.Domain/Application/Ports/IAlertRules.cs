using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Ports;

/// <summary>What the alerts of each service may do, and which are silenced for now.</summary>
public interface IAlertRules
{
    /// <summary>Service slug → policy, where somebody set one; all others have <see cref="AlertPolicy.Default"/>.</summary>
    Task<IReadOnlyDictionary<string, AlertPolicy>> PoliciesAsync(CancellationToken cancellationToken);

    Task SavePolicyAsync(string service, AlertPolicy policy, Actor by, CancellationToken cancellationToken);

    /// <summary>Those that hold now or will, and those that ended in the last seven days; latest end first.</summary>
    Task<IReadOnlyList<Silence>> SilencesAsync(CancellationToken cancellationToken);

    Task AddSilenceAsync(Silence silence, CancellationToken cancellationToken);

    /// <returns>False when it has ended already.</returns>
    Task<bool> MoveEndAsync(string id, DateTimeOffset until, Actor by, CancellationToken cancellationToken);

    /// <returns>False when it has ended already.</returns>
    Task<bool> EndSilenceAsync(string id, Actor by, CancellationToken cancellationToken);
}
