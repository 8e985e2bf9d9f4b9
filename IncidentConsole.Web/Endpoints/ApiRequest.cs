using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints;

/// <summary>What each call on an incident needs: who asks, the store's reads, the desk. Bound from the request, so that an endpoint is bind, send, map.</summary>
internal sealed record ApiRequest(HttpContext Http, CurrentUser User, IIncidentQueries Queries, IncidentDesk Desk)
{
    /// <summary>Longest <c>Idempotency-Key</c> taken, characters.</summary>
    private const int LongestKey = 200;

    public CancellationToken Aborted => Http.RequestAborted;

    public static ValueTask<ApiRequest> BindAsync(HttpContext http)
    {
        var services = http.RequestServices;
        return ValueTask.FromResult(new ApiRequest(http, CurrentUser.Of(http.User), services.GetRequiredService<IIncidentQueries>(), services.GetRequiredService<IncidentDesk>()));
    }

    /// <summary>"INC-7", "inc-7" and "7" name the same incident. Null when there is none the caller may see.</summary>
    public Task<IncidentRow?> FindAsync(string number) =>
        NumberOf(number) is { } digits ? Queries.FindAsync(digits, User.Viewer, Aborted) : Task.FromResult<IncidentRow?>(null);

    public static int? NumberOf(string said)
    {
        var digits = said.StartsWith("INC-", StringComparison.OrdinalIgnoreCase) ? said.AsSpan(4) : said;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Options of the intent this request asks for, from <c>If-Match</c> and <c>Idempotency-Key</c>.</summary>
    public SendOptions Options(string requestHash, Func<Incident, (int Status, object Body)> reply)
    {
        var key = Http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey)
        {
            throw new BadHttpRequestException($"The Idempotency-Key is longer than {LongestKey} characters.");
        }

        var idempotency = key.Length == 0 ? null : new Idempotency(key, requestHash, incident =>
        {
            var (status, body) = reply(incident);
            return (status, JsonSerializer.Serialize(body, ApiJson.Options));
        });
        return User.Limit(new SendOptions("api", Http.TraceIdentifier, IfMatch(), idempotency));
    }

    private int? IfMatch()
    {
        var said = Http.Request.Headers.IfMatch.ToString().Trim();
        if (said.Length == 0 || said == "*")
        {
            return null;
        }

        var version = said.StartsWith("W/", StringComparison.Ordinal) ? said[2..] : said;
        return int.TryParse(version.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen)
            ? seen
            : throw new BadHttpRequestException("If-Match takes the incident's version, as its ETag gives it.");
    }
}
