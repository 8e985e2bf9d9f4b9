using System.Globalization;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Signals.Senders;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/v2/enqueue</c> and <c>/v2/change/enqueue</c> as PagerDuty answers them, so that any of its clients works once its base address is this console's.</summary>
internal static class PagerDutyEndpoints
{
    /// <summary>Bytes.</summary>
    private const int LargestBody = 512 * 1024;

    public static void MapPagerDuty(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/v2").DisableAntiforgery().AllowAnonymous().RequireRateLimiting(RateLimits.Api).WithTags("Alerts");
        group.MapPost("/enqueue", (Delegate)EnqueueAsync).WithSample(IntegrationKind.PagerDuty).WithName("pagerDutyEnqueue").WithSummary("Takes an event of PagerDuty's Events API v2").Produces<EventDto>(202).Produces<EventErrorDto>(400).Produces(413).Produces<EventErrorDto>(429).Produces(503);
        group.MapPost("/change/enqueue", (Delegate)ChangeAsync).WithName("pagerDutyChange").WithSummary("Takes a change event of PagerDuty's Events API v2").Produces<ChangeDto>(202).Produces<EventErrorDto>(400).Produces(413).Produces<EventErrorDto>(429).Produces(503);
    }

    private static Task<IResult> EnqueueAsync(HttpContext http, AlertReceiver receiver, SenderDoor door) => GuardAsync(http, async body =>
    {
        if (PagerDutyEvent.Parse(body, receiver.Now) is not { } said)
        {
            return Unrecognized();
        }

        if (said.RoutingKey.Length == 0)
        {
            return Invalid(said.Errors);
        }

        var answer = await door.AskAsync(said.RoutingKey, kind => kind == IntegrationKind.PagerDuty, http.RequestAborted);
        if (answer.Sender is not { } sender)
        {
            return Refuse(http, answer, said.Errors);
        }

        await receiver.KeepAsync(sender, IntegrationKind.PagerDuty, body, said.Delivery, said.Delivery is null ? string.Join("; ", said.Errors) : null, http.RequestAborted, said.RoutingKey);
        return said.Delivery is null ? Invalid(said.Errors) : TypedResults.Json(new EventDto("success", "Event processed", said.DedupKey), SnakeJson.Options, statusCode: StatusCodes.Status202Accepted);
    });

    private static Task<IResult> ChangeAsync(HttpContext http, ChangeReceiver receiver, SenderDoor door) => GuardAsync(http, async body =>
    {
        if (ChangeFormats.PagerDuty(body, receiver.Now) is not { } said)
        {
            return Unrecognized();
        }

        if (said.RoutingKey.Length == 0)
        {
            return Invalid(said.Errors);
        }

        var answer = await door.AskAsync(said.RoutingKey, kind => kind == IntegrationKind.PagerDuty, http.RequestAborted);
        if (answer.Sender is not { } sender)
        {
            return Refuse(http, answer, said.Errors);
        }

        await receiver.KeepAsync(sender, IntegrationKind.PagerDuty, body, said.Notice is { } notice ? [notice] : [], said.Notice is null ? string.Join("; ", said.Errors) : null, http.RequestAborted, said.RoutingKey);
        return said.Notice is null ? Invalid(said.Errors) : TypedResults.Json(new ChangeDto("success", "Change event processed"), SnakeJson.Options, statusCode: StatusCodes.Status202Accepted);
    });

    private static async Task<IResult> GuardAsync(HttpContext http, Func<byte[], Task<IResult>> take)
    {
        try
        {
            return await take(await BoundedBody.ReadAsync(http, LargestBody));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Error(e.StatusCode, "invalid event", "Event object is too large", [$"The event is over {LargestBody / 1024} KB"]);
        }
        catch (BadHttpRequestException e)
        {
            return Error(e.StatusCode, "Unrecognized object", "Event object format is unrecognized", [e.Message]);
        }
        catch (StoreBusyException busy)
        {
            http.Response.Headers.RetryAfter = "5";
            return Error(StatusCodes.Status503ServiceUnavailable, "busy", busy.Message, []);
        }
    }

    private static IResult Refuse(HttpContext http, DoorAnswer answer, IReadOnlyList<string> errors)
    {
        if (answer.RetryAfter is not { } seconds)
        {
            return Invalid(errors.Count > 0 ? errors : ["'routing_key' is unknown or revoked"]);
        }

        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Error(StatusCodes.Status429TooManyRequests, "throttle exceeded", "Requests for this service arrived too quickly. Please retry later.", [answer.Words]);
    }

    private static IResult Unrecognized() => Error(StatusCodes.Status400BadRequest, "Unrecognized object", "Event object format is unrecognized", ["JSON parse error"]);

    private static IResult Invalid(IReadOnlyList<string> errors) => Error(StatusCodes.Status400BadRequest, "invalid event", "Event object is invalid", errors);

    private static IResult Error(int status, string word, string message, IReadOnlyList<string> errors) => TypedResults.Json(new EventErrorDto(word, message, errors), SnakeJson.Options, statusCode: status);

    internal sealed record EventDto(string Status, string Message, string DedupKey);

    internal sealed record ChangeDto(string Status, string Message);

    internal sealed record EventErrorDto(string Status, string Message, IReadOnlyList<string> Errors);
}
