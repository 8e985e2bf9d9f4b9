using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/api/v1/silences</c>: alerts that may do nothing for a time, and the maintenance of a whole service. For responders.</summary>
internal static class SilenceEndpoints
{
    /// <summary>Longer is refused by the rule; no figure may be too large for a date.</summary>
    private const double MostMinutes = 1_000_000;

    public static void MapSilences(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/silences").WithTags("Alerts").RequireAuthorization(nameof(Right.Respond)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("", async (IAlertRules rules, TimeProvider clock, CancellationToken cancellationToken) =>
                TypedResults.Json((await rules.SilencesAsync(cancellationToken)).Select(silence => SilenceDto.Of(silence, clock.GetUtcNow())).ToList(), ApiJson.Options))
            .WithName("listSilences").WithSummary("Silences that hold, and those that ended in the last seven days").Produces<IReadOnlyList<SilenceDto>>();
        group.MapPost("", AddAsync).WithName("addSilence").WithSummary("Silences an alert, or with no alert named the whole service").Produces<SilenceDto>(201).ProducesProblem(422);
        group.MapPatch("/{id}", MoveEndAsync).WithName("moveSilence").WithSummary("Another end for a silence that holds, counted from now").Produces<SilenceDto>().ProducesProblem(404).ProducesProblem(422);
        group.MapDelete("/{id}", async (string id, CurrentUser user, AlertDesk desk, CancellationToken cancellationToken) =>
                (await desk.EndSilenceAsync(id, user.Asker, cancellationToken)).Refusal is { } refusal ? refusal.ToProblem() : TypedResults.NoContent())
            .WithName("endSilence").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> MoveEndAsync(string id, ApiBody<EndRequest> body, CurrentUser user, AlertDesk desk, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settled = await desk.MoveEndAsync(id, clock.GetUtcNow().AddMinutes(Math.Clamp(body.Value.Minutes, 0, MostMinutes)), user.Asker, cancellationToken);
        return settled.Value is { } silence ? TypedResults.Json(SilenceDto.Of(silence, clock.GetUtcNow()), ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    private static async Task<IResult> AddAsync(ApiBody<SilenceRequest> body, CurrentUser user, AlertDesk desk, IAlertStore alerts, ICatalog catalog, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        if (asked.Service is { Length: > 0 } slug && await catalog.FindServiceAsync(slug, cancellationToken) is null)
        {
            return new Refusal(RefusalKind.Invalid, $"There is no service \"{slug}\". A silence is for the alerts of a service of the console.").ToProblem();
        }

        var only = string.IsNullOrWhiteSpace(asked.AlertId) ? null : await alerts.FindAsync(asked.AlertId, cancellationToken);
        if (only is null && !string.IsNullOrWhiteSpace(asked.AlertId))
        {
            return new Refusal(RefusalKind.NotFound, "There is no such alert.").ToProblem();
        }

        var alert = only?.Name ?? (string.IsNullOrWhiteSpace(asked.Alert) ? null : asked.Alert);
        var settled = await desk.SilenceAsync(only?.Service ?? asked.Service ?? "", alert, only?.Subject, asked.Reason ?? "", TimeSpan.FromMinutes(Math.Clamp(asked.Minutes, 0, int.MaxValue)), user.Asker, cancellationToken);
        return settled.Value is { } silence
            ? TypedResults.Json(SilenceDto.Of(silence, clock.GetUtcNow()), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : settled.Refusal!.ToProblem();
    }

    internal sealed class SilenceRequest
    {
        /// <summary>Slug.</summary>
        public string? Service { get; set; }

        /// <summary>Name of the alert; left out: every alert of the service, for its maintenance.</summary>
        public string? Alert { get; set; }

        /// <summary>Only this very alert, by its id here; its service and name need not be said then.</summary>
        public string? AlertId { get; set; }

        public string? Reason { get; set; }

        /// <summary>At most 30 days.</summary>
        public double Minutes { get; set; }
    }

    internal sealed class EndRequest
    {
        /// <summary>From now; at most 30 days.</summary>
        public double Minutes { get; set; }
    }

    /// <param name="Alert">Null: every alert of the service.</param>
    internal sealed record SilenceDto(string Id, string Service, string? Alert, string By, string Reason, DateTimeOffset From, DateTimeOffset Until, bool Holds)
    {
        public static SilenceDto Of(Silence silence, DateTimeOffset now) =>
            new(silence.Id, silence.Service, silence.AlertName, silence.By.Name, silence.Reason, silence.From, silence.EndedAt ?? silence.Until, silence.Holds(now));
    }
}
