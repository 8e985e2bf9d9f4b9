using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR();   // its own intervals (15 s, 30 s): a lost connection is told by the circuit, which asks more often
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ILiveFeed>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddSingleton<ILiveSink, HubSink>();
        services.AddSingleton<LogTailer>();
        services.AddSingleton<ITailNudge>(provider => provider.GetRequiredService<LogTailer>());
        services.AddHostedService(provider => provider.GetRequiredService<LogTailer>());
        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder app) => app.MapHub<IncidentHub>("/hubs/incident");
}
