using System.Net;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Harness;

/// <summary>
/// The whole console over its own data directory, in memory (<c>CreateClient</c>) or on a real port (<c>UseKestrel(0); StartServer()</c>).
/// In memory, calls come from the loopback address unless a test says otherwise.
/// </summary>
public sealed class ConsoleApp(string environment = "Production", params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly string folder = Directory.CreateTempSubdirectory("console-").FullName;

    public string Folder => folder;

    public IPAddress? RemoteAddress { get; set; } = IPAddress.Loopback;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client that follows no redirects and keeps cookies.</summary>
    public HttpClient Browser() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost/") });

    /// <summary>A client with a bearer key of this role.</summary>
    public async Task<HttpClient> KeyAsync(AccessRole role, string? personId = null)
    {
        var (_, secret) = await Get<IApiKeys>().CreateAsync($"test {role}", role, personId, null, Actor.System, TestContext.Current.CancellationToken);
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        return client;
    }

    /// <summary>Until everything that came in was acted on: senders are answered before.</summary>
    public async Task SettleAsync()
    {
        while (await Get<AlertIntake>().RunAsync((e, _) => throw new InvalidOperationException("A delivery failed.", e), TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    /// <summary>An account with a password.</summary>
    public async Task<Person> PersonAsync(AccessRole role, string email, string password = "correct horse battery")
    {
        var token = TestContext.Current.CancellationToken;
        var accounts = Get<IAccounts>();
        var person = await accounts.AddAsync(email.Split('@')[0], email, role, Actor.System, token);
        var link = await accounts.IssueLinkAsync(person!.Id, DateTimeOffset.MaxValue, Actor.System, token);
        return (await accounts.RedeemLinkAsync(link, password, token))!;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(environment);
        builder.UseSetting("IncidentConsole:DataDirectory", folder);
        builder.UseSetting("IncidentConsole:Demo", "false");   // a test that wants the demo says so in its settings
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new AddressFilter(this)));
    }

    private sealed class AddressFilter(ConsoleApp app) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use((http, further) =>
            {
                http.Connection.RemoteIpAddress ??= app.RemoteAddress;
                return further(http);
            });
            next(builder);
        };
    }
}
