using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/api/v1/silences</c>: alerts that may do nothing for a time, by their labels, and the maintenance of a whole service. For responders.</summary>
internal static class SilenceEndpoints
{
    /// <summary>Longer is refused by the rule; no figure may be too large for a date.</summary>
    private const double MostMinutes = 1_000_000;

    public static void MapSilences(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/silences").WithTags("Alerts").RequireAuthorization(nameof(Right.Respond)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("", async (CurrentUser user, SilenceDesk desk, TimeProvider clock, CancellationToken cancellationToken) =>
                TypedResults.Json((await desk.ListAsync(user.Viewer, cancellationToken)).Select(one => SilenceDto.Of(one.Silence, one.Covers, clock.GetUtcNow())).ToList(), ApiJson.Options))
            .WithName("listSilences").WithSummary("Silences that hold, and those that ended in the last seven days").Produces<IReadOnlyList<SilenceDto>>();
        group.MapPost("", AddAsync).WithName("addSilence").WithSummary("Silences the alerts of a service whose labels fit; with neither labels nor an alert named, the whole service").Produces<SilenceDto>(201).ProducesProblem(422);
        group.MapPost("/preview", PreviewAsync).WithName("previewSilence").WithSummary("What such a silence would cover now; nothing is silenced").Produces<CoverDto>().ProducesProblem(422);
        group.MapPatch("/{id}", MoveEndAsync).WithName("moveSilence").WithSummary("Another end for a silence that holds, counted from now").Produces<SilenceDto>().ProducesProblem(404).ProducesProblem(422);
        group.MapDelete("/{id}", async (string id, CurrentUser user, SilenceDesk desk, CancellationToken cancellationToken) =>
                (await desk.EndAsync(id, user.Asker, cancellationToken)).Refusal is { } refusal ? refusal.ToProblem() : TypedResults.NoContent())
            .WithName("endSilence").Produces(204).ProducesProblem(404);
    }

    private static async Task<IResult> MoveEndAsync(string id, ApiBody<EndRequest> body, CurrentUser user, SilenceDesk desk, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settled = await desk.MoveEndAsync(id, clock.GetUtcNow().AddMinutes(Math.Clamp(body.Value.Minutes, 0, MostMinutes)), user.Asker, cancellationToken);
        return settled.Value is { } silence
            ? TypedResults.Json(SilenceDto.Of(silence, (await desk.CoverAsync(silence.Scope, user.Viewer, cancellationToken)).Value, clock.GetUtcNow()), ApiJson.Options)
            : settled.Refusal!.ToProblem();
    }

    private static async Task<IResult> AddAsync(ApiBody<SilenceRequest> body, CurrentUser user, SilenceDesk desk, IAlertStore alerts, ICatalog catalog, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var scope = await ScopeAsync(asked, alerts, catalog, cancellationToken);
        if (scope.Value is null)
        {
            return scope.Refusal!.ToProblem();
        }

        var settled = await desk.AddAsync(scope.Value, asked.Reason ?? "", TimeSpan.FromMinutes(Math.Clamp(asked.Minutes, 0, int.MaxValue)), user.Asker, cancellationToken);
        return settled.Value is { } silence
            ? TypedResults.Json(SilenceDto.Of(silence, (await desk.CoverAsync(silence.Scope, user.Viewer, cancellationToken)).Value, clock.GetUtcNow()), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : settled.Refusal!.ToProblem();
    }

    private static async Task<IResult> PreviewAsync(ApiBody<SilenceRequest> body, CurrentUser user, SilenceDesk desk, IAlertStore alerts, ICatalog catalog, CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(body.Value, alerts, catalog, cancellationToken);
        var cover = scope.Value is null ? scope.Refusal! : await desk.CoverAsync(scope.Value, user.Viewer, cancellationToken);
        return cover.Value is { } covered ? TypedResults.Json(CoverDto.Of(covered), ApiJson.Options) : cover.Refusal!.ToProblem();
    }

    private static async Task<Settled<SilenceScope>> ScopeAsync(SilenceRequest asked, IAlertStore alerts, ICatalog catalog, CancellationToken cancellationToken)
    {
        if (asked.Service is { Length: > 0 } slug && await catalog.FindServiceAsync(slug, cancellationToken) is null)
        {
            return new Refusal(RefusalKind.Invalid, $"There is no service \"{slug}\". A silence is for the alerts of a service of the console.");
        }

        if (!string.IsNullOrWhiteSpace(asked.AlertId))
        {
            return await alerts.FindAsync(asked.AlertId, cancellationToken) is { } only
                ? SilenceScope.Named(only.Service, only.Name, only.Subject)
                : new Refusal(RefusalKind.NotFound, "There is no such alert.");
        }

        var named = string.IsNullOrWhiteSpace(asked.Alert) ? SilenceScope.Of(asked.Service ?? "") : SilenceScope.Named(asked.Service ?? "", asked.Alert);
        return named with { Matchers = [.. named.Matchers, .. (asked.Matchers ?? []).Select(matcher => matcher.ToMatcher())] };
    }

    internal sealed class SilenceRequest
    {
        /// <summary>Slug.</summary>
        public string? Service { get; set; }

        /// <summary>Name of the alert; with neither this nor matchers: every alert of the service, for its maintenance.</summary>
        public string? Alert { get; set; }

        /// <summary>Only this very alert, by its id here; nothing else that names alerts is looked at then.</summary>
        public string? AlertId { get; set; }

        /// <summary>What labels must say, as Alertmanager writes it; all must fit.</summary>
        public IReadOnlyList<MatcherDto>? Matchers { get; set; }

        public string? Reason { get; set; }

        /// <summary>At most 30 days.</summary>
        public double Minutes { get; set; }
    }

    internal sealed class EndRequest
    {
        /// <summary>From now; at most 30 days.</summary>
        public double Minutes { get; set; }
    }

    internal sealed class MatcherDto
    {
        public string? Name { get; set; }

        public string? Value { get; set; }

        /// <summary>The value is a pattern for the whole text.</summary>
        public bool IsRegex { get; set; }

        /// <summary>False: it must not fit.</summary>
        public bool IsEqual { get; set; } = true;

        public static MatcherDto Of(LabelMatcher matcher) =>
            new() { Name = matcher.Label, Value = matcher.Value, IsRegex = matcher.Match is LabelMatch.Like or LabelMatch.NotLike, IsEqual = matcher.Match is LabelMatch.Is or LabelMatch.Like };

        public LabelMatcher ToMatcher() => new(Name ?? "", IsRegex ? IsEqual ? LabelMatch.Like : LabelMatch.NotLike : IsEqual ? LabelMatch.Is : LabelMatch.Not, Value ?? "");
    }

    /// <param name="Alert">The one name it is about; null: more.</param>
    /// <param name="Covers">What it covers now; null when it does not hold.</param>
    internal sealed record SilenceDto(
        string Id, string Service, string? Alert, IReadOnlyList<MatcherDto> Matchers, string By, string Reason, DateTimeOffset From, DateTimeOffset Until, bool Holds, CoverDto? Covers)
    {
        public static SilenceDto Of(Silence silence, SilenceCover? cover, DateTimeOffset now) => new(
            silence.Id, silence.Scope.Service, silence.Scope.OneName,
            [.. silence.Scope.Matchers.Select(MatcherDto.Of)],
            silence.By.Name, silence.Reason, silence.From, silence.EndedAt ?? silence.Until, silence.Holds(now), cover is null ? null : CoverDto.Of(cover));
    }

    /// <param name="Firing">How many alerts fire now that it covers.</param>
    /// <param name="IsMore">More fire than were looked at.</param>
    internal sealed record CoverDto(int Firing, bool IsMore, IReadOnlyList<CoveredDto> Alerts)
    {
        private const int Most = 50;

        public static CoverDto Of(SilenceCover cover) => new(cover.Alerts.Count, cover.IsMore, [.. cover.Alerts.Take(Most).Select(alert => new CoveredDto(alert.Id, alert.Name, alert.Facts.Labels))]);
    }

    internal sealed record CoveredDto(string Id, string Name, IReadOnlyDictionary<string, string> Labels);
}
