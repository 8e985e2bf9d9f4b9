using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Store.Accounts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Hosting.SignIn;

/// <summary>
/// The way into a store without accounts: the administrator of the settings, or a one-time link in the log that whoever runs the server
/// can read. The secret lives in memory only; another start prints another, and the first account makes it void.
/// </summary>
internal sealed partial class SetupLink(
    IAccounts accounts, IOptions<ConsoleOptions> options, IHostEnvironment environment, IServer server, IHostApplicationLifetime lifetime, ILogger<SetupLink> logger) : BackgroundService
{
    private readonly string secret = Secrets.Create();

    /// <summary>Whether this secret still opens set-up.</summary>
    public async Task<bool> OpensAsync(string? said, CancellationToken cancellationToken) =>
        said is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(secret)) && !await accounts.AnyAsync(cancellationToken);

    internal string Path => $"/setup?secret={secret}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.ListeningAsync(stoppingToken);
        if (await accounts.AnyAsync(stoppingToken))
        {
            return;
        }

        if (options.Value.Setup is { AdminEmail: { } email, AdminPassword: { } password })
        {
            if (await accounts.AddFirstAsync(email.Split('@')[0], email, password, stoppingToken) is not null)
            {
                AdministratorMade(logger);
            }
        }
        else if (!environment.IsDevelopment())
        {
            var address = options.Value.PublicUrl?.ToString() ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
            SetUpAt(logger, address.TrimEnd('/') + Path);
        }
    }

    [LoggerMessage(112, LogLevel.Warning, "Nobody has an account yet. Set up the console, once, at {Address}")]
    private static partial void SetUpAt(ILogger logger, string address);

    [LoggerMessage(113, LogLevel.Information, "The first administrator was made from IncidentConsole:Setup")]
    private static partial void AdministratorMade(ILogger logger);
}
