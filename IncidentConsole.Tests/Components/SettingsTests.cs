using System.Reflection;
using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Layout;
using IncidentConsole.Web.Components.Pages;
using IncidentConsole.Web.Components.Shared;
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
using RouteAttribute = Microsoft.AspNetCore.Components.RouteAttribute;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace IncidentConsole.Tests.Components;

/// <summary>The settings over a real store: who sees them, and what a press does.</summary>
public sealed class SettingsTests : BunitContext, IAsyncLifetime
{
    private readonly StoreFolder folder = new();
    private readonly SignedIn signedIn = new();

    public SettingsTests()
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

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public static TheoryData<AccessRole, string> PagesByRole()
    {
        var data = new TheoryData<AccessRole, string>();
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            foreach (var page in SettingsPages())
            {
                data.Add(role, page.Name);
            }
        }

        return data;
    }

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
    }

    [Theory]
    [MemberData(nameof(PagesByRole))]
    public async Task Only_an_administrator_opens_a_settings_page(AccessRole role, string page)
    {
        await SignInAsync(role, $"Somebody {role}");
        var view = Render<AuthorizeRouteView>(parameters => parameters
            .Add(route => route.RouteData, new RouteData(SettingsPages().Single(type => type.Name == page), new Dictionary<string, object?>()))
            .Add(route => route.NotAuthorized, _ => builder =>
            {
                builder.OpenComponent<NotAllowed>(0);
                builder.CloseComponent();
            }));
        if (role == AccessRole.Administrator)
        {
            view.WaitForAssertion(() => Assert.NotNull(view.Find("nav[aria-label=Settings]")));
        }
        else
        {
            Assert.Equal("Not for your role", view.Find("h1").TextContent);
            Assert.Empty(view.FindAll("form, table, nav"));
        }
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder, false)]
    [InlineData(AccessRole.Responder, false)]
    [InlineData(AccessRole.Commander, false)]
    [InlineData(AccessRole.Administrator, true)]
    public async Task The_frame_leads_to_the_settings_only_who_may_open_them(AccessRole role, bool shown)
    {
        await SignInAsync(role, "Maya Okafor");
        Assert.Equal(shown, Render<PhoneTabs>().FindAll("a[href='/settings']").Count == 1);
    }

    [Fact]
    public async Task An_invitation_shows_its_link_and_the_account()
    {
        var page = Render<SettingsPeople>();
        await page.Find("#name").ChangeAsync(new() { Value = "Li Wen" });
        await page.Find("#email").ChangeAsync(new() { Value = "li@example.org" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("/invite/", page.Find("input[readonly]").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Contains("Li Wen", page.Find("table").TextContent, StringComparison.Ordinal);
        var secret = page.Find("input[readonly]").GetAttribute("value")!.Split('/')[^1];
        Assert.Equal("li@example.org", (await Services.GetRequiredService<IAccounts>().FindByLinkAsync(secret, Token))?.Email);
    }

    [Fact]
    public async Task A_refusal_stands_beside_the_form_and_keeps_what_was_typed()
    {
        var page = Render<SettingsPeople>();
        await page.Find("#name").ChangeAsync(new() { Value = "Li Wen" });
        await page.Find("#email").ChangeAsync(new() { Value = "no address" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("e-mail address", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Li Wen", page.Find("#name").GetAttribute("value"));
    }

    [Fact]
    public async Task A_signal_the_runbook_asks_for_is_taken_with_one_press_and_no_longer_offered()
    {
        var page = Render<SettingsService>();
        page.WaitForElement("#name");
        await page.Find("#name").ChangeAsync(new() { Value = "InferaDB" });
        await page.Find("#slug").ChangeAsync(new() { Value = "inferadb-two" });
        await page.Find("#runbook").ChangeAsync(new() { Value = "inferadb" });
        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://gone/metrics" });
        await Press("Look there").ClickAsync(new());
        Assert.Contains("nobody knows that name", page.Find("[aria-labelledby=h-suggested] [role=status]").TextContent, StringComparison.Ordinal);

        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://service:8080/metrics" });
        await Press("Look there").ClickAsync(new());
        await Press("Read it now Error rate").ClickAsync(new());
        Assert.Contains("Nobody answers at 127.0.0.1:9.", page.Markup, StringComparison.Ordinal);
        await Press("Add Error rate").ClickAsync(new());
        Assert.DoesNotContain(page.FindAll("[aria-labelledby=h-suggested] li strong"), title => title.TextContent == "Error rate");
        await page.Find("form").SubmitAsync();
        var saved = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("inferadb-two", removedToo: false, Token));
        Assert.Equal(("error-rate", "http_requests_total", 2), (saved.Id, Assert.IsType<ScrapeSource>(saved.Source).Selector.Name, saved.Thresholds.Count));

        IElement Press(string words) => page.FindAll("button").Single(button => button.TextContent.Trim() == words);
    }

    [Fact]
    public async Task A_budget_is_asked_for_before_its_multiples_become_limits()
    {
        var page = Render<SettingsService>();
        page.WaitForElement("#runbook");
        await page.Find("#slug").ChangeAsync(new() { Value = "hauski" });
        await page.Find("#name").ChangeAsync(new() { Value = "Hauski" });
        await page.Find("#runbook").ChangeAsync(new() { Value = "hauski" });
        await page.Find("#suggest-address").ChangeAsync(new() { Value = "http://service:8080/metrics" });
        await Press("Look there").ClickAsync(new());
        await Press("Add Index p95-Latenz").ClickAsync(new());
        Assert.Contains("Give the budget first", page.Markup, StringComparison.Ordinal);
        await page.Find("#budget-index-p95-latenz").ChangeAsync(new() { Value = "250" });
        await Press("Add Index p95-Latenz").ClickAsync(new());
        await page.Find("form").SubmitAsync();
        var saved = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("hauski", removedToo: false, Token));
        Assert.Equal((new SignalBudget("Index p95-Latenz (ms)", 250), 750, 3), (saved.Budget, saved.Thresholds[0].Value, saved.Thresholds[0].Times));

        IElement Press(string words) => page.FindAll("button").Single(button => button.TextContent.Trim() == words);
    }

    [Fact]
    public async Task A_data_source_never_shows_its_secret_again()
    {
        var page = Render<SettingsDataSources>();
        page.WaitForElement("#name");
        await page.Find("#name").ChangeAsync(new() { Value = "Prometheus" });
        await page.Find("#server").ChangeAsync(new() { Value = "https://prometheus:9090/" });
        await page.Find("#sign-in").ChangeAsync(new() { Value = "Bearer" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Give the token.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await page.Find("#secret").ChangeAsync(new() { Value = "t0ken" });
        await page.Find("#trust").ChangeAsync(new() { Value = "Unverified" });
        Assert.Contains("Whoever sits between can read the credential", page.Markup, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("not verified", page.Find("table").TextContent, StringComparison.Ordinal));
        await page.FindAll("button").First(button => button.TextContent.StartsWith("Change", StringComparison.Ordinal)).ClickAsync(new());
        Assert.DoesNotContain("t0ken", page.Markup, StringComparison.Ordinal);

        // The token goes nowhere it was not meant for: another address asks for it again.
        await page.Find("#server").ChangeAsync(new() { Value = "https://elsewhere.example/" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("give the token or password again", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("t0ken", await Services.GetRequiredService<IDataSources>().SecretAsync((await Services.GetRequiredService<IDataSources>().AllAsync(Token))[0].Id, Token));
    }

    [Fact]
    public async Task Locking_takes_two_presses()
    {
        var li = await PersonAsync("Li Wen", AccessRole.Responder);
        var page = Render<SettingsPeople>();
        page.WaitForAssertion(() => Assert.Contains("Li Wen", page.Markup, StringComparison.Ordinal));
        IElement Lock() => page.FindAll("tr").Single(row => row.TextContent.Contains("li.wen@", StringComparison.Ordinal))
            .QuerySelectorAll("button").Single(button => button.TextContent.StartsWith("Lock", StringComparison.Ordinal));
        await Lock().ClickAsync(new());
        Assert.False((await Services.GetRequiredService<IDirectory>().FindPersonAsync(li.Id, Token))!.IsLocked);
        await Lock().ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("is locked", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.True((await Services.GetRequiredService<IDirectory>().FindPersonAsync(li.Id, Token))!.IsLocked);
    }

    [Fact]
    public async Task Who_lost_the_role_meanwhile_is_refused_although_the_page_is_still_open()
    {
        var ada = signedIn.Person!;
        await PersonAsync("Bo Boss", AccessRole.Administrator, withPassword: true);
        var page = Render<SettingsComponents>();
        Assert.True(await Services.GetRequiredService<IAccounts>().ChangeRoleAsync(ada.Id, AccessRole.Commander, Actor.System, Token));
        await page.Find("#name").ChangeAsync(new() { Value = "API" });
        await page.Find("#slug").ChangeAsync(new() { Value = "api" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("A Commander cannot change the settings", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(await Services.GetRequiredService<ICatalog>().ComponentsAsync(Token));
    }

    [Fact]
    public async Task A_service_is_bound_given_a_signal_and_saved_whole()
    {
        var li = await PersonAsync("Li Wen", AccessRole.Responder);
        var page = Render<SettingsService>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#name")));
        await SetAsync("#name", "InferaDB");
        await SetAsync("#slug", "inferadb");
        await SetAsync("#runbook", "inferadb");
        await SetAsync("select[aria-label='Add a person to On-call engineer']", li.Id);
        await page.FindAll("button").Single(button => button.TextContent.Contains("Add a signal", StringComparison.Ordinal)).ClickAsync(new());
        await SetAsync("#signal-0-title", "Error rate");
        await SetAsync("#signal-0-id", "error-rate");
        await SetAsync("#signal-0-kind", "Scrape");
        await SetAsync("#signal-0-address", "http://127.0.0.1:9/metrics");
        await SetAsync("#signal-0-metric", "errors_total{code=\"500\",zone=\"a\"}");
        await SetAsync("#signal-0-t1", "5");
        await page.FindAll("button").Single(button => button.TextContent == "Read it now").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nobody answers", page.Markup, StringComparison.Ordinal));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("is saved", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var service = await Services.GetRequiredService<ICatalog>().FindServiceAsync("inferadb", Token);
        Assert.Equal([li.Id], service!.Bindings["On-call engineer"]);
        var signal = Assert.Single(await Services.GetRequiredService<ISignalCatalog>().OfServiceAsync("inferadb", removedToo: false, Token));
        var source = Assert.IsType<ScrapeSource>(signal.Source);
        Assert.Equal(("errors_total", "500", "a"), (source.Selector.Name, source.Selector.Labels["code"], source.Selector.Labels["zone"]));
        Assert.Equal([new Threshold(1, 5)], signal.Thresholds);

        Task SetAsync(string selector, string value) => page.Find(selector).ChangeAsync(new() { Value = value });
    }

    [Fact]
    public async Task Business_days_are_kept_with_their_zone_and_audited()
    {
        var page = Render<SettingsService>();
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#zone")));
        await page.Find("#name").ChangeAsync(new() { Value = "Index" });
        await page.Find("#slug").ChangeAsync(new() { Value = "index" });
        await page.Find("#holidays").InputAsync(new() { Value = "25 December" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Write it as 2026-12-25", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#holidays").InputAsync(new() { Value = "2027-01-01 New Year\n2026-12-25\n\n2026-12-25" });
        Assert.Contains("2 days, the last is Friday 1 January 2027", page.Find("#hol-h").TextContent, StringComparison.Ordinal);
        await page.Find("#zone").InputAsync(new() { Value = "Berlin" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("not an IANA time zone", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        await page.Find("#zone").InputAsync(new() { Value = "Europe/Berlin" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("is saved", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        var service = (await Services.GetRequiredService<ICatalog>().FindServiceAsync("index", Token))!;
        Assert.Equal("Europe/Berlin", service.TimeZone);
        Assert.Equal([new DateOnly(2026, 12, 25), new DateOnly(2027, 1, 1)], service.Holidays);
        Assert.Contains((await Services.GetRequiredService<IAuditLog>().ReadAsync(1, 10, Token)).Items, row => row is { Action: "set 2 holidays", Subject: "service index" });
    }

    private static IEnumerable<Type> SettingsPages() => typeof(Settings).Assembly.GetTypes()
        .Where(type => type.GetCustomAttributes<RouteAttribute>().Any(route => route.Template.StartsWith("/settings", StringComparison.Ordinal)));

    private async Task SignInAsync(AccessRole role, string name) => signedIn.Person = await PersonAsync(name, role, withPassword: true);

    private async Task<Person> PersonAsync(string name, AccessRole role, bool withPassword = false)
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
