using IncidentConsole.Web.Live;

namespace IncidentConsole.Web.StatusPage;

internal static class StatusPageServices
{
    /// <summary>Registers the public page; its middleware puts itself in front of all others.</summary>
    public static IServiceCollection AddStatusPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StatusPageOptions>().Configure(options =>
        {
            var console = configuration.GetSection("IncidentConsole");
            options.Name = console["StatusPage:Name"] ?? options.Name;
            options.Zone = TimeZoneInfo.FindSystemTimeZoneById(console["TimeZone"] ?? "UTC");
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
