using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary>
/// <c>/v2/heartbeats/{name}</c> as Opsgenie's clients ask it: the name is that of a heartbeat here, the key that of an Opsgenie integration
/// (such clients have one key for everything) or the heartbeat's own.
/// </summary>
internal static class OpsgenieHeartbeatEndpoints
{
    public static void MapOpsgenieHeartbeats(this IEndpointRouteBuilder app)
    {
        var group = app.MapOpsgenieGroup("/v2/heartbeats");
        group.MapMethods("/{name}/ping", ["GET", "POST", "PUT", "PATCH"], (Delegate)PingAsync).WithName("opsgeniePing").WithSummary("A job reports in, Opsgenie's way")
            .Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
        group.MapGet("/{name}", GetAsync).WithName("opsgenieHeartbeat").WithSummary("A heartbeat and whether it is missing, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
    }

    private static Task<IResult> PingAsync(string name, HttpContext http, SenderDoor door, HeartbeatWatch watch, IIntegrations integrations) => WithHeartbeatAsync(name, http, door, integrations, async heartbeat =>
    {
        await watch.BeatAsync(heartbeat, http.RequestAborted);
        return OpsgenieAnswer.Accepted(http, "PONG - Heartbeat received", http.TraceIdentifier);
    });

    private static Task<IResult> GetAsync(string name, HttpContext http, SenderDoor door, IIntegrations integrations, IHeartbeats beats) => WithHeartbeatAsync(name, http, door, integrations, async heartbeat =>
    {
        var beat = await beats.FindAsync(heartbeat.Id, http.RequestAborted);
        return OpsgenieAnswer.Data(http, new
        {
            name = heartbeat.Name,
            description = "",
            interval = Math.Max(1, (int)(heartbeat.Every ?? TimeSpan.Zero).TotalMinutes),
            intervalUnit = "minutes",
            enabled = true,
            expired = beat is { IsMissing: true },
            lastPingTime = beat?.LastAt,
        });
    });

    private static Task<IResult> WithHeartbeatAsync(string name, HttpContext http, SenderDoor door, IIntegrations integrations, Func<Integration, Task<IResult>> answer) => OpsgenieAnswer.WithSenderAsync(
        http,
        door,
        async (sender, _) =>
        {
            var all = await integrations.AllAsync(http.RequestAborted);
            var heartbeat = all.FirstOrDefault(one => one is { Kind: IntegrationKind.Heartbeat, IsRevoked: false } && string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)
                && (sender.Integration is not { Kind: IntegrationKind.Heartbeat } own || own.Id == one.Id));
            return heartbeat is null ? OpsgenieAnswer.Error(http, StatusCodes.Status404NotFound, $"Heartbeat with name [{name}] does not exist") : await answer(heartbeat);
        },
        IntegrationKind.Heartbeat);
}
