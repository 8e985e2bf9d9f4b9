using IncidentConsole.Domain.Application.Ports;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentConsole.Web.Signals;

/// <summary>Everything this folder offers to the rest: <see cref="ISignalReader"/>.</summary>
public static class SignalServices
{
    public static IServiceCollection AddSignals(this IServiceCollection services)
    {
        services.AddOptions<SignalOptions>().BindConfiguration(SignalOptions.Section)
            .Validate(options => options.Credentials.All(one => one.Server is { IsAbsoluteUri: true }), $"{SignalOptions.Section}:Credentials: each entry names its Server by a full address.")
            .Validate(options => options.RetentionDays >= 1, $"{SignalOptions.Section}:RetentionDays: keep samples for at least 1 day.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SignalServers>();
        services.AddSingleton<SignalHttp>();
        services.AddSingleton<PrometheusClient>();
        services.AddSingleton<PageScraper>();
        services.AddSingleton<IMetricsPage>(provider => provider.GetRequiredService<PageScraper>());
        services.AddSingleton<HealthProbe>();
        services.AddSingleton<ISignalReader, SignalReader>();
        return services;
    }
}
