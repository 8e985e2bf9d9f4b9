using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>The one door for the hosts that actions may be sent to: asks who may, checks the host, has the store write it with its audit row.</summary>
public sealed class HttpActionDesk(IDirectory directory, IAllowedHosts hosts)
{
    /// <param name="host">As <see cref="HostRule"/> reads it.</param>
    public async Task<Settled<HostRule>> AllowAsync(string host, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (HostRule.Parse(host) is not ({ } rule, _))
        {
            return SettingsGate.Invalid(HostRule.Parse(host).Problem!);
        }

        return await hosts.AddAsync(rule, asker.Actor, cancellationToken).ConfigureAwait(false) ? rule : new Refusal(RefusalKind.Conflict, $"{rule} is allowed already.");
    }

    public async Task<Settled<HostRule>> ForbidAsync(HostRule rule, Asker asker, CancellationToken cancellationToken) =>
        await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal ? refusal
        : await hosts.RemoveAsync(rule, asker.Actor, cancellationToken).ConfigureAwait(false) ? rule
        : new Refusal(RefusalKind.NotFound, $"{rule} was not allowed.");
}
