using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>The one door for the servers that signals are read from: asks who may, checks the input, has the store write it with its audit row.</summary>
public sealed class DataSourceDesk(IDirectory directory, IDataSources sources)
{
    /// <param name="secret">What was typed; null or empty keeps the one there is.</param>
    public async Task<Settled<DataSource>> SaveAsync(DataSource source, string? secret, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var typed = string.IsNullOrEmpty(secret) || source.SignIn == DataSourceSignIn.None ? null : secret;
        if (source.Problem(typed) is { } problem)
        {
            return SettingsGate.Invalid(problem);
        }

        var before = (await sources.AllAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Id == source.Id);
        if (typed is null && source.SignIn != DataSourceSignIn.None && before is { HasSecret: true } && !(before.Covers(source.Server) && before.SignIn == source.SignIn))
        {
            return SettingsGate.Invalid("The address or the kind of credential is another one: give the token or password again, so that the old one goes nowhere it was not meant for.");
        }

        return await sources.SaveAsync(source, typed, asker.Actor, cancellationToken).ConfigureAwait(false) ? source
            : new Refusal(RefusalKind.Conflict, $"There is a data source for {source.Server} already. Change that one.");
    }

    public async Task<Settled<DataSource>> RemoveAsync(DataSource source, Asker asker, CancellationToken cancellationToken) =>
        await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal ? refusal
        : await sources.RemoveAsync(source.Id, asker.Actor, cancellationToken).ConfigureAwait(false) ? source
        : new Refusal(RefusalKind.NotFound, $"{source.Name} was gone already.");
}
