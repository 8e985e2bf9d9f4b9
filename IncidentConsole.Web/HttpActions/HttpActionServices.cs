using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;

namespace IncidentConsole.Web.HttpActions;

/// <summary>Everything this folder offers to the rest: <see cref="ActionSender"/> over <see cref="IRequestSender"/>.</summary>
public static class HttpActionServices
{
    public static IServiceCollection AddHttpActions(this IServiceCollection services)
    {
        services.AddOptions<HttpActionOptions>().BindConfiguration(HttpActionOptions.Section)
            .Validate(options => options.TimeLimitSeconds is >= 1 and <= 60, $"{HttpActionOptions.Section}:TimeLimitSeconds goes from 1 to 60.")
            .Validate(options => options.Credentials.All(one => one.Server is { IsAbsoluteUri: true }), $"{HttpActionOptions.Section}:Credentials: each entry names its Server by a full address.")
            .ValidateOnStart();
        services.AddSingleton<IRequestSender, HttpActionSender>();
        services.AddSingleton<ActionSender>();
        return services;
    }
}
