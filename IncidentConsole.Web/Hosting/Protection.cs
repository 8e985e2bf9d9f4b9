using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Hosting;

/// <summary>Options, the data folder and what guards every request: antiforgery, keys that survive a restart, compression, limits.</summary>
internal static class Protection
{
    public static IServiceCollection AddHosting(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidation>();
        services.AddSingleton(provider => new BusinessCalendar(provider.GetRequiredService<IOptions<ConsoleOptions>>().Value.TimeZone, []));
        services.AddHostedService<StartupLog>();

        services.AddDataProtection().SetApplicationName("IncidentConsole");
        services.AddOptions<KeyManagementOptions>().Configure<StoreLocation, ILoggerFactory>((keys, store, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(store.DataDirectory, "keys")), logs));

        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "ic-form");
        services.AddProblemDetails();
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"]);
        services.AddSingleton<RateLimits>();
        return services;
    }
}
