using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Store;

public static class StoreServices
{
    /// <summary>Registers the store. Call it before whatever reads the store when it starts.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var location = StoreLocation.From(configuration, environment.ContentRootPath);
        services.AddSingleton(location);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => location.Connect(isServer: true, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventLog, EventLog>();
        services.AddSingleton<IDeadlineStore, DeadlineStore>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<StoreReadiness>();
        services.AddHostedService<StoreStartup>();
        return services;
    }
}
