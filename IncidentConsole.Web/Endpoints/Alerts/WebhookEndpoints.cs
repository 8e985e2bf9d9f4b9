using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Signals;
using IncidentConsole.Web.Signals.Senders;
using IncidentConsole.Web.Store;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>
/// <c>POST /api/v1/alerts…</c>: the webhooks of Alertmanager and Grafana and what scripts send, with the key in the header or, for senders that
/// can't set one, as the last part of the path. 2xx means kept. A sender drops what it gets another 4xx for, so whatever may work later answers 503.
/// </summary>
internal static class WebhookEndpoints
{
    /// <summary>Bytes; some thousand alerts.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    private const string UsualSignature = "X-Grafana-Alerting-Signature";

    public static void MapAlertWebhooks(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/alerts").DisableAntiforgery().AllowAnonymous().RequireRateLimiting(RateLimits.Api).WithTags("Alerts");
        Map("/alertmanager", ["POST"], IntegrationKind.Alertmanager, "takeAlertmanager", "Takes a webhook of Alertmanager (version 4)", http => TakeAsync(http, IntegrationKind.Alertmanager, AlertmanagerWebhook.Parse));
        Map("/grafana", ["POST", "PUT"], IntegrationKind.Grafana, "takeGrafana", "Takes a webhook of Grafana alerting", http => TakeAsync(http, IntegrationKind.Grafana, GrafanaWebhook.Parse));
        Map("", ["POST"], IntegrationKind.Plain, "takeAlert", "Takes an alert, or a list of them, from a script", http => TakeAsync(http, IntegrationKind.Plain, PlainAsync(http)));

        void Map(string path, string[] methods, IntegrationKind kind, string name, string summary, Func<HttpContext, Task<IResult>> take)
        {
            group.MapMethods(path, methods, (Delegate)((HttpContext http) => take(http))).WithName(name).WithSummary(summary).WithSample(kind)
                .Produces<TakenDto>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(413).ProducesProblem(429).ProducesProblem(503);
            group.MapMethods($"{(path.Length == 0 ? "/plain" : path)}/{{key}}", methods, (Delegate)((HttpContext http) => take(http))).ExcludeFromDescription();
        }
    }

    internal static IResult Later(HttpContext http, string words)
    {
        http.Response.Headers.RetryAfter = "5";
        return Problem(StatusCodes.Status503ServiceUnavailable, words);
    }

    internal static IResult Refuse(HttpContext http, DoorAnswer answer)
    {
        if (answer.RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Problem(answer.Status, answer.Words);
    }

    internal static IResult Problem(int status, string words) => TypedResults.Problem(words, statusCode: status);

    private delegate AlertDelivery? Parser(ReadOnlyMemory<byte> body, out string? problem);

    private static Parser PlainAsync(HttpContext http)
    {
        var now = http.RequestServices.GetRequiredService<AlertReceiver>().Now;
        return (ReadOnlyMemory<byte> body, out string? problem) => PlainAlert.Parse(body, now, out problem);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, IntegrationKind kind, Parser parse)
    {
        var services = http.RequestServices;
        var key = http.GetRouteValue("key") as string ?? SenderDoor.KeyOf(http);
        var answer = await services.GetRequiredService<SenderDoor>().AskAsync(key, of => of == kind, http.RequestAborted);
        if (answer.Sender is not { } sender)
        {
            return Refuse(http, answer);
        }

        var receiver = services.GetRequiredService<AlertReceiver>();
        try
        {
            var body = await SenderBody.ReadAsync(http, sender, kind, LargestBody, kind == IntegrationKind.Plain ? "send it in parts." : "set max_alerts in the sender's webhook configuration.");
            if (!await IsSignedAsync(http, sender.Integration, body, receiver.Now))
            {
                const string Words = "The signature does not fit: check the secret in the sender and in the integration, and that their clocks agree.";
                await receiver.KeepAsync(sender, kind, body, null, Words, http.RequestAborted, key);
                return Problem(StatusCodes.Status401Unauthorized, Words);
            }

            var delivery = parse(body, out var problem);
            var id = await receiver.KeepAsync(sender, kind, body, delivery, problem, http.RequestAborted, key);
            return delivery is null ? Problem(StatusCodes.Status400BadRequest, problem!)
                : kind == IntegrationKind.Plain ? TypedResults.Json(new TakenDto(delivery.Alerts.Count, id), ApiJson.Options, statusCode: StatusCodes.Status202Accepted)
                : TypedResults.Ok(new TakenDto(delivery.Alerts.Count, id));
        }
        catch (StoreBusyException busy)
        {
            return Later(http, busy.Message);
        }
    }

    private static async Task<bool> IsSignedAsync(HttpContext http, Integration? integration, byte[] body, DateTimeOffset now)
    {
        if (integration is not { IsSigned: true })
        {
            return true;
        }

        var secret = await http.RequestServices.GetRequiredService<Domain.Application.Ports.IIntegrations>().SigningSecretAsync(integration.Id, http.RequestAborted);
        var given = http.Request.Headers[UsualSignature].ToString();
        return secret is not null && (integration.TimestampHeader is { } header
            ? Signature.Fits(secret, http.Request.Headers[header].ToString(), body, given, now)
            : Signature.Fits(secret, body, given));
    }

    /// <param name="Alerts">How many the delivery brought.</param>
    /// <param name="Delivery">Its id in the log of the integration.</param>
    internal sealed record TakenDto(int Alerts, string Delivery);
}
