using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Live;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.StatusPage;

internal static class StatusPageServices
{
    /// <summary>Registers the public page; its middleware puts itself in front of all others.</summary>
    public static IServiceCollection AddStatusPage(this IServiceCollection services)
    {
        services.AddOptions<StatusPageOptions>().Configure<IConfiguration, IOptions<ConsoleOptions>>((options, configuration, console) =>
        {
            options.Name = configuration["IncidentConsole:StatusPage:Name"] ?? options.Name;
            options.Zone = TimeZoneInfo.FindSystemTimeZoneById(console.Value.TimeZone);
        });
        services.AddSingleton<StatusStream>();
        services.AddSingleton<StatusPages>();
        services.AddSingleton<ILiveSink>(provider => provider.GetRequiredService<StatusPages>());
        services.AddHostedService(provider => provider.GetRequiredService<StatusPages>());
        services.AddTransient<IStartupFilter, InFront>();
        return services;
    }

    private sealed class InFront : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<StatusPageMiddleware>();
            next(app);
        };
    }
}
