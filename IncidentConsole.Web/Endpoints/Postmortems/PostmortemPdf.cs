using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Endpoints.Postmortems;

/// <summary><c>GET /incidents/{number}/postmortem.pdf</c>, by cookie or bearer key, from the declaration on.</summary>
internal static class PostmortemPdf
{
    /// <summary>The standard the file keeps ("ua-1"), or "none".</summary>
    public const string StandardHeader = "Pdf-Standard";

    /// <summary>Percent-encoded UTF-8: why the standard was dropped.</summary>
    public const string NoteHeader = "Pdf-Note";

    public static void MapPostmortemPdf(this IEndpointRouteBuilder app) =>
        app.MapGet("/incidents/{number}/postmortem.pdf", ExportAsync).WithTags("Postmortems").WithName("exportPostmortem")
            .RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api)
            .Produces<byte[]>(contentType: "application/pdf").ProducesProblem(404).ProducesProblem(503);

    private static async Task<IResult> ExportAsync(
        HttpContext http, string number, CurrentUser user, PostmortemReader reader, IDocumentRenderer renderer, IOptions<ConsoleOptions> options, CancellationToken cancellationToken)
    {
        if (ApiRequest.NumberOf(number) is not { } digits || await reader.DocumentAsync(digits, user.Viewer, options.Value.TimeZone, cancellationToken) is not { } document)
        {
            return IncidentEndpoints.NoSuchIncident().ToProblem();
        }

        try
        {
            var pdf = await renderer.RenderAsync(document, cancellationToken);
            http.Response.Headers[StandardHeader] = pdf.Standard ?? "none";
            if (pdf.Note is { } note)
            {
                http.Response.Headers[NoteHeader] = Uri.EscapeDataString(note);
            }

            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Bytes(pdf.Bytes, "application/pdf", $"{document.Number}-postmortem.pdf");
        }
        catch (DocumentRenderException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable, title: "The PDF could not be made");
        }
    }
}
