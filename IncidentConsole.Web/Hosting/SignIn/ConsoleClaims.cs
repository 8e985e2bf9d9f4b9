using System.Security.Claims;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>The principals of the console: the <see cref="ActorClaims"/>, and beside them the role for what to show and what the sign-in itself needs.</summary>
internal static class ConsoleClaims
{
    public const string Stamp = "ic:stamp";
    public const string DefaultService = "ic:default-service";

    /// <summary>Id of the API key a bearer call came with; its revocation ends what was opened with it.</summary>
    public const string Key = "ic:key";

    public static ClaimsPrincipal Of(Person person) => Principal(
        CookieAuthenticationDefaults.AuthenticationScheme, new Actor(ActorKind.Person, person.Id, person.Name), person.Role,
        (ClaimTypes.Email, person.Email), (Stamp, person.SecurityStamp));

    /// <param name="person">Whom the key acts as; null: as itself. Of both roles the lesser counts.</param>
    public static ClaimsPrincipal Of(ApiKey key, Person? person) => person is null
        ? Principal(ApiKeyAuthentication.Name, new Actor(ActorKind.Integration, key.Id, key.Name), key.Role, (Key, key.Id), (DefaultService, key.DefaultService))
        : Principal(
            ApiKeyAuthentication.Name, new Actor(ActorKind.Person, person.Id, person.Name), key.Role < person.Role ? key.Role : person.Role,
            (Key, key.Id), (DefaultService, key.DefaultService), (ClaimTypes.Email, person.Email), (Stamp, person.SecurityStamp));

    private static ClaimsPrincipal Principal(string scheme, Actor actor, AccessRole role, params ReadOnlySpan<(string Type, string? Value)> more)
    {
        List<Claim> claims = [.. ActorClaims.Of(actor), new(ClaimTypes.Role, role.ToString())];
        foreach (var (type, value) in more)
        {
            if (value is not null)
            {
                claims.Add(new Claim(type, value));
            }
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
