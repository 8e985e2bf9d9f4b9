using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>POST|GET|HEAD /api/v1/heartbeats/{key}</c>: a job reports in. One line of curl at the end of a script is enough.</summary>
internal static class HeartbeatEndpoints
{
    public static void MapHeartbeats(this IEndpointRouteBuilder app) => app
        .MapMethods("/api/v1/heartbeats/{key}", ["GET", "HEAD", "POST"], (Delegate)BeatAsync)
        .DisableAntiforgery().AllowAnonymous().RequireRateLimiting(RateLimits.Api).WithTags("Alerts")
        .WithName("beat").WithSummary("A job reports in; its silence is an alert").Produces<BeatDto>().ProducesProblem(401).ProducesProblem(429).ProducesProblem(503);

    private static async Task<IResult> BeatAsync(string key, HttpContext http, SenderDoor door, HeartbeatWatch watch)
    {
        var answer = await door.AskAsync(key, kind => kind == IntegrationKind.Heartbeat, http.RequestAborted);
        if (answer.Sender is not { Integration: { } integration })
        {
            return answer.Sender is null ? WebhookEndpoints.Refuse(http, answer) : WebhookEndpoints.Problem(StatusCodes.Status403Forbidden, "A heartbeat needs an integration of its own (Settings, Integrations).");
        }

        try
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new BeatDto("ok", await watch.BeatAsync(integration, http.RequestAborted)));
        }
        catch (StoreBusyException busy)
        {
            return WebhookEndpoints.Later(http, busy.Message);
        }
    }

    /// <param name="NextBy">When a missing beat becomes an alert.</param>
    internal sealed record BeatDto(string Result, DateTimeOffset NextBy);
}
