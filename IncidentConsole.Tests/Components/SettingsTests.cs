using System.Reflection;
using AngleSharp.Dom;
using Bunit;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Components.Layout;
using IncidentConsole.Web.Components.Pages;
using IncidentConsole.Web.Components.Shared;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using RouteAttribute = Microsoft.AspNetCore.Components.RouteAttribute;
using RouteData = Microsoft.AspNetCore.Components.RouteData;

namespace IncidentConsole.Tests.Components;

/// <summary>The settings over a real store: who sees them, and what a press does.</summary>
public sealed class SettingsTests : SettingsWorld
{
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
        var ada = Administrator;
        await PersonAsync("Bo Boss", AccessRole.Administrator, withPassword: true);
        var page = Render<SettingsComponents>();
        Assert.True(await Services.GetRequiredService<IAccounts>().ChangeRoleAsync(ada.Id, AccessRole.Commander, Actor.System, Token));
        await page.Find("#name").ChangeAsync(new() { Value = "API" });
        await page.Find("#slug").ChangeAsync(new() { Value = "api" });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("A Commander cannot change the settings", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(await Services.GetRequiredService<ICatalog>().ComponentsAsync(Token));
    }

    private static IEnumerable<Type> SettingsPages() => typeof(Settings).Assembly.GetTypes()
        .Where(type => type.GetCustomAttributes<RouteAttribute>().Any(route => route.Template.StartsWith("/settings", StringComparison.Ordinal)));
}
