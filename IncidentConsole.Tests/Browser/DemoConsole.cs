using IncidentConsole.Tests.Harness;
using Microsoft.AspNetCore.Mvc.Testing;

namespace IncidentConsole.Tests.Browser;

/// <summary>A console with the demo on a real port, shared by the tests of a class: INC-1 is over, INC-2 runs. Started by the first test that asks.</summary>
public sealed class DemoConsole : IAsyncDisposable
{
    private readonly Lazy<ConsoleApp> app = new(() =>
    {
        var console = new ConsoleApp("Development", ("IncidentConsole:Demo", "true"), ("IncidentConsole:DemoPort", "0"));
        console.UseKestrel(0);
        console.StartServer();
        return console;
    });

    public Uri Address => app.Value.ClientOptions.BaseAddress;

    internal ConsoleApp App => app.Value;

    public async ValueTask DisposeAsync()
    {
        if (app.IsValueCreated)
        {
            await app.Value.DisposeAsync();
        }
    }
}
