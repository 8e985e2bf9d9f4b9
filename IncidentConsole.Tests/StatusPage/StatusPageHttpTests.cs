using System.Net;
using System.Net.Http.Headers;
using IncidentConsole.Domain.Communications;
using static IncidentConsole.Tests.StatusPage.PublicWorld;

namespace IncidentConsole.Tests.StatusPage;

public sealed class StatusPageHttpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_public_cacheable_and_sets_no_cookie()
    {
        await using var host = await StatusPageHost.StartAsync();

        using var answer = await host.Client.GetAsync("/status", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: > 0 and <= 30 });
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var html = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(html.IndexOf("Permission checks", StringComparison.Ordinal) < html.IndexOf("Writes", StringComparison.Ordinal));   // by position
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Who_holds_the_page_is_told_so_in_304(string encoding)
    {
        await using var host = await StatusPageHost.StartAsync();
        using var first = await host.Client.SendAsync(Get("/status", encoding), Token);
        using var again = Get("/status", encoding);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var answer = await host.Client.SendAsync(again, Token);

        Assert.Equal(encoding, string.Join(",", first.Content.Headers.ContentEncoding));
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Equal(first.Headers.ETag, answer.Headers.ETag);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Head_has_the_length_and_no_body()
    {
        await using var host = await StatusPageHost.StartAsync();

        using var answer = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/status"), Token);

        Assert.Equal(host.Pages.Current!.Page.Plain.Body.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("/status")]
    [InlineData("/status/history")]
    [InlineData("/status/stream")]
    public async Task Nothing_can_be_sent_to_it(string path)
    {
        await using var host = await StatusPageHost.StartAsync();

        using var answer = await host.Client.PostAsync(path, null, Token);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Other_paths_go_their_own_way()
    {
        await using var host = await StatusPageHost.StartAsync();

        using var answer = await host.Client.GetAsync("/statuses", Token);

        Assert.True(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Before_the_first_page_it_asks_for_a_moment()
    {
        await using var host = await StatusPageHost.StartAsync(refresh: false);

        using var answer = await host.Client.GetAsync("/status", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_published_update_makes_a_new_page()
    {
        await using var host = await StatusPageHost.StartAsync();
        var before = host.Pages.Current!.Page.Version;
        host.Status.Incidents.Add(Incident(1, "Some checks fail", null, Update(0, PublicStatus.Investigating, ("checks", ComponentState.MajorOutage))));

        await host.Pages.RefreshAsync(Token);

        Assert.NotEqual(before, host.Pages.Current!.Page.Version);
        Assert.Contains("Permission checks: down", await host.Client.GetStringAsync("/status", Token), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Get(string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding.Length > 0)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        return request;
    }
}
