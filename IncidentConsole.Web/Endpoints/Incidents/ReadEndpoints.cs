using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>What a person or a script asks in a hurry: what is open, what the runbook says to do, what the metrics say, and all of one incident to keep.</summary>
internal static class ReadEndpoints
{
    public static void MapReads(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("/status", async (CurrentUser user, IncidentReads reads, CancellationToken cancellationToken) => Json(await reads.StatusAsync(user.Viewer, cancellationToken)))
            .WithTags("Incidents").WithName("readStatus").Produces<StatusDto>();

        group.MapGet("/incidents/{number}/procedures", (string number, CurrentUser user, IncidentReads reads, CancellationToken cancellationToken) =>
                OfIncidentAsync(number, digits => reads.ProceduresAsync(digits, user.Viewer, cancellationToken)))
            .WithTags("Incidents").WithName("readProcedures").Produces<ProceduresDto>().ProducesProblem(404);

        group.MapGet("/incidents/{number}/similar", (string number, CurrentUser user, IncidentReads reads, CancellationToken cancellationToken) =>
                OfIncidentAsync(number, digits => reads.SimilarAsync(digits, user.Viewer, cancellationToken)))
            .WithTags("Incidents").WithName("readSimilar").Produces<SimilarListDto>().ProducesProblem(404);

        group.MapGet("/incidents/{number}/export", (string number, CurrentUser user, IncidentReads reads, CancellationToken cancellationToken) =>
                OfIncidentAsync(number, digits => reads.ExportAsync(digits, user.Viewer, cancellationToken)))
            .WithTags("Incidents").WithName("exportIncident").Produces<ExportDto>().ProducesProblem(404);

        group.MapGet("/services/{slug}/detect", async (string slug, IncidentReads reads, CancellationToken cancellationToken) =>
                await reads.DetectAsync(slug, readNow: false, cancellationToken) is { } detection ? Json(detection) : NoSuchService(slug).ToProblem())
            .WithTags("Services").WithName("detectSeverity").Produces<DetectionDto>().ProducesProblem(404);

        group.MapGet("/services/{slug}/reference", async (string slug, IncidentReads reads, CancellationToken cancellationToken) => Json(await reads.ReferenceAsync(slug, cancellationToken)))
            .WithTags("Services").WithName("readReference").Produces<ReferenceDto>();
    }

    internal static Refusal NoSuchService(string slug) => new(RefusalKind.NotFound, $"There is no service \"{slug}\".");

    private static async Task<IResult> OfIncidentAsync<T>(string number, Func<int, Task<T?>> read)
        where T : class =>
        ApiRequest.NumberOf(number) is { } digits && await read(digits) is { } found ? Json(found) : IncidentEndpoints.NoSuchIncident().ToProblem();

    private static IResult Json<T>(T body) => TypedResults.Json(body, ApiJson.Options);
}
