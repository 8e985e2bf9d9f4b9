using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using Microsoft.AspNetCore.SignalR.Client;

namespace IncidentConsole.Tests.Endpoints;

/// <summary>What somebody had open ends when their account or key no longer allows it.</summary>
public sealed class SignInSessionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("revoke")]
    [InlineData("lock")]
    [InlineData("role")]
    [InlineData("everywhere")]
    public async Task An_open_connection_ends_with_the_right_to_it(string change)
    {
        await using var app = new ConsoleApp();
        var keys = app.Get<IApiKeys>();
        var accounts = app.Get<IAccounts>();
        var person = await app.PersonAsync(AccessRole.Commander, "maya@example.org");
        var (key, secret) = await keys.CreateAsync("a screen", AccessRole.Commander, person.Id, null, Actor.System, Token);
        var sockets = app.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Authorization = $"Bearer {secret}";
        await using var connection = SignalRTestClient.Build(new Uri("http://localhost/hubs/incident"), sockets.ConnectAsync);
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(Token);
        await connection.InvokeAsync("WatchBoard", Token);
        Assert.False(closed.Task.IsCompleted);
        switch (change)
        {
            case "revoke":
                Assert.True(await keys.RevokeAsync(key.Id, Actor.System, Token));
                break;
            case "lock":
                Assert.True(await accounts.SetLockedAsync(person.Id, true, Actor.System, Token));
                break;
            case "role":
                Assert.True(await accounts.ChangeRoleAsync(person.Id, AccessRole.Responder, Actor.System, Token));
                break;
            default:
                await accounts.SignOutEverywhereAsync(person.Id, Actor.System, Token);
                break;
        }

        await closed.Task.WaitAsync(Patience, Token);
    }
}
