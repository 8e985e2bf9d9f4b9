using IncidentConsole.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// Sign-in by cookie for people and by bearer key for programs, and one policy per <see cref="Right"/>, named like it:
/// <c>[Authorize(Policy = nameof(Right.Respond))]</c>, <c>RequireAuthorization(nameof(Right.Respond))</c>.
/// What asks for nothing requires sign-in; what is public says <c>AllowAnonymous</c>.
/// </summary>
internal static class Access
{
    private const string ByCredential = "console";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(ByCredential)
            .AddPolicyScheme(ByCredential, null, policy => policy.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 ? ApiKeyAuthentication.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Name, null)
            .AddCookie(ConsoleCookie.Configure);
        services.AddAuthorization(authorization =>
        {
            authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            authorization.AddRights();
        });
        services.AddCascadingAuthenticationState();
        services.AddSingleton<SetupLink>();
        services.AddHostedService(provider => provider.GetRequiredService<SetupLink>());
        services.AddSingleton<LiveSessions>();
        services.AddHostedService<SessionWatch>();
        services.AddSignalR(hub => hub.AddFilter<SessionFilter>());
        services.AddSingleton<SessionFilter>();
        return services;
    }

    internal static void AddRights(this AuthorizationOptions authorization)
    {
        foreach (var right in Enum.GetValues<Right>())
        {
            var roles = Enum.GetValues<AccessRole>().Where(role => RightsTable.Allows(role, right)).Select(role => role.ToString());
            authorization.AddPolicy(right.ToString(), policy => policy.RequireAuthenticatedUser().RequireRole(roles));
        }
    }
}
