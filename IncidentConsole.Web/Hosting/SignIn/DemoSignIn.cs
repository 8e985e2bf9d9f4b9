using System.Net;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// <c>GET /signin/demo/{role}</c>: one press to look around. Development only, from this machine only, and never through a proxy,
/// which would make everybody look local.
/// </summary>
internal static class DemoSignIn
{
    /// <summary>Who one is: people of the demo that a seeded store holds, so that its commander is in command.</summary>
    public static IReadOnlyDictionary<AccessRole, (string Name, string Email)> People { get; } = new Dictionary<AccessRole, (string, string)>
    {
        [AccessRole.Commander] = ("Maya Okafor", "maya@inferadb.example"),
        [AccessRole.Responder] = ("Jonas Weber", "jonas@inferadb.example"),
        [AccessRole.Stakeholder] = ("Sam Rivera", "sam@inferadb.example"),
        [AccessRole.Administrator] = ("Aisha Rahman", "aisha@inferadb.example"),
    };

    private static readonly string[] SetByProxies = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP"];

    public static void MapDemoSignIn(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapGet("/signin/demo/{role}", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        }
    }

    public static bool IsOffered(HttpContext http, IHostEnvironment environment) => environment.IsDevelopment() && IsLocal(http);

    /// <summary>The demo account of a role, made where it is missing.</summary>
    public static async Task<Person> PersonAsync(AccessRole role, IDirectory directory, IAccounts accounts, CancellationToken cancellationToken)
    {
        var (name, email) = People[role];
        return await directory.FindPersonAsync(email, cancellationToken)
            ?? await accounts.AddAsync(name, email, role, Actor.System, cancellationToken)
            ?? throw new InvalidOperationException($"The demo account {email} could not be made.");
    }

    private static async Task<IResult> SignInAsync(string role, HttpContext http, IDirectory directory, IAccounts accounts)
    {
        if (!IsLocal(http) || !Enum.TryParse<AccessRole>(role, ignoreCase: true, out var asked) || !People.ContainsKey(asked))
        {
            return TypedResults.NotFound();
        }

        await Sessions.BeginAsync(http, await PersonAsync(asked, directory, accounts, http.RequestAborted));
        return TypedResults.LocalRedirect(Sessions.LocalOr(http.Request.Query["returnUrl"], "/"));
    }

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.Keys.Any(header => SetByProxies.Contains(header, StringComparer.OrdinalIgnoreCase)
            || header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase));
}
