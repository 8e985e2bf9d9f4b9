using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace IncidentConsole.Web.Hosting;

/// <summary>How often somebody may ask. Per address for sign-in, per account or key for the API.</summary>
internal static class RateLimits
{
    /// <summary>Guesses at passwords and links: 20 a minute from one address. Reading the form is free.</summary>
    public const string SignIn = "sign-in";

    /// <summary>2,000 calls at once, refilled by 2,000 a second: an alert storm passes, a loop gone wild does not.</summary>
    public const string Api = "api";

    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, cancellationToken) =>
        {
            var response = rejected.HttpContext.Response;
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await TypedResults.Problem($"Too many requests. Try again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
        };
        limiter.AddPolicy(SignIn, http => HttpMethods.IsGet(http.Request.Method)
            ? RateLimitPartition.GetNoLimiter("read")
            : RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "none", _ => new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(1) }));
        limiter.AddPolicy(Api, http => RateLimitPartition.GetTokenBucketLimiter(
            http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? http.Connection.RemoteIpAddress?.ToString() ?? "none",
            _ => new() { TokenLimit = 2000, TokensPerPeriod = 400, ReplenishmentPeriod = TimeSpan.FromMilliseconds(200), QueueLimit = 0 }));
    });
}
