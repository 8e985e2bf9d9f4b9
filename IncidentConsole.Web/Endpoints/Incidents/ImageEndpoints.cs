using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>Images of entries: uploaded by key (the body is the file), shown to whoever may see the incident.</summary>
internal static class ImageEndpoints
{
    public static void MapImages(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/incidents/{number}/images", UploadAsync)
            .WithTags("Incidents").WithName("uploadImage").Produces<ImageDto>(201).ProducesProblem(413).ProducesProblem(422)
            .RequireAuthorization(nameof(Right.Respond)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        app.MapGet("/incidents/{number}/images/{id}", ReadAsync).RequireAuthorization(nameof(Right.Read)).ExcludeFromDescription();
    }

    private static async Task<IResult> UploadAsync(ApiRequest request, string number, IImageStore images)
    {
        if (await request.FindAsync(number) is not { } row)
        {
            return IncidentEndpoints.NoSuchIncident().ToProblem();
        }

        var bytes = await BoundedBody.ReadAsync(request.Http, StoredImage.Largest);
        if (StoredImage.TypeOf(bytes) is not { } type)
        {
            return new Refusal(RefusalKind.Invalid, "Send a PNG, JPEG, GIF or WebP file as the body.").ToProblem();
        }

        return TypedResults.Json(new ImageDto(await images.SaveAsync(row.Id, type, bytes, request.Aborted)), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReadAsync(ApiRequest request, string number, string id, IImageStore images)
    {
        if (await request.FindAsync(number) is not { } row || await images.FindAsync(row.Id, id, request.Aborted) is not { } image)
        {
            return TypedResults.NotFound();
        }

        request.Http.Response.Headers.CacheControl = "private, max-age=300";
        request.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(image.Bytes, image.ContentType);
    }
}

/// <param name="Id">Attach it to an entry: <c>POST …/attachments {entry, image}</c>.</param>
internal sealed record ImageDto(string Id);
