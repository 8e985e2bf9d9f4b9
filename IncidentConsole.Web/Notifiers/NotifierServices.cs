using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Notifiers;

internal static class NotifierServices
{
    private static readonly TimeSpan WebhookLimit = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddNotifiers(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("IncidentConsole");
        services.AddOptions<SmtpOptions>().Bind(section.GetSection("Smtp")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<List<WebhookOptions>>().Bind(section.GetSection("Webhooks"))
            .Validate(hooks => hooks.TrueForAll(hook => hook is { Name.Length: > 0, Url.Scheme: "https" or "http", Secret.Length: >= 16 }), "Each webhook needs Name, an http(s) Url and a Secret of at least 16 characters.")
            .ValidateOnStart();
        services.AddSingleton(provider => new NotificationTargets([.. provider.GetRequiredService<IOptions<List<WebhookOptions>>>().Value.Select(hook => hook.Name)]));
        services.AddSingleton<ConsoleAddress>();
        services.AddSingleton<AcknowledgeLinks>();
        services.AddSingleton<AlertMessages>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<INotifier, SmtpNotifier>();
        services.AddHttpClient<WebhookNotifier>(http => http.Timeout = WebhookLimit)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddSingleton<INotifier>(provider => provider.GetRequiredService<WebhookNotifier>());
        services.AddHostedService<NotificationDispatcher>();
        return services;
    }
}
