using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentConsole.Web.Hosting;

/// <summary>Says once, when the server listens and the store is open, where the console is, where its data lies and what is due next.</summary>
internal sealed partial class StartupLog(IServer server, StoreLocation store, IDeadlineStore deadlines, IHostApplicationLifetime lifetime, ILogger<StartupLog> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ListeningAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Listening(logger, string.Join(", ", addresses), store.DataDirectory);
        if (await deadlines.NextAsync(stoppingToken) is { } next)
        {
            DueNext(logger, next);
        }
        else
        {
            NothingDue(logger);
        }
    }

    [LoggerMessage(101, LogLevel.Information, "Incident Console at {Addresses}. Data in {DataDirectory}")]
    private static partial void Listening(ILogger logger, string addresses, string dataDirectory);

    [LoggerMessage(102, LogLevel.Information, "The next due time is {DueAt:O}")]
    private static partial void DueNext(ILogger logger, DateTimeOffset dueAt);

    [LoggerMessage(103, LogLevel.Information, "Nothing is due")]
    private static partial void NothingDue(ILogger logger);
}

internal static class HostLifetimeExtensions
{
    /// <summary>Completes when the server listens.</summary>
    public static async Task ListeningAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(() => listening.TrySetResult());
        await listening.Task.WaitAsync(cancellationToken);
    }
}
