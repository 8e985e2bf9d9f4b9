using IncidentConsole.Domain.Application.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>Begins and ends a person's cookie session.</summary>
internal static class Sessions
{
    public static Task BeginAsync(HttpContext http, Person person) => http.SignInAsync(
        CookieAuthenticationDefaults.AuthenticationScheme, ConsoleClaims.Of(person), new AuthenticationProperties { IsPersistent = true });

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>Only addresses within the console: a sign-in form must not lead people elsewhere.</summary>
    public static string LocalOr(string? returnUrl, string otherwise) =>
        returnUrl is ['/', not ('/' or '\\'), ..] or "/" && !returnUrl.Any(char.IsControl) ? returnUrl : otherwise;
}
