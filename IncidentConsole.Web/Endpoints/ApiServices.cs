using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Web.Endpoints.Alerts;
using IncidentConsole.Web.Endpoints.Configuration;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Endpoints.Postmortems;

namespace IncidentConsole.Web.Endpoints;

internal static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            foreach (var converter in ApiJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddSingleton<SamplePush>();
        services.AddSingleton<IncidentReads>();
        services.AddSingleton<SenderDoor>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails is { Status: StatusCodes.Status415UnsupportedMediaType, Detail: null } problem)
            {
                problem.Detail = "The body comes as JSON: send the header Content-Type: application/json.";
            }
        });
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Incident Console";
            document.Info.Description = "Declare and command incidents. Send an API key as a bearer token. A change takes If-Match (the ETag) and Idempotency-Key.";
            return Task.CompletedTask;
        }));
        return services;
    }

    /// <summary>The document is for anyone who may reach the console: it holds no data.</summary>
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapIncidentEndpoints();
        app.MapReads();
        app.MapDrills();
        app.MapPostmortems();
        app.MapServiceEndpoints();
        app.MapComponentEndpoints();
        app.MapRunbookEndpoints();
        app.MapImages();
        app.MapFind();
        app.MapAlertWebhooks();
        app.MapAlerts();
        app.MapSilences();
        app.MapIntegrations();
        app.MapPagerDuty();
        app.MapOpsgenie();
        app.MapHeartbeats();
        app.MapOpsgenieHeartbeats();
        app.MapChanges();
        app.MapLiveCharts();
        app.MapSignals();
        app.MapAcknowledgeLinks();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }
}
