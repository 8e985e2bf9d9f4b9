using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace IncidentConsole.Web.Endpoints;

/// <summary>What went wrong before a handler ran (a malformed or oversize body) or under it (a busy store) → problem details, for paths under /api.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            return false;
        }

        var (status, words) = exception switch
        {
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            StoreBusyException => (StatusCodes.Status503ServiceUnavailable, "The store is busy. Nothing was done: send the same request again."),
            _ => (StatusCodes.Status500InternalServerError, ""),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            return false;
        }

        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "1";
        }

        await TypedResults.Problem(words, statusCode: status).ExecuteAsync(httpContext);
        return true;
    }
}
