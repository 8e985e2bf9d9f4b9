using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.Engine;

internal static class EngineServices
{
    /// <summary>The desk and what drives it without a person: the due times. Needs the store, the accounts, the catalog and the feed.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<DeadlineRunner>();
        services.AddHostedService<DeadlineEngine>();
        return services;
    }
}
