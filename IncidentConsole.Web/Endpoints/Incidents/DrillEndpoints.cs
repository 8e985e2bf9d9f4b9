using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Drills;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary><c>POST /api/v1/drills</c> starts one, <c>GET /api/v1/incidents/{number}/drill</c> is its report. In between a drill is an incident like any other.</summary>
internal static class DrillEndpoints
{
    public static void MapDrills(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1").WithTags("Drills").RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapPost("/drills", StartAsync).RequireAuthorization(nameof(Right.Command)).WithName("startDrill").Produces<IncidentDto>(201).ProducesProblem(403).ProducesProblem(422);
        group.MapGet("/incidents/{number}/drill", ReportAsync).RequireAuthorization(nameof(Right.Read)).WithName("readDrillReport").Produces<DrillReportDto>().ProducesProblem(404);
    }

    private static async Task<IResult> StartAsync(CurrentUser user, ApiBody<DrillRequest> body, DrillDesk desk, HttpContext http)
    {
        var asked = body.Value;
        var number = IncidentEndpoints.Said(asked.Incident);
        if (number is not null && ApiRequest.NumberOf(number) is null)
        {
            return new Refusal(RefusalKind.Invalid, $"\"{number}\" is no number of an incident. Give it as INC-7 or 7.").ToProblem();
        }

        var start = new StartDrill(asked.Service ?? user.DefaultService, asked.Procedure, number is null ? null : ApiRequest.NumberOf(number), IncidentEndpoints.Said(asked.Severity), asked.Lead, asked.Seed, asked.Speed);
        var started = await desk.StartAsync(start, user.Actor, user.Asker.AtMost, http.RequestAborted);
        if (started.Value is not { } drill)
        {
            return started.Refusal!.ToProblem();
        }

        http.Response.Headers.Location = $"/api/v1/incidents/{drill.Label}";
        return TypedResults.Json(IncidentDto.Of(drill), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> ReportAsync(string number, CurrentUser user, DrillReports reports, CancellationToken cancellationToken) =>
        ApiRequest.NumberOf(number) is { } digits && await reports.ReadAsync(digits, user.Viewer, cancellationToken) is { } read
            ? TypedResults.Json(DrillReportDto.Of(read), ApiJson.Options)
            : new Refusal(RefusalKind.NotFound, "There is no such drill, or it is not shown to you.").ToProblem();
}

/// <summary>What to practise: a procedure of a service, or an incident that is over.</summary>
internal sealed class DrillRequest
{
    public string? Service { get; set; }

    public string? Procedure { get; set; }

    /// <summary>"INC-7" or 7.</summary>
    public JsonElement Incident { get; set; }

    public JsonElement Severity { get; set; }

    /// <summary>Account id or e-mail address of who commands.</summary>
    public string? Lead { get; set; }

    public int? Seed { get; set; }

    public int Speed { get; set; } = 1;
}

/// <summary>What a drill reached. Times are UTC, durations seconds.</summary>
internal sealed record DrillReportDto(
    string Number, string Played, string Service, int Seed, int Speed, string StartedBy, string? LedBy, DateTimeOffset StartedAt, DateTimeOffset Until, bool IsOver,
    IReadOnlyList<DrillItemDto> Times, IReadOnlyList<DrillItemDto> Updates, IReadOnlyList<DrillItemDto> Checklist, IReadOnlyList<DrillItemDto> Steps, IReadOnlyList<DrillItemDto> Calls,
    DrillTally UpdatesInTime, DrillTally ChecksInTime, DrillTally StepsInTime, DrillTally CallsInTime, IReadOnlyList<string> Earlier)
{
    public static DrillReportDto Of(DrillComparison read)
    {
        var (report, drill) = (read.Report, read.Report.Drill);
        return new(
            drill.Label, report.Played, drill.Service, drill.Drill!.Play.Seed, drill.Drill.Play.Speed, drill.DeclaredBy.Name, report.LedBy, drill.Drill.StartedAt, report.Until, report.IsOver,
            Items(report.Times), Items(report.Updates), Items(report.Checks), Items(report.Steps), Items(report.Calls),
            report.UpdatesKept, report.ChecksKept, report.StepsKept, report.CallsKept, [.. read.Earlier.Select(earlier => earlier.Drill.Label)]);
    }

    private static IReadOnlyList<DrillItemDto> Items(IReadOnlyList<DrillItem> items) =>
        [.. items.Select(item => new DrillItemDto(item.What, item.Mark, item.Said, item.Took?.TotalSeconds, item.Allowed?.TotalSeconds, item.At))];
}

/// <param name="Said">In words.</param>
internal sealed record DrillItemDto(string What, DrillMark Mark, string Said, double? Took, double? Allowed, DateTimeOffset? At);
