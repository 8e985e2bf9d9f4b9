using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace IncidentConsole.Web.Hosting;

/// <summary>How often somebody may ask. Per address for sign-in, per account or key for the API.</summary>
internal sealed class RateLimits
{
    /// <summary>Guesses at passwords and links: 20 a minute from one address. Reading the form is free.</summary>
    public const string SignIn = "sign-in";

    /// <summary>2,000 calls at once, refilled by 2,000 a second: an alert storm passes, a loop gone wild does not.</summary>
    public const string Api = "api";

    private readonly RateGate<string> signIn = new(_ => new FixedWindowRateLimiter(new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(1), AutoReplenishment = false }));
    private readonly RateGate<string> api = new(_ => new TokenBucketRateLimiter(new() { TokenLimit = 2000, TokensPerPeriod = 400, ReplenishmentPeriod = TimeSpan.FromMilliseconds(200), QueueLimit = 0, AutoReplenishment = false }));

    /// <summary>Lets an endpoint's request pass, or answers 429 with the seconds to wait. Needs routing and authentication before it.</summary>
    public Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "none";
        var wait = http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
        {
            SignIn => HttpMethods.IsGet(http.Request.Method) ? null : signIn.Ask(address),
            Api => api.Ask(http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? address),
            null => null,
            var unknown => throw new InvalidOperationException($"No limit is called '{unknown}'."),
        };
        return wait is { } seconds ? RefuseAsync(http, seconds) : next(http);
    }

    private static Task RefuseAsync(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem($"Too many requests. Try again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
