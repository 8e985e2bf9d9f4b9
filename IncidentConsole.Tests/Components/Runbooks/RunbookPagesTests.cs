using System.Security.Claims;
using System.Text;
using Bunit;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Components.Pages;
using IncidentConsole.Web.Components.Runbooks;
using IncidentConsole.Web.Components.Shared;
using IncidentConsole.Web.Hosting.SignIn;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.Accounts;
using IncidentConsole.Web.Store.Catalog;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace IncidentConsole.Tests.Components.Runbooks;

/// <summary>The pages of runbooks over a real store and the real compiler.</summary>
public sealed class RunbookPagesTests : BunitContext, IAsyncLifetime
{
    private const string Payments = "# Payments\n\n## Severity levels\n\n### P1 - Critical\n**Impact**: Nobody can pay\n**Response Time**: 5 minutes\n\n### P2 - High\n**Impact**: Some cannot pay\n**Response Time**: 30 minutes\n\n| Level | Response time |\n|---|---|\n| P1 | 15 minutes |\n| P2 | 30 minutes |\n";

    private readonly StoreFolder folder = new();
    private readonly SignedIn signedIn = new();

    public RunbookPagesTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton(folder.Location.Connect(isServer: false, TimeProvider.System));
        Services.AddSingleton<ISignalCatalog, SignalTable>();
        Services.AddRunbooks();
        Services.AddAccounts();
        Services.AddCatalog();
        Services.AddAuthorizationCore(authorization => authorization.AddRights());
        Services.AddSingleton<IAuthorizationService, DefaultAuthorizationService>();           // the real ones, in place of bunit's
        Services.AddSingleton<IAuthorizationPolicyProvider, DefaultAuthorizationPolicyProvider>();
        Services.AddSingleton<AuthenticationStateProvider>(signedIn);
        Services.AddCascadingAuthenticationState();
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private RunbookDesk Desk => Services.GetRequiredService<RunbookDesk>();

    private Asker Admin => new(new Actor(ActorKind.Person, signedIn.Person!.Id, signedIn.Person.Name));

    public async ValueTask InitializeAsync()
    {
        SetRendererInfo(new RendererInfo("Server", true));
        await Services.GetRequiredService<Database>().OpenAsync(Token);
        await SignInAsync(AccessRole.Administrator);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder, 0)]
    [InlineData(AccessRole.Commander, 0)]
    [InlineData(AccessRole.Administrator, 2)]
    public async Task Everyone_reads_a_runbook_and_only_an_administrator_is_offered_to_change_it(AccessRole role, int offers)
    {
        await SignInAsync(role);
        var page = Render<RunbooksPage>(parameters => parameters.Add(shown => shown.Slug, "inferadb"));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#h-rb")));
        Assert.Contains("at once", page.Find("#severity").TextContent, StringComparison.Ordinal);
        Assert.Contains("down? Then SEV-1.", page.Find("#severity").TextContent, StringComparison.Ordinal);
        Assert.Equal(offers, page.FindAll("a[href='/runbooks/inferadb/edit'], a[href='/runbooks/import']").Count);
    }

    [Theory]
    [InlineData(AccessRole.Stakeholder)]
    [InlineData(AccessRole.Responder)]
    [InlineData(AccessRole.Commander)]
    public async Task Nobody_else_opens_the_import(AccessRole role)
    {
        await SignInAsync(role);
        var view = Render<AuthorizeRouteView>(parameters => parameters
            .Add(route => route.RouteData, new RouteData(typeof(RunbookImportPage), new Dictionary<string, object?>()))
            .Add(route => route.NotAuthorized, _ => builder =>
            {
                builder.OpenComponent<NotAllowed>(0);
                builder.CloseComponent();
            }));
        Assert.Equal("Not for your role", view.Find("h1").TextContent);
        Assert.Empty(view.FindAll("textarea"));
    }

    [Fact]
    public void The_ladder_of_a_level_and_a_procedure_stand_in_the_address()
    {
        Navigation.NavigateTo("/runbooks/inferadb?level=2&procedure=high-latency");
        var page = Render<RunbooksPage>(parameters => parameters.Add(shown => shown.Slug, "inferadb"));
        page.WaitForAssertion(() => Assert.Equal("Escalation at SEV-2", page.Find("#h-esc").TextContent));
        Assert.Equal("Procedure: High latency", page.Find("#h-proc").TextContent, ignoreCase: true);
        Assert.Equal("/runbooks/inferadb?level=1&procedure=high-latency#escalation", page.Find("#escalation nav a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_search_finds_steps_inside_procedures()
    {
        var page = Render<RunbooksPage>(parameters => parameters.Add(shown => shown.Slug, "inferadb"));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#rb-q")));
        await page.Find("#rb-q").InputAsync(new() { Value = "latency metrics" });
        Assert.EndsWith("?q=latency%20metrics", Navigation.Uri, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".rb-hit")));
        Assert.All(page.FindAll(".rb-hit"), hit => Assert.Contains("procedure=", hit.GetAttribute("href"), StringComparison.Ordinal));
        await page.Find("#rb-q").InputAsync(new() { Value = "no such word anywhere" });
        page.WaitForAssertion(() => Assert.Contains("Nothing fits", page.Find(".rb-list").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_revision_shows_what_it_says_otherwise_and_leads_back_with_a_reason()
    {
        await PublishAsync("# Payments\n\nScope: Cards.\n", "First");
        await PublishAsync("# Payments and refunds\n\nScope: Cards.\n", "Refunds too");
        Navigation.NavigateTo("/runbooks/payments?revision=1");
        var page = Render<RunbooksPage>(parameters => parameters.Add(shown => shown.Slug, "payments"));
        page.WaitForAssertion(() => Assert.Contains("Revision 1, not in use", page.Find("#h-old").TextContent, StringComparison.Ordinal));
        Assert.Equal("Payments", page.Find("#h-rb").TextContent);
        Assert.Contains("Payments and refunds", page.Find(".rb-diff").TextContent, StringComparison.Ordinal);

        await page.Find("#rb-back").InputAsync(new() { Value = "Refunds moved" });
        await page.Find("form[aria-label='Use this revision again']").SubmitAsync();
        page.WaitForAssertion(() => Assert.EndsWith("/runbooks/payments?show=revisions", Navigation.Uri, StringComparison.Ordinal));
        var published = await Services.GetRequiredService<IRunbookHistory>().PublicationsAsync("payments", Viewer.System, Token);
        Assert.Equal((3, "Back to revision 1: Refunds moved", true), (published[0].Revision, published[0].Reason, published[0].IsCurrent));
        Assert.Equal(published[2].Key, published[0].Key);
    }

    [Fact]
    public async Task Who_went_on_meanwhile_is_named_and_nothing_goes_back()
    {
        await PublishAsync("# Payments", "First");
        await PublishAsync("# Payments 2", "Second");
        Navigation.NavigateTo("/runbooks/payments?revision=1");
        var page = Render<RunbooksPage>(parameters => parameters.Add(shown => shown.Slug, "payments"));
        page.WaitForAssertion(() => Assert.NotNull(page.Find("#rb-back")));
        await PublishAsync("# Payments 3", "Third");
        await page.Find("#rb-back").InputAsync(new() { Value = "Back" });
        await page.Find("form[aria-label='Use this revision again']").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("published revision 3 meanwhile (Third)", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Payments 3", (await Services.GetRequiredService<ICatalog>().CurrentRunbookAsync("payments", Token))!.Runbook.Title);
    }

    [Fact]
    public async Task An_answer_and_a_correction_are_written_into_the_text()
    {
        var page = await ImportAsync(Payments);
        page.WaitForAssertion(() => Assert.Contains("How soon does P1 answer", page.Find(".rb-ask").TextContent, StringComparison.Ordinal));
        Assert.Contains(":asked", page.Find("ic-source").GetAttribute("marks"), StringComparison.Ordinal);
        await page.FindAll(".rb-ask .btn").Single(button => button.TextContent == "within 15 min").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".rb-ask")));
        Assert.Contains("PT15M", Put(), StringComparison.Ordinal);
        Assert.StartsWith(Payments, Put(), StringComparison.Ordinal);

        TypedIs(Put());
        await page.Find("button[aria-label='Correct: P1 means: Nobody can pay']").ClickAsync(new());
        Assert.Equal("Nobody can pay", page.Find("#rb-value").GetAttribute("value"));
        await page.Find("#rb-value").InputAsync(new() { Value = "Nobody can pay by card" });
        await page.FindAll("button").Single(button => button.TextContent == "Correct it").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Nobody can pay by card", page.Find("#severity").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_that_was_meant_for_something_else_is_listed_with_its_lines_and_changes_nothing()
    {
        var page = await ImportAsync(Payments + "\n```incident-console\nseverities:\n  levels:\n    - rank: 1\n      was: { label: P0 }\n      response: PT1M\n```\n");
        page.WaitForAssertion(() => Assert.Contains("Not used: the exact value of severities/levels for \"P0\"", page.Find(".rb-part").TextContent, StringComparison.Ordinal));
        Assert.Equal("lines 21-23", page.Find(".rb-part .rb-line").TextContent);
        Assert.Contains("How soon does P1 answer", page.Find(".rb-ask").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_leaves_the_text_alone()
    {
        var page = await ImportAsync(Payments);
        page.WaitForAssertion(() => Assert.NotNull(page.Find("button[aria-label='Correct: P1 answers within 5 min']")));
        await page.Find("button[aria-label='Correct: P1 answers within 5 min']").ClickAsync(new());
        await page.Find("#rb-value").InputAsync(new() { Value = "soon" });
        await page.FindAll("button").Single(button => button.TextContent == "Correct it").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("\"soon\" does not fit. It was \"5 min\"", page.Find("[role=alert].notice").TextContent, StringComparison.Ordinal));
        Assert.Empty(JSInterop.Invocations["ic.source.put"]);
    }

    [Fact]
    public async Task What_is_published_under_a_known_name_shows_what_changes_and_a_text_that_is_no_runbook_cannot_be_published()
    {
        await PublishAsync("# Payments", "First");
        var page = await ImportAsync("# Payments\n\nScope: Cards.\n");
        page.WaitForAssertion(() => Assert.Contains("becomes its next revision", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Cards", page.Find(".rb-diff").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#rb-reason").HasAttribute("required"));
        await page.Find("#rb-reason").InputAsync(new() { Value = "A scope" });
        await page.Find("form[aria-label=Publish]").SubmitAsync();
        page.WaitForAssertion(() => Assert.EndsWith("/runbooks/payments?show=revisions", Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal(["runbook:import", "runbook:import:reason"], JSInterop.Invocations["drafts.clear"].Select(call => call.Arguments[0]));

        await TypeAsync(page, "\0");
        page.WaitForAssertion(() => Assert.Contains("no text file", page.Find("#h-no").Closest("section")!.TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form[aria-label=Publish]"));
    }

    [Fact]
    public async Task Editing_begins_with_the_text_in_use()
    {
        await PublishAsync("# Payments\n\nMy own words.\n", "First");
        var page = Render<RunbookImportPage>(parameters => parameters.Add(edited => edited.Slug, "payments"));
        page.WaitForAssertion(() => Assert.Equal("# Payments\n\nMy own words.\n", page.Find("textarea").TextContent));
        Assert.Equal("runbook:payments", page.Find("textarea").GetAttribute("data-draft"));
        Assert.Contains("Only the text differs", page.Find(".rb-diff").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#rb-slug"));
    }

    private async Task<IRenderedComponent<RunbookImportPage>> ImportAsync(string markdown)
    {
        TypedIs(markdown);
        var page = Render<RunbookImportPage>();
        await TypeAsync(page, markdown);
        return page;
    }

    private async Task TypeAsync(IRenderedComponent<RunbookImportPage> page, string markdown)
    {
        TypedIs(markdown);
        await page.InvokeAsync(() => page.FindComponent<RunbookSource>().Instance.TextAsync(new Typed(markdown)));
    }

    private void TypedIs(string markdown) => JSInterop.Setup<IJSStreamReference>("ic.source.text", _ => true).SetResult(new Typed(markdown));

    private string Put() => (string)JSInterop.Invocations["ic.source.put"][^1].Arguments[1]!;

    private async Task PublishAsync(string markdown, string reason) =>
        Assert.Null((await Desk.PublishAsync(new RunbookText("payments", markdown), reason, Admin, Token)).Refusal);

    private async Task SignInAsync(AccessRole role)
    {
        var accounts = Services.GetRequiredService<IAccounts>();
        var person = await accounts.AddAsync($"Ada {role}", $"{role}@example.org", role, Actor.System, Token) ?? await Services.GetRequiredService<IDirectory>().FindPersonAsync($"{role}@example.org", Token);
        signedIn.Person = await accounts.RedeemLinkAsync(await accounts.IssueLinkAsync(person!.Id, DateTimeOffset.MaxValue, Actor.System, Token), "correct horse battery", Token);
    }

    private sealed class Typed(string text) : IJSStreamReference
    {
        public long Length => Encoding.UTF8.GetByteCount(text);

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512000, CancellationToken cancellationToken = default) => ValueTask.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class SignedIn : AuthenticationStateProvider
    {
        public Person? Person { get; set; }

        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(Person is null ? new ClaimsPrincipal(new ClaimsIdentity()) : ConsoleClaims.Of(Person)));
    }
}
