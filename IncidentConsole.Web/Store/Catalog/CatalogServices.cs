using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Deadlines;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentConsole.Web.Store.Catalog;

public static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.TryAddSingleton(BusinessCalendar.Utc);   // the host says better, a command line needs none
        services.AddSingleton<RunbookShelf>();
        services.AddSingleton<CatalogStore>();
        services.AddSingleton<ICatalog>(provider => provider.GetRequiredService<CatalogStore>());
        services.AddSingleton<ICatalogEditor>(provider => provider.GetRequiredService<CatalogStore>());
        services.AddSingleton<IRunbookHistory, RunbookHistory>();
        services.AddSingleton<CatalogDesk>();
        services.AddSingleton<IAllowedHosts, AllowedHostTable>();
        services.AddSingleton<HttpActionDesk>();
        services.AddSingleton<IDataSources, DataSourceTable>();
        services.AddSingleton<DataSourceDesk>();
        services.AddSingleton<IntegrationDesk>();
        services.AddSingleton<RunbookDesk>();
        return services;
    }
}
