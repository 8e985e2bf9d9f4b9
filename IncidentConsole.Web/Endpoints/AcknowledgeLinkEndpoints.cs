using System.Net;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Notifiers;

namespace IncidentConsole.Web.Endpoints;

/// <summary>
/// <c>/ack/{token}</c>, from the page by e-mail. Anonymous: the token is the right, for one call of one step. Opening it changes nothing
/// (mail scanners open links); the button acknowledges, once.
/// </summary>
internal static class AcknowledgeLinkEndpoints
{
    public static void MapAcknowledgeLinks(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/ack").AllowAnonymous().DisableAntiforgery();
        group.MapGet("/{token}", async (string token, AcknowledgeLinks links, IncidentDesk desk, CancellationToken cancellationToken) =>
        {
            var incident = links.Read(token) is { } link ? await desk.ReadAsync(link.Incident, Viewer.System, cancellationToken) : null;
            return incident is null
                ? Page("This link has ended", "It was made for one day. Open the console and acknowledge there.", HttpStatusCode.NotFound)
                : Page($"{incident.Label}: {incident.Title.Shown}", $"{incident.Level.Title}, {incident.Service}. In command: {incident.Commander?.Name ?? "nobody yet"}.", HttpStatusCode.OK, "Acknowledge");
        });
        group.MapPost("/{token}", async (string token, AcknowledgeLinks links, IncidentDesk desk, IDirectory directory, CancellationToken cancellationToken) =>
        {
            if (links.Read(token) is not { } link || await directory.FindPersonAsync(link.PersonId, cancellationToken) is not { } person)
            {
                return Page("This link has ended", "It was made for one day. Open the console and acknowledge there.", HttpStatusCode.NotFound);
            }

            var actor = new Actor(ActorKind.Person, person.Id, person.Name);
            var options = new SendOptions("e-mail", Idempotency: new Idempotency(link.IdempotencyKey, "acknowledge", _ => (200, "")));
            return await desk.SendAsync(link.Incident, new Acknowledge { StepId = link.StepId }, actor, options, cancellationToken) switch
            {
                Outcome.Accepted accepted => Page("Acknowledged", $"You have {accepted.Incident.Label}. Everyone in the console sees it.", HttpStatusCode.OK),
                Outcome.Replayed => Page("Used before", "This link works once, and it was used.", HttpStatusCode.Gone),
                Outcome.Refused refused => Page("Not acknowledged", refused.Refusal.Message, HttpStatusCode.Conflict),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        });
    }

    private static IResult Page(string heading, string text, HttpStatusCode status, string? button = null) => Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
        <title>{WebUtility.HtmlEncode(heading)}</title><link rel="stylesheet" href="/dist/app.css"></head>
        <body><main class="signin"><div class="panel pad"><h1>{WebUtility.HtmlEncode(heading)}</h1><p>{WebUtility.HtmlEncode(text)}</p>
        {(button is null ? "" : $"<form method=\"post\"><button class=\"btn primary\" type=\"submit\">{button}</button></form>")}
        <p><a href="/">Open the console</a></p></div></main></body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: (int)status);
}
