using IncidentConsole.Tests.Browser;
using IncidentConsole.Tests.Harness;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace IncidentConsole.Tests.Browser;

/// <summary>One browser for all tests that ask for it, started by the first of them. Where Chromium is missing, they say Skipped with the reason.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const float Patience = 30_000;   // milliseconds: a machine that builds beside the tests is slow

    private static readonly string[] QuietAndOffline =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A window of its own, with cookies and storage of its own.</summary>
    internal async Task<Tab> OpenAsync(Uri address, int width = 1440, string theme = "dark")
    {
        var context = await (await BrowserAsync()).NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 900 },
            IsMobile = width < 500,
            HasTouch = width < 500,
            ColorScheme = theme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Patience);
        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        var program = Needs.Chromium();
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Assertions.SetDefaultExpectTimeout(Patience);
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = QuietAndOffline });
        }
        finally
        {
            gate.Release();
        }
    }
}
