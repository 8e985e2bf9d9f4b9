using IncidentConsole.Web.Store.ReadModels;

namespace IncidentConsole.Web.Store;

/// <summary>
/// Opens the store while the server already listens, so that /health/ready can say why it waits; whoever reads or writes meanwhile waits too.
/// A store that cannot be opened stops the server with its reason.
/// </summary>
internal sealed partial class StoreStartup(Database database, StoreReadiness readiness, ReadModelRebuild rebuild, IHostApplicationLifetime lifetime, ILogger<StoreStartup> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.OpenAsync(stoppingToken);
            await RebuildAsync(stoppingToken);
            readiness.Reason = null;
            Opened(logger, database.Name);
        }
        catch (StoreException exception)
        {
            readiness.Reason = exception.Message;
            Refused(logger, exception.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task RebuildAsync(CancellationToken cancellationToken)
    {
        if (await rebuild.IsOwedAsync(cancellationToken))
        {
            readiness.Reason = "The lists are being rebuilt from the log.";
            if (await rebuild.RunAsync(cancellationToken) is > 0 and var incidents)
            {
                Rebuilt(logger, incidents);
            }
        }
    }

    [LoggerMessage(2003, LogLevel.Information, "Read models rebuilt from the log: {Incidents} incidents")]
    private static partial void Rebuilt(ILogger logger, int incidents);

    [LoggerMessage(2001, LogLevel.Information, "Store: {Name}")]
    private static partial void Opened(ILogger logger, string name);

    [LoggerMessage(2002, LogLevel.Critical, "{Reason}")]
    internal static partial void Refused(ILogger logger, string reason);
}

/// <summary>Whether the store can serve; read by /health/ready.</summary>
public sealed class StoreReadiness
{
    private volatile string? reason = "The store is being opened.";

    /// <summary>Why not, in plain words; null when it can.</summary>
    public string? Reason
    {
        get => reason;
        internal set => reason = value;
    }
}
