namespace IncidentConsole.Web.Seeding;

internal static class SeedingServices
{
    /// <summary>Only in Development, unless <c>IncidentConsole:Demo</c> is false.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IHostEnvironment environment, IConfiguration configuration)
    {
        if (environment.IsDevelopment() && configuration.GetValue("IncidentConsole:Demo", true))
        {
            services.AddSingleton<DemoSeed>();
            services.AddHostedService<DemoHost>();
        }

        return services;
    }
}
