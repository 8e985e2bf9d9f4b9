using System.IO.Compression;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using Microsoft.Playwright;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>Six charts of three lines with 3,600 points each, and sixty seconds of new samples, in the bundle that the console serves.</summary>
internal sealed class ChartsRow() : Row(8, "charts")
{
    private const int Rounds = 5;
    private const int Ticks = 60;
    private const int BetweenMs = 150;
    private const string Site = "http://charts.bench";

    private const string Html = """
        <!DOCTYPE html><html lang="en"><link rel="stylesheet" href="/app.css">
        <script>window.long = 0; new PerformanceObserver(list => window.long += list.getEntries().length).observe({ type: 'longtask' });</script>
        <body><main class="board"><div class="col"><section class="panel"><ic-charts id="charts"></ic-charts></section></div></main><script type="module" src="/charts.js"></script></body></html>
        """;

    private const string Tick = """
        async ([ticks, wait]) => {
          for (let n = 0; n < ticks; n++) {
            if (wait > 0) window.tick();
            await new Promise(done => setTimeout(done, Math.abs(wait)));
          }
        }
        """;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var folder = new Folder();
        var assets = Path.Combine(Sources.Root, "wwwroot-assets");
        await BundleAsync(assets, "bench/charts.ts", folder.File("charts.js"), cancellationToken);
        await BundleAsync(assets, "js/charts/view.ts", folder.File("view.js"), cancellationToken, "--external:@microsoft/signalr");
        var size = await GzipAsync(folder.File("view.js"), cancellationToken);
        yield return new Figure("charts, whole bundle", $"{Say.Bytes(size)} gzip", "without the SignalR client", "<= 32 KB", size <= 32 * 1024);

        await using var chromium = await Chromium.StartAsync();
        var context = await chromium.OpenAsync();
        await ServeAsync(context, folder);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Site);
        await page.WaitForFunctionAsync("() => document.querySelectorAll('canvas').length >= 6");
        var inspector = await context.NewCDPSessionAsync(page);
        await inspector.SendAsync("Performance.enable");

        var (busy, longTasks) = (new Samples(), new Samples());
        for (var round = 0; round <= Rounds; round++)
        {
            var idle = await TaskTimeAsync(inspector, () => page.EvaluateAsync(Tick, new[] { Ticks, -BetweenMs }));
            await page.EvaluateAsync("() => { window.long = 0; }");
            var ticking = await TaskTimeAsync(inspector, () => page.EvaluateAsync(Tick, new[] { Ticks, BetweenMs }));
            if (round > 0)   // the first one warms the script
            {
                busy.Add((ticking - idle) / Ticks);
                longTasks.Add(await page.EvaluateAsync<int>("() => window.long"));
            }
        }

        yield return new Figure("charts, main thread a tick", Say.Ms(busy.Median), "six charts, script to paint", "<= 9 ms", busy.Median <= 9);
        yield return new Figure($"charts, long tasks in {Ticks} ticks", Say.Number(longTasks.Median), "", "0", longTasks.Median == 0);
    }

    /// <returns>Milliseconds that the page's main thread was busy meanwhile.</returns>
    private static async Task<double> TaskTimeAsync(ICDPSession inspector, Func<Task> act)
    {
        var before = await ReadAsync();
        await act();
        return (await ReadAsync() - before) * 1000;

        async Task<double> ReadAsync()
        {
            var metrics = (await inspector.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
            return metrics.EnumerateArray().First(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        }
    }

    private static Task ServeAsync(IBrowserContext context, Folder folder) => context.RouteAsync($"{Site}/**", route => new Uri(route.Request.Url).AbsolutePath switch
    {
        "/" => route.FulfillAsync(new() { ContentType = "text/html", Body = Html }),
        "/charts.js" => route.FulfillAsync(new() { ContentType = "text/javascript", Path = folder.File("charts.js") }),
        "/app.css" => route.FulfillAsync(new() { ContentType = "text/css", Path = Path.Combine(Sources.Root, "IncidentConsole.Web", "wwwroot", "dist", "app.css") }),
        _ => route.FulfillAsync(new() { Status = 404 }),
    });

    private static Task BundleAsync(string assets, string from, string to, CancellationToken cancellationToken, params string[] more) => Tool.RunAsync(
        Path.Combine(assets, "node_modules", ".bin", "esbuild"), [from, "--bundle", "--minify", "--format=esm", "--target=es2022", $"--outfile={to}", "--log-level=error", .. more], cancellationToken, assets);

    private static async Task<long> GzipAsync(string path, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        await using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(await File.ReadAllBytesAsync(path, cancellationToken), cancellationToken);
        }

        return output.Length;
    }
}
