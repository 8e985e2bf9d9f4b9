using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Signals.Senders;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>How Opsgenie's API answers: its envelope with the time it took, its words for a wrong key, its headers about the limit.</summary>
internal static class OpsgenieAnswer
{
    public static RouteGroupBuilder MapOpsgenieGroup(this IEndpointRouteBuilder app, string path)
    {
        var group = app.MapGroup(path).DisableAntiforgery().AllowAnonymous().RequireRateLimiting(RateLimits.Api).WithTags("Alerts");
        group.AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Items[typeof(Stopwatch)] = Stopwatch.GetTimestamp();
            var headers = context.HttpContext.Response.Headers;
            (headers["X-RateLimit-State"], headers["X-RateLimit-Reason"], headers["X-RateLimit-Period-In-Sec"]) = ("OK", "ACCOUNT", "1");
            return await next(context);
        });
        return group;
    }

    /// <param name="alsoTakes">Another kind of integration whose key this address takes.</param>
    public static async Task<IResult> WithSenderAsync(HttpContext http, SenderDoor door, Func<Sender, string?, Task<IResult>> answer, IntegrationKind alsoTakes = IntegrationKind.Opsgenie)
    {
        var key = SenderDoor.KeyOf(http);
        var asked = await door.AskAsync(key, kind => kind == IntegrationKind.Opsgenie || kind == alsoTakes, http.RequestAborted);
        if (asked.Sender is not { } sender)
        {
            if (asked.RetryAfter is { } seconds)
            {
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                http.Response.Headers["X-RateLimit-State"] = "THROTTLED";
            }

            return Error(http, asked.Status, asked.Status == StatusCodes.Status401Unauthorized ? "Could not authenticate" : asked.Words);
        }

        try
        {
            return await answer(sender, key);
        }
        catch (BadHttpRequestException e)
        {
            return Error(http, e.StatusCode, e.Message);
        }
        catch (StoreBusyException busy)
        {
            http.Response.Headers.RetryAfter = "5";
            return Error(http, StatusCodes.Status503ServiceUnavailable, busy.Message);
        }
    }

    public static IResult Data(HttpContext http, object data) => TypedResults.Json(new { data, took = Took(http), requestId = http.TraceIdentifier }, ApiJson.Options);

    public static IResult Accepted(HttpContext http, string result, string requestId) => TypedResults.Json(new AcceptedDto(result, Took(http), requestId), ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    public static IResult Error(HttpContext http, int status, string message) => TypedResults.Json(new ErrorDto(message, Took(http), http.TraceIdentifier), ApiJson.Options, statusCode: status);

    /// <summary>Seconds.</summary>
    private static double Took(HttpContext http) => Math.Round(Stopwatch.GetElapsedTime((long)http.Items[typeof(Stopwatch)]!).TotalSeconds, 3);

    internal sealed record AcceptedDto(string Result, double Took, string RequestId);

    internal sealed record ErrorDto(string Message, double Took, string RequestId);
}
