using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/api/v1/alerts</c> as responders see them: those of an incident, or those that belong to none; and moving one to where it belongs.</summary>
internal static class AlertEndpoints
{
    private const int LargestPage = 500;

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/alerts").WithTags("Alerts").RequireAuthorization(nameof(Right.Respond)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("", ListAsync).WithName("listAlerts").WithSummary("The alerts of an incident, or those that belong to none; newest first").Produces<ListDto<AlertDto>>().ProducesProblem(404).ProducesProblem(422);
        group.MapPost("/{id}/move", MoveAsync).WithName("moveAlert").WithSummary("Takes an alert to another incident, or to one of its own")
            .Produces<IncidentDto>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(
        ApiRequest api, IAlertStore alerts, string? incident = null, string? service = null, string? state = null, string? q = null, int page = 1, int pageSize = 50)
    {
        if (page < 1 || pageSize is < 1 or > LargestPage)
        {
            return new Refusal(RefusalKind.Invalid, $"page starts at 1, and pageSize goes from 1 to {LargestPage}.").ToProblem();
        }

        if (state is not (null or "firing" or "ended"))
        {
            return new Refusal(RefusalKind.Invalid, "state is firing or ended; left out, both are listed.").ToProblem();
        }

        var row = incident is null ? null : await api.FindAsync(incident);
        if (incident is not null && row is null)
        {
            return IncidentEndpoints.NoSuchIncident().ToProblem();
        }

        var found = await alerts.PageAsync(
            new AlertFilter(state is null ? null : state == "firing", null, q, page, pageSize) { Incident = row?.Id, IsLoose = row is null, Service = service },
            api.Aborted);
        return TypedResults.Json(new ListDto<AlertDto>([.. found.Items.Select(alert => AlertDto.Of(alert, row?.Label))], page, pageSize, found.Total), ApiJson.Options);
    }

    private static async Task<IResult> MoveAsync(string id, ApiBody<MoveRequest> body, ApiRequest api, AlertDesk desk, IAlertStore alerts)
    {
        var asked = body.Value;
        var number = asked.Incident is null ? null : ApiRequest.NumberOf(asked.Incident);
        if (asked.Incident is not null && number is null)
        {
            return new Refusal(RefusalKind.Invalid, "incident takes the number of an incident, as INC-7 or 7; left out, one is declared for the alert.").ToProblem();
        }

        if (await alerts.FindAsync(id, api.Aborted) is { Incident: { } from } && !await IsVisibleAsync(api, from))
        {
            return new Refusal(RefusalKind.NotFound, "There is no such alert.").ToProblem();
        }

        var settled = await desk.MoveAsync(id, number, asked.Reason, api.User.Asker, api.Aborted);
        return settled.Value is { } incident ? TypedResults.Json(IncidentDto.Of(incident), ApiJson.Options) : settled.Refusal!.ToProblem();
    }

    private static async Task<bool> IsVisibleAsync(ApiRequest api, IncidentId incident) => await api.Desk.ReadAsync(incident, api.User.Viewer, api.Aborted) is not null;

    internal sealed class MoveRequest
    {
        /// <summary>"INC-7" or 7; left out: one of its own is declared.</summary>
        public string? Incident { get; set; }

        /// <summary>Why it is another matter; not needed for an alert without an incident.</summary>
        public string? Reason { get; set; }
    }

    /// <param name="State"><c>firing</c> or <c>ended</c>.</param>
    /// <param name="Told">How often it was told that it fires.</param>
    /// <param name="Image">Address of a picture from the sender.</param>
    /// <param name="IsSilenced">A silence keeps it from doing anything.</param>
    internal sealed record AlertDto(
        string Id, string Name, string Summary, string Service, string? Incident, string State, string? Severity, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset LastSeenAt,
        int Told, int Flaps, bool IsSilenced, string Sender, string? Url, string? Image, IReadOnlyDictionary<string, string> Labels)
    {
        public static AlertDto Of(Alert alert, string? incident) => new(
            alert.Id, alert.Name, alert.Facts.Summary, alert.Service, incident, alert.Fires ? "firing" : "ended", alert.Facts.Severity, alert.StartedAt, alert.EndedAt, alert.LastSeenAt,
            alert.Occurrences, alert.Flaps, alert.SilenceId is not null, alert.SenderName, alert.Facts.Url, alert.Facts.Image, alert.Facts.Labels);
    }
}
