using IncidentConsole.Domain.Application.Drills;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Store.Alerts;
using IncidentConsole.Web.Store.ReadModels;
using IncidentConsole.Web.Store.Verification;

namespace IncidentConsole.Web.Store;

public static class StoreServices
{
    /// <summary>Registers the store. Call it before whatever reads the store when it starts.</summary>
    /// <param name="isServer">False for a verb of the command line, which works beside the server that holds the lock.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment, bool isServer)
    {
        var location = StoreLocation.From(configuration, environment.ContentRootPath);
        services.AddSingleton(location);
        services.AddSingleton(provider => location.Connect(isServer, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEventLog, EventLog>();
        services.AddSingleton<IDeadlineStore, DeadlineStore>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<IImageStore, ImageTable>();
        services.AddSingleton<SignalTable>();
        services.AddSingleton<SampleTable>();
        services.AddSingleton(provider => new DrillPorts(
            provider.GetRequiredService<SignalTable>(), provider.GetRequiredService<SampleTable>(), provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<ICatalog>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<DrillPorts>().Signals);
        services.AddSingleton(provider => provider.GetRequiredService<DrillPorts>().Samples);
        services.AddAlertStore();
        services.AddSingleton<IServiceHistory, ServiceHistory>();
        services.AddSingleton<IIncidentQueries, IncidentQueries>();
        services.AddSingleton<ISimilarIncidents, SimilarTable>();
        services.AddSingleton<IPublicStatus, PublicStatusQueries>();
        services.AddSingleton<ReadModelRebuild>();
        services.AddSingleton<StoreVerification>();
        services.AddSingleton<StoreReadiness>();
        services.AddHostedService<StoreStartup>();
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [Health.Ready]);
        return services;
    }

    /// <summary>What came in, and what may.</summary>
    internal static IServiceCollection AddAlertStore(this IServiceCollection services)
    {
        services.AddSingleton<IAlertStore, AlertTable>();
        services.AddSingleton<IAlertRules, AlertRuleTable>();
        services.AddSingleton<IIntegrations, IntegrationTable>();
        services.AddSingleton<IHeartbeats, HeartbeatTable>();
        services.AddSingleton<IChangeStore, ChangeTable>();
        return services;
    }

    /// <summary>Takes the store before anything is started. Where that is refused, the log says why, and the server must not start.</summary>
    public static async Task<bool> ClaimStoreAsync(this WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<Database>().ClaimAsync(CancellationToken.None);
            return true;
        }
        catch (StoreException exception)
        {
            StoreStartup.Refused(app.Services.GetRequiredService<ILogger<StoreStartup>>(), exception.Message);
            await app.DisposeAsync();   // writes the log out
            return false;
        }
    }
}
