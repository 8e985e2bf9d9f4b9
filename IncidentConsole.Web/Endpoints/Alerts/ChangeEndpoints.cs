using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Signals.Senders;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/api/v1/changes</c>: what was deployed, configured or switched, from scripts and Git forges; read by whoever reads incidents.</summary>
internal static class ChangeEndpoints
{
    /// <summary>Bytes: a push brings every commit.</summary>
    private const int LargestBody = 2 * 1024 * 1024;
    private const int MostListed = 200;

    public static void MapChanges(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/changes").DisableAntiforgery().RequireRateLimiting(RateLimits.Api).WithTags("Changes");
        group.MapGet("", ListAsync).RequireAuthorization(nameof(Right.Read)).WithName("listChanges").WithSummary("Changes of a service, newest first").Produces<IReadOnlyList<ChangeEvent>>().ProducesProblem(422);
        group.MapPost("", (Delegate)AddAsync).AllowAnonymous().WithName("addChange").WithSummary("Takes a change from a script")
            .Produces<KeptDto>(202).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(429).ProducesProblem(503);
        group.MapPost("/forge/{key}", (Delegate)ForgeAsync).AllowAnonymous().WithSample(IntegrationKind.Forge).WithName("takeForge").WithSummary("Takes a webhook of GitHub, Gitea, Forgejo or GitLab")
            .Produces<KeptDto>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(429).ProducesProblem(503);
    }

    private static async Task<IResult> ListAsync(IChangeStore changes, TimeProvider clock, CancellationToken cancellationToken, string? service = null, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        string.IsNullOrWhiteSpace(service) ? new Refusal(RefusalKind.Invalid, "Say which service's changes: ?service=SLUG.").ToProblem() : TypedResults.Json(await changes.BetweenAsync(service, from ?? clock.GetUtcNow().AddDays(-1), to ?? clock.GetUtcNow(), MostListed, cancellationToken), ApiJson.Options);

    private static async Task<IResult> AddAsync(HttpContext http, SenderDoor door, ChangeReceiver receiver)
    {
        var key = SenderDoor.KeyOf(http);
        var answer = await door.AskAsync(key, kind => kind is IntegrationKind.Plain, http.RequestAborted);
        if (answer.Sender is not { } sender)
        {
            return WebhookEndpoints.Refuse(http, answer);
        }

        var body = await SenderBody.ReadAsync(http, sender, IntegrationKind.Plain, LargestBody);
        var notice = ChangeFormats.Plain(body, receiver.Now, out var problem);
        return await KeepAsync(http, () => receiver.KeepAsync(sender, IntegrationKind.Plain, body, notice is null ? [] : [notice], problem, http.RequestAborted, key), problem, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ForgeAsync(string key, HttpContext http, SenderDoor door, ChangeReceiver receiver, IIntegrations integrations)
    {
        var answer = await door.AskAsync(key, kind => kind is IntegrationKind.Forge, http.RequestAborted);
        if (answer.Sender is not { } sender)
        {
            return WebhookEndpoints.Refuse(http, answer);
        }

        var body = await SenderBody.ReadAsync(http, sender, IntegrationKind.Forge, LargestBody);
        var headers = http.Request.Headers;
        if (sender.Integration is { IsSigned: true } integration && !IsSigned(await integrations.SigningSecretAsync(integration.Id, http.RequestAborted), headers, body))
        {
            const string Words = "The signature does not fit: give the forge's webhook the same secret as the integration.";
            await receiver.KeepAsync(sender, IntegrationKind.Forge, body, [], Words, http.RequestAborted, key);
            return WebhookEndpoints.Problem(StatusCodes.Status401Unauthorized, Words);
        }

        var happened = First(headers, "X-GitHub-Event", "X-Gitea-Event", "X-Forgejo-Event", "X-Gogs-Event", "X-Gitlab-Event");
        var notices = ForgeWebhook.Parse(SenderBody.Payload(http, body), happened, First(headers, "X-GitHub-Delivery", "X-Gitea-Delivery", "X-Forgejo-Delivery", "X-Gitlab-Event-UUID") is { Length: > 0 } id ? id : null, receiver.Now, out var problem);
        return await KeepAsync(http, () => receiver.KeepAsync(sender, IntegrationKind.Forge, body, notices ?? [], problem, http.RequestAborted, key), problem, StatusCodes.Status200OK);
    }

    private static async Task<IResult> KeepAsync(HttpContext http, Func<Task<string>> keep, string? problem, int status)
    {
        try
        {
            var words = await keep();
            return problem is null ? TypedResults.Json(new KeptDto(words), ApiJson.Options, statusCode: status) : WebhookEndpoints.Problem(StatusCodes.Status400BadRequest, problem);
        }
        catch (StoreBusyException busy)
        {
            return WebhookEndpoints.Later(http, busy.Message);
        }
    }

    /// <summary>GitHub and Forgejo sign as sha256=…, Gitea in plain hex, GitLab sends the secret itself.</summary>
    private static bool IsSigned(string? secret, IHeaderDictionary headers, byte[] body) => secret is not null && (
        Signature.Fits(secret, body, First(headers, "X-Hub-Signature-256", "X-Gitea-Signature", "X-Forgejo-Signature"))
        || (headers.TryGetValue("X-Gitlab-Token", out var token) && Signature.IsSecret(secret, token)));

    private static string First(IHeaderDictionary headers, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (headers.TryGetValue(name, out var value) && value.Count > 0)
            {
                return value.ToString();
            }
        }

        return "";
    }

    /// <param name="Result">What became of it, in words.</param>
    internal sealed record KeptDto(string Result);
}
