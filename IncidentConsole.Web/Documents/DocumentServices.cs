using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Timeline;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentConsole.Web.Documents;

internal static class DocumentServices
{
    /// <summary>The PDF export; nothing starts before the first one.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new TypstWorkerPool(
            () => TypstHome.Find(AppContext.BaseDirectory, provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TypstWorkerPool>>()));
        services.AddSingleton<ServiceTimeline>();
        services.AddSingleton<TimelineReader>();
        services.AddSingleton<ReplayReader>();
        services.AddSingleton<PastSignals>();
        services.AddSingleton<PostmortemReader>();
        services.AddSingleton<IDocumentRenderer, TypstDocumentRenderer>();
        return services;
    }
}
