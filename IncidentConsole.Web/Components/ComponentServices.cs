using IncidentConsole.Domain.Application.Resolving;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Web.Components.Incidents;
using IncidentConsole.Web.Hosting;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Radzen;

namespace IncidentConsole.Web.Components;

/// <summary>The pages: interactive over circuits, except those marked <c>[ExcludeFromInteractiveRouting]</c>.</summary>
internal static class ComponentServices
{
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);        // the browser gives up after 15 s, see boot.ts
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        });
        services.AddLeanCircuitJson();
        services.AddRadzenComponents();
        services.AddScoped<CircuitHandler, CircuitMetrics>();
        services.AddSingleton<TimelineCache>();
        services.AddSingleton<PostmortemPresence>();
        services.AddSingleton<MetricCache>();
        services.AddSingleton<TimeTravel>();
        services.TryAddSingleton<LiveSignals>();   // says nothing where nothing watches signals
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server =>
        {
            server.ContentSecurityFrameAncestorsPolicy = null;   // ours says it already
            server.ConfigureWebSocketAcceptContext = (_, socket) =>
            {
                // What compresses the renders starts anew with each message. Kept between them it holds 300 KB outside the heap for each open page, for hours.
                socket.DisableServerContextTakeover = true;
                return Task.CompletedTask;
            };
        });
    }
}
