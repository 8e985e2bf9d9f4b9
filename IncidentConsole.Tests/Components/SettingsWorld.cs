using System.Security.Claims;
using Bunit;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Engine;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Live;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Accounts;
using IncidentConsole.Web.Store.Catalog;
using IncidentConsole.Web.Store.ReadModels;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Tests.Components;

/// <summary>What the tests of the settings share: a real store, and an administrator who is signed in.</summary>
public abstract class SettingsWorld : BunitContext, IAsyncLifetime
{
    private readonly StoreFolder folder = new();
    private readonly SignedIn signedIn = new();

    protected SettingsWorld()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(folder.Location.Connect(isServer: false, TimeProvider.System));
        Services.AddSingleton<ISignalCatalog, SignalTable>();
        Services.AddAccounts();
        Services.AddSingleton<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider());
        Services.AddCatalog();
        Services.AddSingleton<IIntegrations, IncidentConsole.Web.Store.Alerts.IntegrationTable>();
        Services.AddSingleton<ISignalReader, NoReader>();
        Services.AddSingleton<IMetricsPage, OnePage>();
        Services.AddSingleton<ILiveFeed, LiveFeed>();
        Services.AddSingleton<IIncidentQueries, IncidentQueries>();
        Services.AddSingleton<IEventLog, EventLog>();
        Services.AddSingleton(Nothing.Of<ITailNudge>());
        Services.AddSingleton(Nothing.Of<IProofOfRepair>());
        Services.AddSingleton(Nothing.Of<IActionEffects>());
        Services.AddSingleton(new IncidentConsole.Domain.Application.Notifications.NotificationTargets([]));
        Services.AddSingleton<IncidentConsole.Domain.Application.IncidentDesk>();
        Services.AddAlertStore().AddAlerts();
        Services.AddAuthorizationCore(authorization => authorization.AddRights());
        Services.AddSingleton<IAuthorizationService, DefaultAuthorizationService>();           // the real ones, in place of bunit's
        Services.AddSingleton<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        Services.AddSingleton<AuthenticationStateProvider>(signedIn);
        Services.AddCascadingAuthenticationState();
    }

    /// <summary>Who is signed in.</summary>
    protected Person Administrator => signedIn.Person!;

    protected static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        SetRendererInfo(new RendererInfo("Server", true));
        await Services.GetRequiredService<Database>().OpenAsync(Token);
        await SignInAsync(AccessRole.Administrator, "Ada Admin");
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task SignInAsync(AccessRole role, string name) => signedIn.Person = await PersonAsync(name, role, withPassword: true);

    protected async Task<Person> PersonAsync(string name, AccessRole role, bool withPassword = false)
    {
        var accounts = Services.GetRequiredService<IAccounts>();
        var person = await accounts.AddAsync(name, $"{name.ToLowerInvariant().Replace(' ', '.')}@example.org", role, Actor.System, Token);
        return withPassword
            ? (await accounts.RedeemLinkAsync(await accounts.IssueLinkAsync(person!.Id, DateTimeOffset.MaxValue, Actor.System, Token), "correct horse battery", Token))!
            : person!;
    }

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public Person? Person { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(Person is null ? new ClaimsPrincipal(new ClaimsIdentity()) : ConsoleClaims.Of(Person)));
    }

    private sealed class NoReader : ISignalReader
    {
        public Task<SignalReading> ReadNowAsync(Signal signal, CancellationToken cancellationToken) => Task.FromResult<SignalReading>(new SignalNotRead("Nobody answers at 127.0.0.1:9."));

        public Task<SignalHistory> ReadRangeAsync(Signal signal, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken) => Task.FromResult<SignalHistory>(new SignalHistoryNotRead("Nobody answers."));
    }

    private sealed class OnePage : IMetricsPage
    {
        public Task<(IReadOnlyList<PageMetric> Metrics, string? Problem)> LookAsync(Uri page, CancellationToken cancellationToken) => Task.FromResult<(IReadOnlyList<PageMetric>, string?)>(page.Host == "gone"
            ? ([], "The metrics page at gone can't be reached: nobody knows that name.")
            : ([new("http_request_duration_seconds", PageMetricKind.Histogram, []), new("http_requests_total", PageMetricKind.Counter, ["status"])], null));
    }
}
