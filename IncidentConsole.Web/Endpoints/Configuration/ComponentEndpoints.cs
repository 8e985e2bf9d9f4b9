using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <summary><c>/api/v1/components</c>: everyone signed in reads them, administrators write them.</summary>
internal static class ComponentEndpoints
{
    private const int LargestPage = 1_000;

    public static void MapComponentEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/components").WithTags("Components").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("/", ListAsync).WithName("listComponents").Produces<ListDto<Component>>();
        group.MapPost("/", AddAsync).RequireAuthorization(nameof(Right.Administer)).WithName("addComponent").Produces<Component>(201).ProducesProblem(409).ProducesProblem(422);
        group.MapPatch("/{slug}", ChangeAsync).RequireAuthorization(nameof(Right.Administer)).WithName("changeComponent").Produces<Component>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(ICatalog catalog, CancellationToken cancellationToken, int page = 1, int pageSize = 100)
    {
        if (page < 1 || pageSize is < 1 or > LargestPage)
        {
            return new Refusal(RefusalKind.Invalid, $"page starts at 1, and pageSize goes from 1 to {LargestPage}.").ToProblem();
        }

        var components = await catalog.ComponentsAsync(cancellationToken);
        return TypedResults.Json(new ListDto<Component>([.. components.Skip((page - 1) * pageSize).Take(pageSize)], page, pageSize, components.Count), ApiJson.Options);
    }

    private static async Task<IResult> AddAsync(ApiBody<ComponentRequest> body, CurrentUser user, HttpContext http, CatalogDesk desk, ICatalog catalog, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var last = asked.Position is null ? (await catalog.ComponentsAsync(cancellationToken)).Select(component => component.Position).DefaultIfEmpty(0).Max() : 0;
        var component = new Component(asked.Slug ?? "", asked.Name ?? "", Said(asked.Description), asked.Position ?? last + 1);
        var settled = await desk.SaveComponentAsync(component, isNew: true, user.Asker, cancellationToken);
        if (settled.Value is null)
        {
            return settled.Refusal!.ToProblem();
        }

        http.Response.Headers.Location = "/api/v1/components";
        return TypedResults.Json(settled.Value, ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string slug, ApiBody<ComponentRequest> body, CurrentUser user, CatalogDesk desk, ICatalog catalog, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        if ((await catalog.ComponentsAsync(cancellationToken)).FirstOrDefault(component => component.Slug == slug) is not { } before)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no component \"{slug}\".").ToProblem();
        }

        if (asked.Slug is not null && asked.Slug != slug)
        {
            return new Refusal(RefusalKind.Invalid, "A slug stays as it is: published updates name the component by it. Add another component instead.").ToProblem();
        }

        var component = before with { Name = asked.Name ?? before.Name, Description = asked.Description is null ? before.Description : Said(asked.Description), Position = asked.Position ?? before.Position };
        var settled = await desk.SaveComponentAsync(component, isNew: false, user.Asker, cancellationToken);
        return settled.Value is { } saved ? TypedResults.Json(saved, ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>In a change, what is left out stays; an empty description takes it away.</summary>
    internal sealed class ComponentRequest
    {
        public string? Slug { get; set; }

        public string? Name { get; set; }

        public string? Description { get; set; }

        /// <summary>Lower comes first; left out, a new one comes last.</summary>
        public int? Position { get; set; }
    }
}
