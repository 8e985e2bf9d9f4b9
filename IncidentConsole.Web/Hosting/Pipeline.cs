namespace IncidentConsole.Web.Hosting;

/// <summary>What every request passes, in order. Pages fail into a page with words, the API into problem details.</summary>
internal static class Pipeline
{
    public static void UseConsole(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseResponseCompression();
        app.UseWhen(IsApi, api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(http => !IsApi(http), pages => pages
            .UseExceptionHandler("/error", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<RateLimits>().ApplyAsync);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(ForgetCookies);
    }

    /// <summary>A socket lives for hours and its request with it. Who is signed in is known by now; the sealed session would stay four times with each open page.</summary>
    private static Task ForgetCookies(HttpContext http, RequestDelegate next)
    {
        if (http.WebSockets.IsWebSocketRequest)
        {
            http.Request.Headers.Cookie = default;
            _ = http.Request.Cookies.Count;   // reads them anew, and lets go of what was read before
        }

        return next(http);
    }

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");
}
