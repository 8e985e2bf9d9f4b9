using System.Security.Claims;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Hosting;

/// <summary>Who a signed-in principal is. The cookie and the key handler write these claims; rights are never read from them, the desk asks the store.</summary>
internal static class ActorClaims
{
    public const string Kind = "actor_kind";

    public static IEnumerable<Claim> Of(Actor actor) =>
    [
        new(ClaimTypes.NameIdentifier, actor.Id),
        new(ClaimTypes.Name, actor.Name),
        new(Kind, actor.Kind.ToString()),
    ];

    /// <summary>Null for somebody who is not signed in.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && Enum.TryParse<ActorKind>(principal.FindFirstValue(Kind), out var kind)
            ? new Actor(kind, id, principal.FindFirstValue(ClaimTypes.Name) ?? id)
            : null;
}
