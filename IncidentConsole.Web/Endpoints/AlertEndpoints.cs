using System.Text;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Signals;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// <c>POST /api/v1/alerts/alertmanager</c>: Alertmanager's webhook, with the key as bearer token or, for senders that can't set one, as the
/// last part of the path. 2xx means kept. A sender drops what it gets another 4xx for, so whatever may work later answers 503.
/// </summary>
internal static class AlertEndpoints
{
    /// <summary>Bytes; some thousand alerts.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/alerts").DisableAntiforgery().RequireRateLimiting(RateLimits.Api).WithTags("Alerts");
        group.MapPost("/alertmanager", async (HttpContext http, CurrentUser user, IApiKeys keys, AlertDesk desk) =>
                user.KeyId is { } id && await keys.FindAsync(id, http.RequestAborted) is { } key
                    ? await TakeAsync(http, key, desk)
                    : Problem(StatusCodes.Status403Forbidden, "Alerts come from monitoring: send them with an API key."))
            .RequireAuthorization(nameof(Right.Respond))
            .WithSummary("Takes a webhook of Alertmanager (version 4)");
        group.MapPost("/alertmanager/{secret}", async (string secret, HttpContext http, IApiKeys keys, AlertDesk desk) =>
                await keys.FindBySecretAsync(secret, http.RequestAborted) is { IsRevoked: false } key
                    ? RightsTable.Allows(key.Role, Right.Respond) ? await TakeAsync(http, key, desk) : Problem(StatusCodes.Status403Forbidden, "The role of this API key does not allow this.")
                    : Problem(StatusCodes.Status401Unauthorized, "The API key in the address is unknown or revoked."))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(HttpContext http, ApiKey key, AlertDesk desk)
    {
        var body = await BoundedBody.ReadAsync(http, LargestBody, "set max_alerts in the sender's webhook configuration.");
        if (AlertmanagerWebhook.Parse(body, out var problem) is not { } delivery)
        {
            return Problem(StatusCodes.Status400BadRequest, problem!);
        }

        try
        {
            var actor = new Actor(ActorKind.Integration, key.Id, key.Name);
            var refusal = await desk.TakeAsync(delivery, key.DefaultService, Encoding.UTF8.GetString(body), actor, http.RequestAborted);
            return refusal switch
            {
                null => TypedResults.Ok(new { alerts = delivery.Alerts.Count }),
                { Kind: RefusalKind.Conflict or RefusalKind.Stale } => Later(http, refusal.Message),   // the incident ended between the look and the join: the repeat opens a new one
                { Kind: RefusalKind.Forbidden } => Problem(StatusCodes.Status403Forbidden, refusal.Message),
                _ => Problem(StatusCodes.Status422UnprocessableEntity, refusal.Message),
            };
        }
        catch (StoreBusyException busy)
        {
            return Later(http, busy.Message);
        }
    }

    private static IResult Later(HttpContext http, string words)
    {
        http.Response.Headers.RetryAfter = "5";
        return Problem(StatusCodes.Status503ServiceUnavailable, words);
    }

    private static IResult Problem(int status, string words) => TypedResults.Problem(words, statusCode: status);
}
