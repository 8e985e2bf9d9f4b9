using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IncidentConsole.Web.Hosting;

/// <summary>Says once, when the server listens, where the console is and where its data lies.</summary>
internal sealed partial class StartupLog(IServer server, StoreLocation store, IHostApplicationLifetime lifetime, ILogger<StartupLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            Listening(logger, string.Join(", ", addresses), store.DataDirectory);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(101, LogLevel.Information, "Incident Console at {Addresses}. Data in {DataDirectory}")]
    private static partial void Listening(ILogger logger, string addresses, string dataDirectory);
}
