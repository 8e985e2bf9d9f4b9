using System.Security.Claims;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Components.Authorization;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// Who is asking, for endpoints (as a handler parameter: <c>CurrentUser user</c>) and components (<c>await Authentication.CurrentUserAsync()</c>
/// on the cascading <see cref="AuthenticationState"/>). Only where sign-in is required: without one it throws.
/// </summary>
/// <param name="Email">Null for an API key that acts as itself.</param>
/// <param name="KeyId">The API key the call came with; null for a person at a browser.</param>
/// <param name="DefaultService">Slug of the service an alert without one goes to, where an API key names it.</param>
public sealed record CurrentUser(Actor Actor, Viewer Viewer, string? Email, string? KeyId, string? DefaultService)
{
    /// <summary>For what to show; what is done, the desk decides from the store.</summary>
    public bool May(Right right) => RightsTable.Allows(Viewer.Role, right);

    /// <summary>Carries the role of an API key that acts as a person, so that the key cannot do more than it was made for.</summary>
    public SendOptions Limit(SendOptions options) => KeyId is null ? options : options with { AtMost = Viewer.Role };

    /// <summary>The same for changes of configuration.</summary>
    public Asker Asker => new(Actor, KeyId is null ? null : Viewer.Role);

    public static CurrentUser Of(ClaimsPrincipal principal)
    {
        var actor = principal.ToActor() ?? throw new InvalidOperationException("Nobody is signed in: the page or endpoint must require authorization.");
        return new CurrentUser(
            actor,
            new Viewer(actor.Id, Enum.Parse<AccessRole>(principal.FindFirstValue(ClaimTypes.Role)!)),
            principal.FindFirstValue(ClaimTypes.Email),
            principal.FindFirstValue(ConsoleClaims.Key),
            principal.FindFirstValue(ConsoleClaims.DefaultService));
    }

    /// <summary>Lets a minimal-API handler take a <see cref="CurrentUser"/>.</summary>
    public static ValueTask<CurrentUser> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http.User));
}

public static class AuthenticationStateExtensions
{
    public static async Task<CurrentUser> CurrentUserAsync(this Task<AuthenticationState> authentication) => CurrentUser.Of((await authentication).User);
}
