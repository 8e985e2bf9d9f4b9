using System.Security.Claims;
using IncidentConsole.Domain.Application.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>The cookie of a signed-in person: 12 h, renewed while used, checked against the store's security stamp on each request.</summary>
internal static class ConsoleCookie
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.CookieManager = new HostPrefixedCookies();
        options.Cookie.Name = "ic-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = "/signin";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized, "Sign in, or send an API key.", context.RedirectUri);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden, "Your role does not allow this. Ask an administrator.", null);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<IDirectory>();
        var id = context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier);
        var person = id is null ? null : await directory.FindPersonAsync(id, context.HttpContext.RequestAborted);
        if (person is null || person.IsLocked || context.Principal!.FindFirstValue(ConsoleClaims.Stamp) != person.SecurityStamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    /// <summary>People who navigate are led to the form; programs and scripts get the status with a reason.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status, string words, string? page)
    {
        var request = context.Request;
        var navigates = HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api");
        if (navigates && page is not null)
        {
            context.Response.Redirect(page);
            return Task.CompletedTask;
        }

        context.Response.StatusCode = status;
        return navigates ? Task.CompletedTask : TypedResults.Problem(words, statusCode: status).ExecuteAsync(context.HttpContext);
    }
}
