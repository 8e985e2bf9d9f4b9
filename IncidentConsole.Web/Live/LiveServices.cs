using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        // Charts say every 30 s that they are there (feed.ts): what thousands say is half of what they cost while nothing happens.
        services.AddSignalR().AddHubOptions<IncidentHub>(hub => hub.ClientTimeoutInterval = TimeSpan.FromSeconds(75));
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
