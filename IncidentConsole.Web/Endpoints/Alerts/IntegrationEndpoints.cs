using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/api/v1/integrations</c>: the senders and their keys, and what the alerts of a service may do. For administrators; each change is audited.</summary>
internal static class IntegrationEndpoints
{
    private static readonly TimeSpan Seen = TimeSpan.FromDays(30);

    public static void MapIntegrations(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/integrations").WithTags("Integrations").RequireAuthorization(nameof(Right.Administer)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("", ListAsync).WithName("listIntegrations").Produces<ListDto<IntegrationDto>>();
        group.MapPost("", AddAsync).WithName("addIntegration").WithSummary("A new sender; the key in the answer is shown only this once").Produces<KeyDto>(201).ProducesProblem(422);
        group.MapPost("/{id}/rotate", RotateAsync).WithName("rotateIntegration").WithSummary("A new key; the old one works for the minutes asked for").Produces<KeyDto>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id}/test", TestAsync).WithName("testIntegration").WithSummary("A sample delivery the whole way, which opens nothing").Produces<TestDto>().ProducesProblem(404);
        group.MapDelete("/{id}", async (string id, CurrentUser user, IntegrationDesk desk, CancellationToken cancellationToken) =>
                (await desk.RevokeAsync(id, user.Asker, cancellationToken)).Refusal is { } refusal ? refusal.ToProblem() : TypedResults.NoContent())
            .WithName("revokeIntegration").Produces(204).ProducesProblem(404);

        app.MapPut("/api/v1/services/{slug}/alert-policy", SetPolicyAsync).WithTags("Integrations").RequireAuthorization(nameof(Right.Administer)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery()
            .WithName("setAlertPolicy").WithSummary("What the alerts of a service may do").Produces<PolicyDto>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(IIntegrations integrations, SenderTraces traces, TimeProvider clock, CancellationToken cancellationToken)
    {
        var all = await integrations.AllAsync(cancellationToken);
        var seen = await traces.ReadAsync(clock.GetUtcNow() - Seen, cancellationToken);
        return TypedResults.Json(
            new ListDto<IntegrationDto>([.. all.Select(one => IntegrationDto.Of(one, seen.GetValueOrDefault(one.Id)))], 1, Math.Max(1, all.Count), all.Count), ApiJson.Options);
    }

    private static async Task<IResult> AddAsync(ApiBody<IntegrationRequest> body, CurrentUser user, IntegrationDesk desk, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        if (asked.Kind is not { } kind)
        {
            return new Refusal(RefusalKind.Invalid, $"kind is one of {ApiJson.Words<IntegrationKind>()}.").ToProblem();
        }

        var draft = new Integration
        {
            Id = "",
            Kind = kind,
            Name = asked.Name ?? "",
            Service = asked.Service,
            ServicePath = asked.ServicePath ?? kind.UsualServicePath(),
            TimeToLive = Minutes(asked.TimeToLiveMinutes),
            PerSecond = asked.PerSecond ?? Integration.DefaultPerSecond,
            TimestampHeader = asked.TimestampHeader,
            Every = Minutes(asked.EveryMinutes),
            Grace = Minutes(asked.GraceMinutes) ?? TimeSpan.Zero,
        };
        var settled = await desk.AddAsync(draft, asked.SigningSecret, user.Asker, cancellationToken);
        return settled.Value is { } made ? TypedResults.Json(KeyDto.Of(made), ApiJson.Options, statusCode: StatusCodes.Status201Created) : settled.Refusal!.ToProblem();
    }

    private static async Task<IResult> RotateAsync(string id, ApiBody<RotateRequest> body, CurrentUser user, IntegrationDesk desk, CancellationToken cancellationToken)
    {
        var settled = await desk.RotateAsync(id, Minutes(body.Value.KeepOldMinutes) ?? TimeSpan.Zero, user.Asker, cancellationToken);
        return settled.Value is { } made ? TypedResults.Json(KeyDto.Of(made), ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    private static async Task<IResult> TestAsync(string id, IIntegrations integrations, IntegrationTest test, CancellationToken cancellationToken) =>
        await integrations.FindAsync(id, cancellationToken) is { IsRevoked: false } integration
            ? TypedResults.Json(new TestDto(await test.RunAsync(integration, cancellationToken)), ApiJson.Options)
            : new Refusal(RefusalKind.NotFound, "There is no such integration, or it is revoked.").ToProblem();

    private static async Task<IResult> SetPolicyAsync(string slug, ApiBody<PolicyDto> body, CurrentUser user, IntegrationDesk desk, CancellationToken cancellationToken)
    {
        var policy = new AlertPolicy(body.Value.Mode ?? AlertPolicy.Default.Mode, Minutes(body.Value.WindowMinutes) ?? AlertPolicy.Default.Window);
        var settled = await desk.SetPolicyAsync(slug, policy, user.Asker, cancellationToken);
        return settled.Value is { } set ? TypedResults.Json(new PolicyDto { Mode = set.Mode, WindowMinutes = set.Window.TotalMinutes }, ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    /// <summary>A figure no time span holds is as refused as one that is too long.</summary>
    private static TimeSpan? Minutes(double? minutes) => minutes is { } said ? TimeSpan.FromMinutes(Math.Clamp(said, -1, 1_000_000)) : null;

    internal sealed class IntegrationRequest
    {
        public string? Name { get; set; }

        public IntegrationKind? Kind { get; set; }

        /// <summary>Slug of the service of alerts that name none.</summary>
        public string? Service { get; set; }

        /// <summary>Labels or fields that name the service, separated by commas; left out: the usual ones of the kind.</summary>
        public string? ServicePath { get; set; }

        /// <summary>After how long without a word an alert ends; left out: never.</summary>
        public double? TimeToLiveMinutes { get; set; }

        /// <summary>Deliveries a second.</summary>
        public int? PerSecond { get; set; }

        public string? SigningSecret { get; set; }

        public string? TimestampHeader { get; set; }

        /// <summary>Heartbeats: how often one is expected.</summary>
        public double? EveryMinutes { get; set; }

        /// <summary>Heartbeats: how late one may be.</summary>
        public double? GraceMinutes { get; set; }
    }

    internal sealed class RotateRequest
    {
        /// <summary>How long the old key still works; left out: it ends at once.</summary>
        public double? KeepOldMinutes { get; set; }
    }

    internal sealed class PolicyDto
    {
        public AlertMode? Mode { get; set; }

        /// <summary>An alert joins the open incident while its last alert is at most this old.</summary>
        public double? WindowMinutes { get; set; }
    }

    /// <param name="MissingSince">Of a heartbeat that is late.</param>
    internal sealed record IntegrationDto(string Id, string Name, IntegrationKind Kind, string? Service, string? ServicePath, double? TimeToLiveMinutes, int PerSecond, bool IsSigned, double? EveryMinutes, double GraceMinutes, bool IsRevoked, DateTimeOffset? LastSeenAt, DateTimeOffset? MissingSince)
    {
        public static IntegrationDto Of(Integration one, SenderTrace? trace) => new(
            one.Id, one.Name, one.Kind, one.Service, one.ServicePath, one.TimeToLive?.TotalMinutes, one.PerSecond, one.IsSigned, one.Every?.TotalMinutes, one.Grace.TotalMinutes, one.IsRevoked, trace?.LastSeenAt, trace?.MissingSince);
    }

    /// <param name="Key">What the sender gives; it can't be read again.</param>
    internal sealed record KeyDto(string Id, string Name, string Key)
    {
        public static KeyDto Of(NewIntegration made) => new(made.Integration.Id, made.Integration.Name, made.Key);
    }

    /// <param name="Result">What would have become of a real one, in words.</param>
    internal sealed record TestDto(string Result);
}
