using Microsoft.Extensions.Primitives;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// Answers the public page before anything else of the pipeline is touched: no routing, no sign-in, no cookie, no circuit.
/// Everything it sends was made beforehand.
/// </summary>
internal sealed class StatusPageMiddleware(RequestDelegate next, StatusPages pages, StatusStream stream)
{
    private static readonly StringValues Html = "text/html; charset=utf-8";
    private static readonly StringValues Fresh = "public, max-age=5, stale-if-error=600";
    private static readonly StringValues Vary = "Accept-Encoding";
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        // The most asked for comes first; "/statusx" falls through like any other path.
        return http.Request.Path.Value switch
        {
            "/status" => SendAsync(http, pages.Current?.Page),
            "/status/" => SendAsync(http, pages.Current?.Page),
            "/status/history" => SendAsync(http, pages.Current?.History),
            "/status/stream" => IsRead(http) ? stream.ServeAsync(http) : Refuse(http),
            _ => next(http),
        };
    }

    private static Task SendAsync(HttpContext http, StatusBytes? page)
    {
        if (!IsRead(http))
        {
            return Refuse(http);
        }

        var response = http.Response;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        if (page is null)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            headers.RetryAfter = "3";
            headers.CacheControl = "no-store";
            return response.WriteAsync("The status page is starting. Load it again in a few seconds.", http.RequestAborted);
        }

        var encoded = page.For(http.Request.Headers.AcceptEncoding);
        headers.ETag = encoded.ETag;
        headers.CacheControl = Fresh;
        headers.Vary = Vary;
        if (page.IsHeld(http.Request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = Html;
        headers.ContentLength = encoded.Body.Length;
        if (encoded.ContentEncoding.Count > 0)
        {
            headers.ContentEncoding = encoded.ContentEncoding;
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return Task.CompletedTask;
        }

        // No token: asking for RequestAborted makes one for each request, and a reader who left ends the write anyway.
        var written = response.BodyWriter.WriteAsync(encoded.Body, CancellationToken.None);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }

    private static bool IsRead(HttpContext http) => HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = "GET, HEAD";
        return Task.CompletedTask;
    }
}
