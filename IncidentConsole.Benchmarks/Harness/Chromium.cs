using Microsoft.Playwright;

namespace IncidentConsole.Benchmarks.Harness;

/// <summary>A headless browser without network of its own.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Machine.Program("chromium");
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Flags }));
    }

    /// <summary>A window of a laptop, signed in with a session cookie where one is given.</summary>
    public async Task<IBrowserContext> OpenAsync(Uri? console = null, (string Name, string Value)? cookie = null)
    {
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        if (cookie is var (name, value))
        {
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = console!.ToString() }]);
        }

        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
