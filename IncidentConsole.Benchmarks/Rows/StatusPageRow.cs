using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Benchmarks.Seeding;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>The public page from its snapshot, and nginx with the same bytes from files, turn by turn.</summary>
internal sealed class StatusPageRow() : Row(1, "status-page")
{
    private const int Rounds = 5;
    private const int Components = 12;

    private static readonly Uri Page = new("/status", UriKind.Relative);

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _ = Machine.Program("wrk");
        _ = Machine.Program("nginx");
        using var folder = new Folder();
        await SeedAsync(folder.Path, cancellationToken);
        await using var console = await ConsoleProcess.StartAsync(folder.Path, cancellationToken);
        var (raw, tag) = await ReadAsync(console.Address, "identity", cancellationToken);
        var (gzip, _) = await ReadAsync(console.Address, "gzip", cancellationToken);
        await using var nginx = await Nginx.StartAsync(folder.Path, raw, gzip, cancellationToken);
        var nginxTag = await nginx.TagAsync(cancellationToken);

        yield return new Figure("status page, HTML", $"{Say.Bytes(gzip.Length)} gzip", $"{Say.Bytes(raw.Length)} raw", "<= 4 KB gzip", gzip.Length <= 4096);
        foreach (var (what, goal, header, beside) in new[] { ("raw", 0.8, "Accept-Encoding: identity", "Accept-Encoding: identity"), ("gzip", 0.95, "Accept-Encoding: gzip", "Accept-Encoding: gzip"), ("304", 0.7, $"If-None-Match: {tag}", $"If-None-Match: {nginxTag}") })
        {
            var (ours, theirs) = (new Wrk.Result(), new Wrk.Result());
            for (var round = 0; round <= Rounds; round++)
            {
                var (here, there) = (await Wrk.RunAsync(new Uri(console.Address, Page), header, cancellationToken), await Wrk.RunAsync(new Uri(nginx.Address, Page), beside, cancellationToken));
                if (round > 0)   // the first one warms both
                {
                    ours.Add(here);
                    theirs.Add(there);
                }
            }

            var (rate, slowest) = (ours.PerSecond.Median / theirs.PerSecond.Median, ours.P99.Median / theirs.P99.Median);
            yield return new Figure($"status page, {what}", $"{Say.Number(ours.PerSecond.Median)}/s", $"{Say.Times(rate)} of nginx ({Say.Number(theirs.PerSecond.Median)}/s)", $">= {goal}x", rate >= goal);
            yield return new Figure($"status page, {what}, p99", Say.Ms(ours.P99.Median), $"{Say.Times(slowest)} of nginx ({Say.Ms(theirs.P99.Median)})", what == "304" ? "" : "<= 0.5x", what == "304" ? null : slowest <= 0.5);
        }
    }

    private static async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var console = await LiveConsole.StartAsync(folder, cancellationToken);
        for (var i = 0; i < Components; i++)
        {
            await console.Get<ICatalogEditor>().SaveComponentAsync(new Component($"component-{i}", $"Component {i}", "Answers what people ask it", i), isNew: true, Actor.System, cancellationToken);
        }

        var seed = await LogSeed.OverAsync(console, cancellationToken);
        var now = console.Get<TimeProvider>().GetUtcNow();
        foreach (var (number, ago) in new[] { (1, 70), (2, 30), (3, 0) })
        {
            await seed.PlayAsync(number, now.AddDays(-ago).AddHours(-2), TimeSpan.FromMinutes(15), Scripts.Public($"Some permission checks fail ({number})", $"component-{number}", $"component-{number + 4}"), cancellationToken);
        }
    }

    private static async Task<(byte[] Body, string Tag)> ReadAsync(Uri console, string encoding, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = console };
        http.DefaultRequestHeaders.AcceptEncoding.Add(StringWithQualityHeaderValue.Parse(encoding));
        while (true)
        {
            using var answer = await http.GetAsync(Page, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)   // the first page is being made
            {
                return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellationToken), answer.Headers.ETag!.ToString());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }
}
