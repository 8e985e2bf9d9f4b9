using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Seeding;
using IncidentConsole.Web.Signals.Text;

namespace IncidentConsole.Tests.Signals;

/// <summary>The client against a real Prometheus that scrapes the simulated service.</summary>
public sealed class RealPrometheusTests
{
    [Fact]
    public async Task A_real_Prometheus_answers_and_agrees_with_our_own_scrape()
    {
        var program = Programs.Find("prometheus");
        Assert.SkipWhen(program is null, "prometheus is not installed (apt-get install prometheus).");
        var ct = TestContext.Current.CancellationToken;
        var now = TimeProvider.System.GetUtcNow();
        await using var service = await SimulatedService.StartAsync(TimeProvider.System, SimulatedScript.Begin(7, now.AddMinutes(-9)).With(now.AddMinutes(-8), SimulatedState.Incident), 0, ct);
        await using var prometheus = await RealPrometheus.StartAsync(program!, service.Address, ct);
        var reader = SignalTestKit.Reader();

        var errors = new PromQlSource(prometheus.Address, "100 * sum(rate(inferadb_errors_total[5s])) / sum(rate(inferadb_requests_total[5s]))");
        var p99 = new PromQlSource(prometheus.Address, "1000 * histogram_quantile(0.99, sum by (le) (rate(inferadb_request_duration_seconds_bucket[5s])))");
        var figure = await prometheus.UntilAsync(async () => await reader.ReadAsync(p99) is SignalRead { Values: [{ Sample.Value: { } value }] } ? value : (double?)null, ct);
        Assert.InRange(figure, 720, 765);
        Assert.InRange((await reader.ValueAsync(errors))!.Value, 6.2, 7.4);
        Assert.InRange((await reader.ValueAsync(SimulatedSignals.For(service.Address)[1].Source))!.Value, 720, 765);

        var both = Assert.IsType<SignalRead>(await reader.ReadAsync(new PromQlSource(prometheus.Address, "inferadb_requests_total")));
        Assert.Equal(["check", "expand"], both.Values.Select(value => value.Label));
        Assert.Contains("Prometheus answered 400: ", await reader.WhyNotAsync(new PromQlSource(prometheus.Address, "sum(")), StringComparison.Ordinal);
        Assert.Contains("matches nothing", await reader.WhyNotAsync(new PromQlSource(prometheus.Address, "nothing_of_this_name")), StringComparison.Ordinal);
        Assert.Null(await reader.ValueAsync(new PromQlSource(prometheus.Address, "scalar(nothing_of_this_name)")));

        // Three pages of range: the server itself refuses more than 11,000 points in one.
        var to = TimeProvider.System.GetUtcNow();
        var signal = SignalTestKit.Signal(new PromQlSource(prometheus.Address, "vector(1)")) with { PollEvery = TimeSpan.FromSeconds(1) };
        var history = Assert.IsType<SignalHistoryRead>(await reader.ReadRangeAsync(signal, to.AddSeconds(-25_000), to, ct));
        Assert.Equal(25_001, Assert.Single(history.Series).Samples.Count);
    }

    [Fact]
    public async Task Its_own_metrics_page_is_read_by_our_parser()
    {
        var program = Programs.Find("prometheus");
        Assert.SkipWhen(program is null, "prometheus is not installed (apt-get install prometheus).");
        var ct = TestContext.Current.CancellationToken;
        await using var prometheus = await RealPrometheus.StartAsync(program!, new Uri("http://127.0.0.1:9/"), ct);
        using var http = new HttpClient();
        var page = ExpositionParser.Parse(await http.GetStringAsync(new Uri(prometheus.Address, "metrics"), ct), ExpositionFormat.Text, out var problem);
        Assert.Null(problem);
        Assert.True(page!.Samples.Count > 100);
        Assert.Equal(1, await SignalTestKit.Reader().ValueAsync(new ScrapeSource(new Uri(prometheus.Address, "metrics"), new("prometheus_build_info"), new GaugeMeasure())));
    }
}

internal static class Programs
{
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

internal sealed class RealPrometheus : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private RealPrometheus(Process process, DirectoryInfo folder, Uri address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<RealPrometheus> StartAsync(string program, Uri target, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("incident-console-prometheus-");
        var port = Programs.FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "prometheus.yml"), $$"""
            global: {scrape_interval: 1s}
            scrape_configs:
              - {job_name: service, static_configs: [{targets: ["{{target.Authority}}"]}]}
            """, ct);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true,
            ArgumentList =
            {
                $"--config.file={folder.FullName}/prometheus.yml", $"--storage.tsdb.path={folder.FullName}/tsdb",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            },
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };   // an unread pipe would fill up and stop it
        process.BeginErrorReadLine();
        var prometheus = new RealPrometheus(process, folder, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        var reader = SignalTestKit.Reader();
        await prometheus.UntilAsync(async () => await reader.ReadAsync(new ProbeSource(new Uri(prometheus.Address, "-/ready"))) is SignalRead { Values: [{ Sample.Value: 1 }] } ? 1 : (int?)null, ct);
        return prometheus;
    }

    /// <summary>Another process works at its own pace: asked four times a second until it has an answer, at most 30 s.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> ask, CancellationToken ct) where T : struct
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        for (var i = 0; i < 120; i++)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            Assert.False(process.HasExited, "prometheus ended");
            await timer.WaitForNextTickAsync(ct);
        }

        throw new TimeoutException("Prometheus has no answer after 30 s.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
