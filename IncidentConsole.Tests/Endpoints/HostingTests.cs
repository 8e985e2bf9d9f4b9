using System.Net;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Endpoints;

public sealed class HostingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_its_script_and_its_sheet_are_served_without_sign_in()
    {
        await using var app = new ConsoleApp();
        using var client = app.Browser();
        var html = await client.GetStringAsync(new Uri("/signin", UriKind.Relative), Token);
        Assert.Contains("_framework/blazor.web.", html, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"server-time\"", html, StringComparison.Ordinal);
        Assert.True((await client.GetByteArrayAsync(new Uri("/_framework/blazor.web.js", UriKind.Relative), Token)).Length > 100_000);
        Assert.True((await client.GetByteArrayAsync(new Uri("/dist/app.css", UriKind.Relative), Token)).Length > 10_000);
    }

    [Fact]
    public async Task A_chosen_theme_is_on_the_first_byte_and_nothing_else_gets_there()
    {
        await using var app = new ConsoleApp();
        using var client = app.Browser();
        using var dark = new HttpRequestMessage(HttpMethod.Get, "/signin") { Headers = { { "Cookie", "theme=dark" } } };
        Assert.Contains("data-theme=\"dark\"", await (await client.SendAsync(dark, Token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var odd = new HttpRequestMessage(HttpMethod.Get, "/signin") { Headers = { { "Cookie", "theme=no-such-theme" } } };
        Assert.DoesNotContain("no-such-theme", await (await client.SendAsync(odd, Token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_a_policy_whose_nonce_is_the_pages()
    {
        await using var app = new ConsoleApp();
        using var client = app.Browser();
        using var answer = await client.GetAsync(new Uri("/signin", UriKind.Relative), Token);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = policy.Split("'nonce-")[1].Split('\'')[0];
        Assert.Contains($"nonce=\"{WebUtility.HtmlEncode(nonce)}\"", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token)).Replace(nonce, WebUtility.HtmlEncode(nonce), StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Health_and_metrics_answer_without_sign_in()
    {
        await using var app = new ConsoleApp();
        using var client = app.Browser();
        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token));
        Assert.Contains("\"status\":\"Healthy\"", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token), StringComparison.Ordinal);
        var metrics = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);
        Assert.Contains("# TYPE incident_console_append_seconds histogram", metrics, StringComparison.Ordinal);
        Assert.Contains("incident_console_deadlines_overdue 0\n", metrics, StringComparison.Ordinal);
        Assert.EndsWith("\n", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IncidentConsole:TimeZone", "Mars/Olympus", "IANA")]
    [InlineData("IncidentConsole:Setup:AdminEmail", "a@b.example", "AdminPassword")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string key, string value, string words)
    {
        await using var app = new ConsoleApp("Production", (key, value));
        var refusal = Assert.ThrowsAny<Exception>(app.Browser);
        Assert.Contains(words, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_the_api_is_a_problem_and_not_a_page()
    {
        await using var app = new ConsoleApp();
        using var client = await app.KeyAsync(IncidentConsole.Domain.Access.AccessRole.Stakeholder);
        using var answer = await client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
