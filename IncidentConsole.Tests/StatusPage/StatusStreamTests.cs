using IncidentConsole.Domain.Communications;
using static IncidentConsole.Tests.StatusPage.PublicWorld;

namespace IncidentConsole.Tests.StatusPage;

public sealed class StatusStreamTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_is_told_the_version_at_once_and_each_new_one()
    {
        await using var host = await StatusPageHost.StartAsync();
        using var answer = await host.Client.GetAsync("/status/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));

        var first = await NextAsync(lines);
        host.Status.Incidents.Add(Incident(1, Update(0, PublicStatus.Investigating)));
        await host.Pages.RefreshAsync(Token);
        var second = await NextAsync(lines);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.NotEqual(first, second);
        Assert.Contains(host.Pages.Current!.Page.Version, second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_change_is_not_announced()
    {
        await using var host = await StatusPageHost.StartAsync();
        using var answer = await host.Client.GetAsync("/status/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        await NextAsync(lines);
        var page = host.Pages.Current;

        await host.Pages.RefreshAsync(Token);

        Assert.Same(page, host.Pages.Current);
    }

    [Fact]
    public async Task A_reader_who_left_is_forgotten()
    {
        await using var host = await StatusPageHost.StartAsync();
        using (var answer = await host.Client.GetAsync("/status/stream", HttpCompletionOption.ResponseHeadersRead, Token))
        {
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
            await NextAsync(lines);
            Assert.Equal(1, host.Stream.Readers);
        }

        Assert.True(SpinWait.SpinUntil(() => host.Stream.Readers == 0, TimeSpan.FromSeconds(5)));
    }

    private static async Task<string> NextAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
