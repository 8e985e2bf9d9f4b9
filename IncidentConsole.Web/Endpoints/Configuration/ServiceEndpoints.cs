using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <summary><c>/api/v1/services</c>: everyone signed in reads them, administrators write them.</summary>
internal static class ServiceEndpoints
{
    private const int LargestPage = 1_000;

    public static void MapServiceEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/services").WithTags("Services").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("/", ListAsync).WithName("listServices").Produces<ListDto<ServiceDto>>();
        group.MapGet("/{slug}", ReadAsync).WithName("readService").Produces<ServiceDto>().ProducesProblem(404);
        group.MapPost("/", AddAsync).RequireAuthorization(nameof(Right.Administer)).WithName("addService").Produces<ServiceDto>(201).ProducesProblem(409).ProducesProblem(422);
        group.MapPatch("/{slug}", ChangeAsync).RequireAuthorization(nameof(Right.Administer)).WithName("changeService").Produces<ServiceDto>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(ICatalog catalog, ISignalCatalog signals, IDirectory directory, CancellationToken cancellationToken, int page = 1, int pageSize = 100)
    {
        if (page < 1 || pageSize is < 1 or > LargestPage)
        {
            return new Refusal(RefusalKind.Invalid, $"page starts at 1, and pageSize goes from 1 to {LargestPage}.").ToProblem();
        }

        var services = await catalog.ServicesAsync(cancellationToken);
        var byService = (await signals.AllAsync(cancellationToken)).ToLookup(signal => signal.Service);
        var people = await directory.PeopleAsync(cancellationToken);
        IReadOnlyList<ServiceDto> items = [.. services.Skip((page - 1) * pageSize).Take(pageSize).Select(service => ServiceDto.Of(service, byService[service.Slug], people))];
        return TypedResults.Json(new ListDto<ServiceDto>(items, page, pageSize, services.Count), ApiJson.Options);
    }

    private static async Task<IResult> ReadAsync(string slug, ICatalog catalog, ISignalCatalog signals, IDirectory directory, CancellationToken cancellationToken) =>
        await catalog.FindServiceAsync(slug, cancellationToken) is { } service
            ? TypedResults.Json(ServiceDto.Of(service, await signals.OfServiceAsync(slug, removedToo: false, cancellationToken), await directory.PeopleAsync(cancellationToken)), ApiJson.Options)
            : NoSuchService(slug);

    private static async Task<IResult> AddAsync(ApiBody<ServiceRequest> body, CurrentUser user, HttpContext http, CatalogDesk desk, ICatalog catalog, ISignalCatalog signals, IDirectory directory, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var slug = asked.Slug ?? "";
        var runbook = asked.Runbook ?? (await catalog.DefaultRunbookAsync(cancellationToken)).Runbook.Slug;
        var service = new Service(slug, asked.Name ?? slug, runbook, Said(asked.OwnerTeam), await BindingsAsync(asked, directory, cancellationToken) ?? []) { OnBreach = asked.OnBreach ?? default };
        var settled = await desk.SaveServiceAsync(service, asked.ReadSignals(slug), isNew: true, user.Asker, cancellationToken);
        if (settled.Value is null)
        {
            return settled.Refusal!.ToProblem();
        }

        http.Response.Headers.Location = $"/api/v1/services/{slug}";
        return TypedResults.Json(await SavedAsync(settled.Value, signals, directory, cancellationToken), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(string slug, ApiBody<ServiceRequest> body, CurrentUser user, CatalogDesk desk, ICatalog catalog, ISignalCatalog signals, IDirectory directory, CancellationToken cancellationToken)
    {
        if (await catalog.FindServiceAsync(slug, cancellationToken) is not { } before)
        {
            return NoSuchService(slug);
        }

        var asked = body.Value;
        if (asked.Slug is not null && asked.Slug != slug)
        {
            return new Refusal(RefusalKind.Invalid, "A slug stays as it is: incidents and alerts name the service by it. Add another service instead.").ToProblem();
        }

        var service = before with
        {
            Name = asked.Name ?? before.Name,
            RunbookSlug = asked.Runbook ?? before.RunbookSlug,
            OnBreach = asked.OnBreach ?? before.OnBreach,
            OwnerTeam = asked.OwnerTeam is null ? before.OwnerTeam : Said(asked.OwnerTeam),
            Bindings = await BindingsAsync(asked, directory, cancellationToken) ?? before.Bindings,
        };
        var settled = await desk.SaveServiceAsync(service, asked.ReadSignals(slug), isNew: false, user.Asker, cancellationToken);
        return settled.Value is { } saved ? TypedResults.Json(await SavedAsync(saved, signals, directory, cancellationToken), ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    private static async Task<ServiceDto> SavedAsync(Service service, ISignalCatalog signals, IDirectory directory, CancellationToken cancellationToken) =>
        ServiceDto.Of(service, await signals.OfServiceAsync(service.Slug, removedToo: false, cancellationToken), await directory.PeopleAsync(cancellationToken));

    /// <summary>Addresses → account ids; an unknown address stays as it is, and the desk refuses it by name of its target.</summary>
    private static async Task<ImmutableDictionary<string, ImmutableArray<string>>?> BindingsAsync(ServiceRequest asked, IDirectory directory, CancellationToken cancellationToken)
    {
        if (asked.Bindings is null)
        {
            return null;
        }

        var people = await directory.PeopleAsync(cancellationToken);
        return asked.Bindings.ToImmutableDictionary(
            binding => binding.Key,
            binding => binding.Value.Select(said => people.FirstOrDefault(person => string.Equals(person.Email, said.Trim(), StringComparison.OrdinalIgnoreCase))?.Id ?? said).ToImmutableArray(),
            StringComparer.OrdinalIgnoreCase);
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IResult NoSuchService(string slug) => new Refusal(RefusalKind.NotFound, $"There is no service \"{slug}\".").ToProblem();
}
