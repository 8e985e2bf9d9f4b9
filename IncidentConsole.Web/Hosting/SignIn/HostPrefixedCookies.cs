using Microsoft.AspNetCore.Authentication.Cookies;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// Over https the cookie is called <c>__Host-…</c>, which browsers only take with Secure, Path=/ and no Domain:
/// no sister host can plant one. Over plain http (a laptop) that name would be refused, so it goes without.
/// </summary>
internal sealed class HostPrefixedCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
