using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// Ends the connections of an account or key that changed: at once where it was changed in this process,
/// within two seconds where another did it (a command line, another node).
/// </summary>
internal sealed partial class SessionWatch(LiveSessions sessions, IDirectory directory, IAccounts accounts, IApiKeys keys, TimeProvider time, ILogger<SessionWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        accounts.Changed += sessions.End;
        keys.Revoked += sessions.End;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LookFailed(logger, exception);   // the store is busy or away: look again at the next tick
            }
        }
    }

    public override void Dispose()
    {
        accounts.Changed -= sessions.End;
        keys.Revoked -= sessions.End;
        base.Dispose();
    }

    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var session in sessions.Open)
        {
            if (session.Stamp is not null && session.AccountId is not null)
            {
                var person = await directory.FindPersonAsync(session.AccountId, cancellationToken);
                if (person is null || person.IsLocked || person.SecurityStamp != session.Stamp)
                {
                    sessions.End(session.AccountId);
                }
            }

            if (session.KeyId is { } key && await keys.FindAsync(key, cancellationToken) is null or { IsRevoked: true })
            {
                sessions.End(key);
            }
        }
    }

    [LoggerMessage(111, LogLevel.Warning, "Could not compare open connections with the accounts")]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
