using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>The whole console in this process, on a real port over a data folder, so that a row can look inside and seed it.</summary>
/// <param name="change">Replaces services, to measure at a seam.</param>
internal sealed class LiveConsole(string dataFolder, Action<IServiceCollection>? change = null) : WebApplicationFactory<Program>
{
    public Uri Address => ClientOptions.BaseAddress;

    public static async Task<LiveConsole> StartAsync(string dataFolder, CancellationToken cancellationToken, Action<IServiceCollection>? change = null)
    {
        var console = new LiveConsole(dataFolder, change);
        console.UseKestrel(0);
        console.StartServer();
        await console.Get<Database>().Opened.WaitAsync(cancellationToken);
        return console;
    }

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>An account, made where it is missing.</summary>
    public async Task<Person> PersonAsync(string name, AccessRole role, CancellationToken cancellationToken)
    {
        var email = $"{name.ToLowerInvariant()}@bench.example";
        return await Get<IDirectory>().FindPersonAsync(email, cancellationToken)
            ?? await Get<IAccounts>().AddAsync(name, email, role, Actor.System, cancellationToken)
            ?? throw new InvalidOperationException($"The account {email} could not be made.");
    }

    /// <summary>A bearer key that acts as this person.</summary>
    public async Task<string> KeyAsync(Person person, CancellationToken cancellationToken) =>
        (await Get<IApiKeys>().CreateAsync("bench", person.Role, person.Id, null, Actor.System, cancellationToken)).Secret;

    /// <summary>A session cookie; the keys that sign it lie in the data folder, so it also opens a process over the same folder.</summary>
    public async Task<(string Name, string Value)> CookieAsync(Person person)
    {
        await using var scope = Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        await Sessions.BeginAsync(http, person);
        var pair = http.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2);
        return (pair[0], pair[1]);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("IncidentConsole:DataDirectory", dataFolder);
        builder.ConfigureLogging(logs => logs.ClearProviders());   // the figures stand on the same console
        builder.ConfigureServices(services => change?.Invoke(services));
    }
}
