using System.ComponentModel;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary><c>/api/v1/incidents</c>: declare, list and read. The verbs are in <see cref="IncidentVerbs"/>.</summary>
internal static class IncidentEndpoints
{
    private const int LargestPage = 1_000;
    private const int LargestTimelinePage = 100_000;

    public static void MapIncidentEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/incidents").WithTags("Incidents").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapPost("/", DeclareAsync).RequireAuthorization(nameof(Right.Respond)).WithName("declareIncident").Produces<IncidentDto>(201).ProducesProblem(422);
        group.MapGet("/", ListAsync).WithName("listIncidents").Produces<ListDto<IncidentDto>>();
        group.MapGet("/{number}", ReadAsync).WithName("readIncident").Produces<IncidentDto>().ProducesProblem(400).ProducesProblem(404);
        group.MapGet("/{number}/timeline", TimelineAsync).WithName("readTimeline").Produces<TimelineDto>().ProducesProblem(400).ProducesProblem(404);
        group.MapIncidentVerbs();
        group.MapActionEndpoints();
    }

    private static async Task<IResult> DeclareAsync(ApiRequest request, ApiBody<DeclareRequest> body)
    {
        var asked = body.Value;
        var intent = new DeclareIncident(asked.Title ?? "", asked.Service ?? request.User.DefaultService ?? "", Said(asked.Severity))
        {
            Summary = asked.Summary,
            ImpactStartedAt = asked.ImpactStartedAt,
            IsDrill = asked.IsDrill,
            Visibility = asked.IsRestricted ? Visibility.Restricted : Visibility.Everyone,
            TakeCommand = asked.TakeCommand,
            Reason = asked.Reason,
        };
        var id = new IncidentId(Guid.CreateVersion7().ToString("D"));
        var options = request.Options(body.RequestHash, incident => (StatusCodes.Status201Created, IncidentDto.Of(incident)));
        return await request.Desk.SendAsync(id, intent, request.User.Actor, options, request.Aborted) switch
        {
            Outcome.Accepted accepted => Created(request, accepted.Incident),
            var other => Answer(request, other),
        };
    }

    private static async Task<IResult> ListAsync(ApiRequest request, ICatalog catalog, string? status, string? severity, string? service, string? q, string? drill, int page = 1, int pageSize = 50)
    {
        if (page < 1 || pageSize is < 1 or > LargestPage)
        {
            return new Refusal(RefusalKind.Invalid, $"page starts at 1, and pageSize goes from 1 to {LargestPage}.").ToProblem();
        }

        if (status is not (null or "" or "open" or "closed" or "all"))
        {
            return new Refusal(RefusalKind.Invalid, "status is open, closed or all.").ToProblem();
        }

        if (drill is not (null or "" or "false" or "true" or "only"))
        {
            return new Refusal(RefusalKind.Invalid, "drill is false (no drills), true (drills too) or only.").ToProblem();
        }

        int? rank = null;
        if (!string.IsNullOrWhiteSpace(severity) && (rank = await RankAsync(request, catalog, severity)) is null)
        {
            return new Refusal(RefusalKind.Invalid, $"\"{severity}\" is no severity of any runbook here. Use a label or a rank (1 = worst).").ToProblem();
        }

        var filter = new IncidentFilter(
            status is "open" or "closed" ? status : null,
            rank,
            string.IsNullOrWhiteSpace(service) ? null : service,
            string.IsNullOrWhiteSpace(q) ? null : q,
            page,
            pageSize,
            Drills: drill switch { "true" => DrillScope.WithDrills, "only" => DrillScope.OnlyDrills, _ => DrillScope.WithoutDrills });
        var rows = await request.Queries.ListAsync(filter, request.User.Viewer, request.Aborted);
        return TypedResults.Json(new ListDto<IncidentDto>([.. rows.Items.Select(IncidentDto.Of)], rows.PageNumber, rows.PageSize, rows.Total), ApiJson.Options);
    }

    /// <summary>A rank as it is; a label as the first runbook that has it reads it.</summary>
    private static async Task<int?> RankAsync(ApiRequest request, ICatalog catalog, string severity) =>
        int.TryParse(severity, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var rank)
            ? rank
            : (await catalog.CurrentRunbooksAsync(request.Aborted)).Select(version => version.Runbook.Severities.Find(severity)).FirstOrDefault(level => level is not null)?.Rank;

    private static async Task<IResult> ReadAsync(ApiRequest request, ReplayReader replays, string number, [Description(MomentRead.Words)] string? at = null)
    {
        if (await request.FindAsync(number) is not { } row || await request.Desk.ReadAsync(row.Id, request.User.Viewer, request.Aborted) is not { } incident)
        {
            return NoSuchIncident().ToProblem();
        }

        var read = await MomentRead.Of(replays, incident, at, request.Aborted);
        if (read.Problem is not null)
        {
            return read.Problem;
        }

        if (read.Past is { } past)
        {
            return TypedResults.Json(IncidentDto.Of(past.Incident) with { At = past.At }, ApiJson.Options);   // no ETag: nothing can be changed there
        }

        request.Http.Response.Headers.ETag = ETag(incident.Version);
        return TypedResults.Json(IncidentDto.Of(incident), ApiJson.Options);
    }

    private static async Task<IResult> TimelineAsync(ApiRequest request, TimelineReader timeline, ReplayReader replays, string number, long after = 0, int pageSize = 1_000, [Description(MomentRead.Words)] string? at = null)
    {
        if (pageSize is < 1 or > LargestTimelinePage)
        {
            return new Refusal(RefusalKind.Invalid, $"pageSize goes from 1 to {LargestTimelinePage}.").ToProblem();
        }

        if (await request.FindAsync(number) is not { } row || await request.Desk.ReadAsync(row.Id, request.User.Viewer, request.Aborted) is not { } incident)
        {
            return NoSuchIncident().ToProblem();
        }

        var read = await MomentRead.Of(replays, incident, at, request.Aborted);
        if (read.Problem is not null)
        {
            return read.Problem;
        }

        // The words of an entry can need what went before it, so the whole stream is read and the page cut out of it.
        return TypedResults.Json(TimelineDto.Of(read.Past?.Timeline ?? await timeline.ReadAsync(incident, request.User.Viewer, request.Aborted), after, pageSize), ApiJson.Options);
    }

    /// <summary>What the desk said, as HTTP.</summary>
    internal static IResult Answer(ApiRequest request, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Accepted accepted:
                request.Http.Response.Headers.ETag = ETag(accepted.Incident.Version);
                return TypedResults.Json(IncidentDto.Of(accepted.Incident), ApiJson.Options);
            case Outcome.Replayed replayed:
                request.Http.Response.Headers["Idempotent-Replayed"] = "true";
                return TypedResults.Text(replayed.Reply.Body, "application/json", statusCode: replayed.Reply.Status);
            case Outcome.Refused refused:
                return refused.Refusal.ToProblem();
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    internal static Refusal NoSuchIncident() => new(RefusalKind.NotFound, "There is no such incident, or it is not shown to you.");

    /// <summary>A severity given as text or number; null when left out.</summary>
    internal static string? Said(JsonElement said) => said.ValueKind switch
    {
        JsonValueKind.String => said.GetString(),
        JsonValueKind.Number => said.GetRawText(),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        _ => throw new BadHttpRequestException("Give this as text or as a number."),
    };

    private static IResult Created(ApiRequest request, Incident incident)
    {
        request.Http.Response.Headers.ETag = ETag(incident.Version);
        request.Http.Response.Headers.Location = $"/api/v1/incidents/{incident.Label}";
        return TypedResults.Json(IncidentDto.Of(incident), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static string ETag(int version) => $"\"{version}\"";
}
