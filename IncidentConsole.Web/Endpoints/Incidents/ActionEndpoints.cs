using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.HttpActions;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary><c>POST …/{number}/actions/{action}/send</c>; the other verbs of actions are in <see cref="IncidentVerbs"/>.</summary>
internal static class ActionEndpoints
{
    public static void MapActionEndpoints(this RouteGroupBuilder incidents) => incidents
        .MapPost("/{number}/actions/{action}/send", SendAsync).RequireAuthorization(nameof(Right.Respond)).WithName("sendAction")
        .Produces<SendDto>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    /// <summary>Whatever the other side answers is a result: 200 with its outcome. A repeat under the same Idempotency-Key sends nothing.</summary>
    private static async Task<IResult> SendAsync(ApiRequest request, ApiBody<SendRequest> body, ActionSender sender, string number, string action)
    {
        if (await request.FindAsync(number) is not { } row)
        {
            return IncidentEndpoints.NoSuchIncident().ToProblem();
        }

        var options = request.Options(body.RequestHash, _ => (StatusCodes.Status200OK, ""));
        var asked = new ActionToSend(body.Value.Procedure, action, SendId(request, options.Idempotency?.Key), body.Value.Values.ToImmutableDictionary())
        {
            Confirmation = body.Value.Confirmation,
            Reason = body.Value.Reason,
        };
        if (body.Value.DryRun)
        {
            var preview = await sender.PreviewAsync(row.Id, asked, request.User.Viewer, request.Aborted);
            return preview.Refusal?.ToProblem() ?? TypedResults.Json(SendPreviewDto.Of(preview.Value!), ApiJson.Options);
        }

        var report = await sender.SendAsync(row.Id, asked, request.User.Actor, request.User.Viewer, options, request.Aborted);
        return report.Refusal?.ToProblem() ?? TypedResults.Json(SendDto.Of(report.Value!.ActionId, report.Value.Send), ApiJson.Options);
    }

    /// <summary>The same key of the same caller is the same send, also after the key itself is forgotten.</summary>
    private static string SendId(ApiRequest request, string? key) =>
        Convert.ToHexStringLower(key is null ? RandomNumberGenerator.GetBytes(16) : SHA256.HashData(Encoding.UTF8.GetBytes($"{request.User.Actor.Id}\n{key}")).AsSpan(0, 16));
}
