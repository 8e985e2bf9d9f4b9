using System.Net;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Tests.Endpoints;

public sealed partial class SignInTests
{
    private const string Email = "maya@example.org";
    private const string Password = "correct horse battery";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_signs_in_and_is_led_back_to_where_they_wanted()
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        using var browser = app.Browser();
        using var answer = await PostAsync(browser, "/signin?returnUrl=%2Fincidents%2F7", Email.ToUpperInvariant(), Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/incidents/7", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("ic-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        using var page = await browser.GetAsync(new Uri("/you", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_form_leads_nowhere_else(string returnUrl)
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        using var browser = app.Browser();
        using var answer = await PostAsync(browser, $"/signin?returnUrl={Uri.EscapeDataString(returnUrl)}", Email, Password);
        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_https_the_cookie_is_bound_to_the_host()
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost/") });
        using var answer = await PostAsync(browser, "/signin", Email, Password);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("__Host-ic-session=", StringComparison.Ordinal) && value.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_out_whether_the_account_exists_or_not()
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        var accounts = app.Get<IAccounts>();
        foreach (var email in (string[])[Email, "nobody@example.org"])
        {
            for (var attempt = 1; attempt < 5; attempt++)
            {
                Assert.IsType<SignInAnswer.Wrong>(await accounts.SignInAsync(email, "wrong", Token));
            }

            Assert.IsType<SignInAnswer.LockedOut>(await accounts.SignInAsync(email, "wrong", Token));
            Assert.IsType<SignInAnswer.LockedOut>(await accounts.SignInAsync(email, Password, Token));
        }
    }

    [Fact]
    public async Task A_right_password_in_between_forgets_the_failures()
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        var accounts = app.Get<IAccounts>();
        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 0; attempt < 4; attempt++)
            {
                await accounts.SignInAsync(Email, "wrong", Token);
            }

            Assert.IsType<SignInAnswer.Welcome>(await accounts.SignInAsync(Email, Password, Token));
        }
    }

    [Fact]
    public async Task Many_tries_from_one_address_are_slowed_down()
    {
        await using var app = new ConsoleApp();
        using var browser = app.Browser();
        HttpStatusCode last = default;
        for (var attempt = 0; attempt < 25 && last != HttpStatusCode.TooManyRequests; attempt++)
        {
            using var answer = await PostAsync(browser, "/signin", $"nobody{attempt}@example.org", "wrong");
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("role")]
    [InlineData("everywhere")]
    [InlineData("password")]
    public async Task A_change_of_the_account_makes_the_cookie_void(string change)
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Administrator, "ada@example.org");
        var person = await app.PersonAsync(AccessRole.Commander, Email);
        using var browser = app.Browser();
        (await PostAsync(browser, "/signin", Email, Password)).Dispose();
        var accounts = app.Get<IAccounts>();
        switch (change)
        {
            case "lock":
                Assert.True(await accounts.SetLockedAsync(person.Id, true, Actor.System, Token));
                break;
            case "role":
                Assert.True(await accounts.ChangeRoleAsync(person.Id, AccessRole.Responder, Actor.System, Token));
                break;
            case "everywhere":
                await accounts.SignOutEverywhereAsync(person.Id, Actor.System, Token);
                break;
            default:
                Assert.NotNull(await accounts.ChangePasswordAsync(person.Id, Password, "another long password", Token));
                break;
        }

        using var page = await browser.GetAsync(new Uri("/you", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_can_neither_be_locked_nor_demoted()
    {
        await using var app = new ConsoleApp();
        var ada = await app.PersonAsync(AccessRole.Administrator, "ada@example.org");
        var accounts = app.Get<IAccounts>();
        Assert.False(await accounts.SetLockedAsync(ada.Id, true, Actor.System, Token));
        Assert.False(await accounts.ChangeRoleAsync(ada.Id, AccessRole.Commander, Actor.System, Token));
        await app.PersonAsync(AccessRole.Administrator, "bo@example.org");
        Assert.True(await accounts.SetLockedAsync(ada.Id, true, Actor.System, Token));
    }

    [Fact]
    public async Task The_demo_opens_for_this_machine_in_development_only()
    {
        await using var development = new ConsoleApp("Development");
        using (var browser = development.Browser())
        {
            using var answer = await browser.GetAsync(new Uri("/signin/demo/commander", UriKind.Relative), Token);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("ic-session=", string.Concat(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        }

        await using var production = new ConsoleApp();
        using (var browser = production.Browser())
        {
            using var answer = await browser.GetAsync(new Uri("/signin/demo/commander", UriKind.Relative), Token);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Original-For", "10.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task The_demo_is_refused_through_a_proxy(string header, string value)
    {
        await using var app = new ConsoleApp("Development");
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin/demo/commander") { Headers = { { header, value } } };
        using var answer = await browser.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("192.168.1.7")]
    [InlineData(null)]
    public async Task The_demo_is_refused_from_elsewhere(string? address)
    {
        await using var app = new ConsoleApp("Development") { RemoteAddress = address is null ? null : IPAddress.Parse(address) };
        using var browser = app.Browser();
        using var answer = await browser.GetAsync(new Uri("/signin/demo/commander", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Set_up_makes_one_administrator_and_closes()
    {
        await using var app = new ConsoleApp();
        using var browser = app.Browser();
        var path = app.Get<SetupLink>().Path;
        using (var wrong = await PostAsync(browser, "/setup?secret=guess", "x", "x", expectForm: false))
        {
            Assert.False(await app.Get<IAccounts>().AnyAsync(Token));
        }

        using (var made = await PostAsync(browser, path, "ada@example.org", Password, name: "Ada Admin"))
        {
            Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        }

        var ada = await app.Get<IDirectory>().FindPersonAsync("ada@example.org", Token);
        Assert.Equal(AccessRole.Administrator, ada?.Role);
        Assert.Contains("Set-up is closed", await browser.GetStringAsync(new Uri(path, UriKind.Relative), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_make_the_first_administrator_without_a_person()
    {
        await using var app = new ConsoleApp("Production", ("IncidentConsole:Setup:AdminEmail", "root@example.org"), ("IncidentConsole:Setup:AdminPassword", Password));
        using var browser = app.Browser();
        var accounts = app.Get<IAccounts>();
        while (!await accounts.AnyAsync(Token))
        {
            await Task.Yield();
        }

        Assert.IsType<SignInAnswer.Welcome>(await accounts.SignInAsync("root@example.org", Password, Token));
    }

    [Fact]
    public async Task An_invitation_works_once()
    {
        await using var app = new ConsoleApp();
        var accounts = app.Get<IAccounts>();
        var person = await accounts.AddAsync("Li Wen", "li@example.org", AccessRole.Responder, Actor.System, Token);
        var secret = await accounts.IssueLinkAsync(person!.Id, DateTimeOffset.MaxValue, Actor.System, Token);
        using var browser = app.Browser();
        using (var first = await PostAsync(browser, $"/invite/{secret}", "", "short"))
        {
            Assert.Contains("at least", await first.Content.ReadAsStringAsync(Token), StringComparison.OrdinalIgnoreCase);
        }

        using (var second = await PostAsync(browser, $"/invite/{secret}", "", Password))
        {
            Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        }

        Assert.Contains("no longer works", await browser.GetStringAsync(new Uri($"/invite/{secret}", UriKind.Relative), Token), StringComparison.Ordinal);
        Assert.IsType<SignInAnswer.Welcome>(await accounts.SignInAsync("li@example.org", Password, Token));
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_does_nothing()
    {
        await using var app = new ConsoleApp();
        await app.PersonAsync(AccessRole.Commander, Email);
        using var browser = app.Browser();
        using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("form.Email", Email), new("form.Password", Password)]);
        using var answer = await browser.PostAsync(new Uri("/signin", UriKind.Relative), form, Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, string email, string password, string? name = null, bool expectForm = true)
    {
        var html = await browser.GetStringAsync(new Uri(path, UriKind.Relative), Token);
        var fields = Hidden().Matches(html).Select(match => new KeyValuePair<string, string>(Value(match.Value, "name"), Value(match.Value, "value"))).Where(field => field.Key.Length > 0).ToList();
        Assert.Equal(expectForm, fields.Exists(field => field.Key == "_handler"));
        // Under the names that the page itself gives its fields, as a browser sends them.
        fields.AddRange(new[] { ("email", "form.Email", email), ("password", "form.Password", password), ("name", "form.Name", name) }
            .Where(field => field.Item3 is not null)
            .Select(field => new KeyValuePair<string, string>(
                Regex.Match(html, $"<input[^>]* id=\"{field.Item1}\"[^>]*>") is { Success: true } tag ? Value(tag.Value, "name") : field.Item2, field.Item3!)));

        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(new Uri(path, UriKind.Relative), form, Token);
    }

    private static string Value(string tag, string attribute) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $" {attribute}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<input type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
